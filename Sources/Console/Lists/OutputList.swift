import IncidentModel
import SafeText

/// The rows of the output pane.
enum OutputList {
    /// The lines that the filter keeps, after the command that they answer.
    static func rows(of state: ConsoleState) -> [OutputLine] {
        guard let page = state.shownOutput else { return [] }
        let lines = command(of: page, in: state) + page.lines
        let query = state.outputView.query
        return query.isEmpty ? lines : lines.filter { query.keeps($0.text.string) }
    }

    /// The command as people write it after a prompt, when the page starts at the first line.
    private static func command(of page: OutputPage, in state: ConsoleState) -> [OutputLine] {
        guard page.totalLines <= page.lines.count, let step = state.step(page.step) else {
            return []
        }
        // The engine tells itself what it runs when a step has several commands.
        if page.lines.contains(where: { $0.stream == .notice && $0.text.string.hasPrefix("$ ") }) {
            return []
        }
        return step.runnableCommands.flatMap { command in
            command.text.enumerated().map { index, line in
                OutputLine(stream: .notice, text: "\(index == 0 ? "$" : " ") \(line)")
            }
        }
    }
}
