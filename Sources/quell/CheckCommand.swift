import ArgumentParser
import ConsoleRuntime
import EngineRoom
import Foundation
import IncidentModel
import Probes
import Settings

/// `quell check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Probe every service, without a screen.",
        discussion: """
            Prints a table in the order of dependency, with the root named; with --json one object:
            {"services":[{"name","verdict","cause","root","since","readings":[…]}],"roots":[…],"exit":N}.

            Exit status: 0 all up, 1 degraded, 2 down, 3 unknown. In a pipeline, before a deploy:
              quell check --full && ./deploy
            """)

    @Argument(help: "Services to check, with all they need; without any, every service.")
    var services: [String] = []

    @Option(help: "The configuration file.")
    var config: String?

    @Flag(help: "How thorough.")
    var mode = Mode.quick

    @Flag(help: "Print JSON.")
    var json = false

    enum Mode: EnumerableFlag {
        case quick
        case full
        case envCheck

        static func help(for value: Mode) -> ArgumentHelp? {
            switch value {
            case .quick: "One pass, judged on one reading."
            case .full: "Three passes, judged together, with the times of each."
            case .envCheck: "Only the probes that need no network, such as env, file and process."
            }
        }

        var checked: ServiceCheck.Mode {
            switch self {
            case .quick: .quick
            case .full: .full
            case .envCheck: .environment
            }
        }
    }

    func run() throws {
        let status: Int32
        do {
            guard
                let path = config
                    ?? SettingsLoader.nearest(
                        from: WorkingDirectory.current,
                        configurationFolder: UserFolders.configuration)
            else {
                throw CommandFailure("no quell.yaml here, above, or in the configuration folder")
            }
            let settings = try SettingsLoader.load(path: path)
            let check = try ServiceCheck(
                of: settings.services, named: services, mode: mode.checked,
                options: settings.probeOptions)
            let report = Blocking.wait { await check.run(now: WallClock.system.now) }
            Plain.print(json ? report.json : report.table)
            status = report.exitStatus
        } catch {
            throw Plain.fail(error, status: 3)
        }
        if status != 0 { throw ExitCode(status) }
    }
}
