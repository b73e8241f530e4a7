import IncidentModel
import SafeText

/// What the lines of a runbook lead to: its values, its files, and other runbooks.
extension ConsoleState {
    /// Sends a value to the room; the line stays until the room has taken it.
    mutating func acceptValue(_ request: ValueRequest, _ typed: String) -> [ConsoleEffect] {
        if request.isSent { return [] }
        guard !typed.isEmpty else {
            return refuse("\(request.variable.written) needs a value: type it, or Esc.")
        }
        var sent = request
        (sent.isSent, sent.problem) = (true, nil)
        prompt?.purpose = .value(sent)
        let effect = ConsoleEffect.setValue(
            request.runbook, written: request.variable.written, value: typed)
        // Nobody says that it was taken while events are not recorded.
        return recordingTrouble == nil ? [effect] : [effect] + goOn(after: sent)
    }

    /// Takes the chosen row.
    mutating func acceptRunbookChoice(_ prompt: Prompt) -> [ConsoleEffect] {
        let options = RunbookOptions.options(
            for: prompt.purpose, typed: prompt.line.text, self)
        guard !options.isEmpty else { return refuse("Nothing is called \(prompt.line.text).") }
        self.prompt = nil
        switch options[min(prompt.choice, options.count - 1)].action {
        case .value(let request): askForValue(request)
        case .file(let file): return want(.writeFile(file))
        case .load(let reference): return [.loadRunbook(reference)]
        case .show(let runbook):
            guard let plan = runbooks?.first(where: { $0.id == runbook }) else { return [] }
            overlays = []
            focus = .runbook
            select(plan)
        }
        return []
    }
}
