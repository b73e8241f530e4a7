import ArgumentParser
import EngineRoom
import IncidentModel
import Runbooks
import Settings

/// `quell runbook`.
struct RunbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runbook", abstract: "Runbooks without the console.",
        subcommands: [Show.self, List.self])

    /// `quell runbook show FILE…`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Phases, steps, commands and checks, as the console would load them.")

        @Argument(help: "Files, or names of shipped or own runbooks.", completion: .file())
        var files: [String]

        func run() throws {
            let shelf = RunbookShelf(userFolder: UserFolders.configuration)
            for file in files {
                let reference = RunbookReference(text: file, folder: WorkingDirectory.current)
                do {
                    Plain.print(RunbookOutline(try shelf.load(reference).plan).text)
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
