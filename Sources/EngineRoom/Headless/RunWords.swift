import Conditions
import IncidentModel
import SafeText

/// What a runbook without the console shows of its parts, line by line.
enum RunWords {
    /// The heading of a phase.
    static func heading(of phase: PhasePlan) -> [String] {
        let budget = phase.budget.map { ", \(DurationText.phrase($0))" } ?? ""
        let kind = phase.isRollback ? ", rollback" : ""
        return ["", "Phase \(phase.number) \(phase.title)\(budget)\(kind)"]
    }

    /// The heading of a step.
    static func heading(of step: StepPlan) -> [String] {
        ["", "\(step.id.label) \(step.title)"]
    }

    /// Exactly what would run, with what it may do, the values it sees and where.
    static func preview(_ preview: RunPreview) -> [String] {
        var lines: [String] = []
        for command in preview.commands {
            let reason = command.dangerReason.isEmpty ? "" : ": \(command.dangerReason)"
            let way = command.isBackground ? ", in the background" : ""
            lines.append("  \(command.danger.word)\(reason)\(way)  (line \(command.line))")
            lines += command.text.map { "    $ \($0)" }
        }
        for value in preview.values { lines.append("  sees \(value.name)=\(value.text)") }
        if !preview.folder.isEmpty { lines.append("  in \(preview.folder)") }
        if preview.needsTerminal { lines.append("  takes this terminal until it ends") }
        return lines
    }

    /// What writing a file would change.
    static func preview(_ preview: FilePreview) -> [String] {
        let verb = preview.replaces ? "would change" : "would write"
        return ["  \(verb) \(preview.path)"] + preview.changes.map { "    \($0)" }
    }

    /// How a run ended.
    static func end(_ step: StepID, _ end: StepEnd, took: Duration) -> String {
        let tenths = took.wholeMilliseconds / 100
        let time = tenths < 600 ? "\(tenths / 10).\(tenths % 10) s" : DurationText.phrase(took)
        return "  \(step.label) \(end.phrase) after \(time)"
    }

    /// A gate and its present judgement.
    static func gate(_ check: CheckPlan, _ state: GateState?) -> String {
        let condition = check.condition ?? check.text
        switch state {
        case nil: return "\(condition): not judged yet"
        case .noData(let text): return "\(condition): no data, \(text)"
        case .unmet(let text): return "\(condition): unmet, \(text)"
        case .holding(_, let remaining):
            return "\(condition): holds, for \(DurationText.phrase(remaining)) more"
        case .met: return "\(condition): met"
        }
    }

    /// The time left until a moment, as `4:05`; nothing when it is over.
    static func timeLeft(until deadline: Timestamp?, now: Timestamp) -> String {
        guard let deadline else { return "" }
        let seconds = max(0, deadline.seconds - now.seconds)
        let rest = seconds % 60
        return ", \(seconds / 60):\(rest < 10 ? "0" : "")\(rest) left"
    }
}
