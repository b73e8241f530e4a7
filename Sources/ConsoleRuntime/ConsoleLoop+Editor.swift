import CellGrid
import Console
import EngineRoom
import IncidentModel
import SafeText

extension ConsoleLoop {
    /// Leaves the screen to a person's own editor, and brings back what it left.
    func edit(_ text: String) {
        var outcome = EditorTurn.Outcome.unchanged
        let turn = EditorTurn(text: text)
        terminal.lend(turn.notice) {
            outcome = turn.run()
            // What the editor said about its failure would go with the screen.
            guard case .failed(let reason) = outcome else { return nil }
            return "quell: \(reason); Enter returns to the console"
        }
        switch outcome {
        case .edited(let edited): apply(.textEdited(edited))
        case .unchanged: apply(.textEdited(nil))
        case .failed(let reason):
            apply(.textEdited(nil))
            apply(.requestRefused(DisplayText(reason)))
        }
    }

    /// Lets an update leave: what goes to the clipboard is recorded only once the terminal took it.
    func send(_ text: String, to audience: DisplayText, by channel: UpdateChannel) {
        if channel == .clipboard, !terminal.copyToClipboard(text) {
            apply(
                .requestRefused(
                    "this terminal cannot copy: nothing was copied, and nothing recorded"))
            return
        }
        room.perform(.sendUpdate(audience: audience, text: text, by: channel))
    }
}
