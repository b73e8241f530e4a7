import ArgumentParser
import ConsoleRuntime

/// `quell theme`.
struct ThemeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme", abstract: "List themes, or check a theme file.",
        subcommands: [List.self, Check.self], defaultSubcommand: List.self)

    /// `quell theme list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The themes there are.")

        func run() {
            for name in ThemeFile.names(configurationFolder: UserFolders.configuration) {
                Plain.print(name)
            }
        }
    }

    /// `quell theme check FILE`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read a theme file and say what is wrong with it.")

        @Argument(help: "The theme file.", completion: .file(extensions: ["yaml"]))
        var file: String

        func run() throws {
            do {
                _ = try ThemeFile.decode(file: file)
                Plain.print("\(file): every role has a style")
            } catch {
                throw Plain.fail(error)
            }
        }
    }
}
