import ArgumentParser
import EngineRoom
import IncidentModel
import Runbooks
import Settings

/// `quell runbook`.
struct RunbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runbook", abstract: "Runbooks without the console.",
        subcommands: [
            RunbookLintCommand.self, Show.self, RunbookRunCommand.self,
            RunbookRehearseCommand.self, List.self,
        ])

    /// Loads a file, or a runbook by its name.
    static func load(_ file: String) throws -> Runbook {
        let shelf = RunbookShelf(userFolder: UserFolders.configuration)
        return try shelf.load(RunbookReference(text: file, folder: WorkingDirectory.current))
    }

    /// `quell runbook show FILE…`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Phases, steps, commands and checks, as the console would load them.",
            discussion: """
                With --json one object:
                {"title","phases":[{"title","budget_minutes","rollback","line","steps":[{"id","title",
                "line","commands":[{"line","language","text","danger","placeholders","tty"}],
                "checks":[{"text","line","checked","gate"}],"files":[{"path","line","language",
                "text"}]}]}]}; with several files one such object a line, in the order of the files.
                """)

        @Argument(help: "Files, or names of shipped or own runbooks.", completion: .file())
        var files: [String]

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            for file in files {
                do {
                    let runbook = try RunbookCommand.load(file)
                    let report = RunbookReport(runbook)
                    let single = files.count == 1 ? report.json : report.jsonLine
                    Plain.print(json ? single : RunbookOutline(runbook).text)
                } catch {
                    throw Plain.fail(error)
                }
            }
        }
    }

    /// `quell runbook list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The runbooks that can be named, own and shipped.")

        func run() {
            let shelf = RunbookShelf(userFolder: UserFolders.configuration)
            for name in shelf.names { Plain.print(name) }
        }
    }
}
