import IncidentModel
import SafeText

/// What is said about a runbook that runs by itself.
struct FlowWords {
    /// The state of everything.
    let state: ConsoleState
    /// The signs to write with.
    let glyphs: GlyphSet

    /// Where it stands, in one line.
    func words(_ flow: RunbookFlow) -> StyledText {
        let verb = flow.direction == .back ? "rolls back" : "runs on"
        switch flow.standing {
        case .running(let steps):
            let labels = steps.map(\.label).joined(separator: ", ")
            return StyledText(
                "\(verb): running \(labels.isEmpty ? "the next step" : labels)", .running)
        case .asking(let step):
            return StyledText("\(verb): asks before \(step.label)", .changes)
                + title(of: step)
        case .waiting(let checks, let until): return waiting(checks, until, verb)
        case .stopped(let step, let reason):
            let place = step.map { " at \($0.label)" } ?? ""
            return StyledText("stopped\(place): ", .degraded) + StyledText(reason.string)
        case .finished:
            let word = flow.direction == .back ? "all is undone" : "all is done"
            return StyledText("\(word), nothing is left to do", .done)
        }
    }

    private func title(of step: StepID) -> StyledText {
        StyledText(state.step(step).map { " \($0.title)" } ?? "")
    }

    private func waiting(
        _ checks: [CheckID], _ until: Timestamp?, _ verb: String
    ) -> StyledText {
        var text = StyledText("\(verb): waits for ", .gateHolding)
        let first = checks.first
        let plan = first.flatMap { id in state.step(id.step)?.checks.first { $0.id == id } }
        text.add(checks.count > 1 ? "\(checks.count) gates" : "the gate", .gateHolding)
        if let first { text.add(" of \(first.step.label)", .gateHolding) }
        if let until, let now = state.now {
            text.add(", \(DurationText.clock(max(.zero, until - now))) left", .gateHolding)
        }
        if let first {
            text.add("  ")
            text += StepWords.gate(state.gate(first), now: state.now)
        }
        if let plan { text.add("  \(plan.text)", .faint) }
        return text
    }
}
