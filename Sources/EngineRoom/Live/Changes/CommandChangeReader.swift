import IncidentModel
import Processes

/// Reads what a command of the configuration prints about changes.
actor CommandChangeReader: ChangeReader {
    private let question: ChangeQuestion
    private var lines = ChangeLines()

    /// - Parameters:
    ///   - command: The text for bash.
    ///   - folder: Where it starts.
    ///   - environment: The variables that it sees.
    init(command: String, folder: String, environment: ProcessEnvironment) {
        question = ChangeQuestion(
            command: .bash(command, environment: environment, workingDirectory: folder),
            name: "the command")
    }

    func look(at now: Timestamp) async -> ChangeLook {
        switch await question.answer() {
        case .failure(let trouble): return .troubled(trouble.reason)
        case .success(let output): return .seen(lines.changes(in: output, at: now))
        }
    }
}
