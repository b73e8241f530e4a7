import IncidentModel
import SafeText

/// What becomes of an incident's progress when the file of a runbook is no longer the one it was.
struct ProgressChange {
    private let runbook: RunbookID
    private let path: DisplayText
    private let isChanged: Bool
    private let touched: Int

    /// Looks at what is known before the runbook is loaded.
    init(before state: IncidentState, plan: RunbookPlan) {
        runbook = plan.id
        path = plan.path
        isChanged = state.runbooks[plan.id].map { $0 != plan.contentHash } ?? false
        touched = Self.touched(state, plan.id)
    }

    /// What a person should know of it; nil when the file is the same or was not loaded before.
    func sentence(after state: IncidentState) -> DisplayText? {
        guard isChanged else { return nil }
        let name = path.string.split(separator: "/").last.map(String.init) ?? path.string
        guard touched > 0 else { return DisplayText("\(name) changed since") }
        let kept = Self.touched(state, runbook)
        let steps = kept == 1 ? "1 step" : "\(kept) steps"
        let forgotten = max(0, touched - kept)
        return DisplayText(
            "\(name) changed since; progress of \(steps) was kept, \(forgotten) forgotten")
    }

    private static func touched(_ state: IncidentState, _ runbook: RunbookID) -> Int {
        state.steps.count { $0.key.runbook == runbook && $0.value != .pending }
    }
}
