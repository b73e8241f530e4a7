import ArgumentParser
import EngineRoom
import Runbooks

/// `quell runbook rehearse`.
struct RunbookRehearseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Walk a runbook with the output that it simulates; nothing runs.",
        discussion: """
            Shows each step in order: the exact commands, how dangerous they are, which values are
            missing, what they would print, and what is checked. What a command would print stands in
            the runbook, in a block that names it: ```text {simulate=deploy}.
            """)

    @Argument(help: "Files, or names of shipped or own runbooks.", completion: .file())
    var files: [String]

    func run() throws {
        for file in files {
            do {
                Plain.print(RunbookRehearsal(try RunbookCommand.load(file)).text)
            } catch {
                throw Plain.fail(error)
            }
        }
    }
}
