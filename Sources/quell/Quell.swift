import ArgumentParser
import Drills
import Glibc
import Processes

/// The program: arguments and wiring.
@main
struct Quell: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "quell",
        abstract: "A terminal console for incident response.",
        discussion: """
            Without a subcommand it opens the console with the nearest quell.yaml. `quell demo` \
            shows a real outage without any configuration.
            """,
        version: version,
        subcommands: [
            OpenCommand.self, DemoCommand.self, InitCommand.self, CheckCommand.self,
            LogsCommand.self, RunbookCommand.self, IncidentsCommand.self, ThemeCommand.self,
        ],
        defaultSubcommand: OpenCommand.self)

    /// The inner commands come first: they are this binary in another role and take no options.
    ///
    /// Not asynchronous: an asynchronous `main` runs on a thread that cannot be stopped by Ctrl-Z.
    static func main() {
        let words = CommandLine.arguments
        if words.count == 3, let role = InnerRole(rawValue: words[1]) {
            Glibc.exit(role.run(folder: words[2]))
        }
        main(nil)
    }
}

/// What the same binary does when it is started by itself.
private enum InnerRole: String {
    /// Carries one run of a step to its end, whatever becomes of the console.
    case stepRunner = "__step-runner"
    /// The demo's simulated staging stack.
    case demoStack = "__demo-stack"
    /// The demo's simulated backend.
    case demoBackend = "__demo-backend"

    func run(folder: String) -> Int32 {
        switch self {
        case .stepRunner: StepRunner.main(folder: folder)
        case .demoStack:
            StagingStack.main(sandbox: folder, executable: ProgramPath.current)
        case .demoBackend: BackendService.main(sandbox: folder)
        }
    }
}
