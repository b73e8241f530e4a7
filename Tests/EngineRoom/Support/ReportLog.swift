import IncidentModel
import Journal
import Processes
import SafeText
import Synchronization

@testable import EngineRoom

/// Collects what a room reports; looks for each event on disk at the moment it is reported.
final class ReportLog: Sendable {
    private struct Kept {
        var reports: [EngineReport] = []
        var missingOnDisk: [JournalEvent] = []
    }

    private let kept = Mutex(Kept())
    private let folder: IncidentFolder?

    /// With a folder, every reported event is looked for there.
    init(checkedAgainst folder: IncidentFolder? = nil) {
        self.folder = folder
    }

    func take(_ report: EngineReport) {
        let missing = missingOnDisk(report)
        kept.withLock { kept in
            kept.reports.append(report)
            kept.missingOnDisk += missing
        }
    }

    var reports: [EngineReport] { kept.withLock { $0.reports } }
    /// Events that were reported before another reader could find them.
    var missingOnDisk: [JournalEvent] { kept.withLock { $0.missingOnDisk } }

    var events: [JournalEvent] {
        reports.flatMap { report -> [JournalEvent] in
            if case .recorded(let events) = report { events } else { [] }
        }
    }
    var bodies: [EventBody] { events.map(\.body) }
    var services: [ServiceStatus] {
        reports.compactMap { if case .services(let all, _) = $0 { all } else { nil } }.last ?? []
    }
    var logs: LogStatus? {
        reports.compactMap { if case .logs(let logs) = $0 { logs } else { nil } }.last
    }
    var gates: [CheckID: GateState] {
        reports.compactMap { if case .gates(let gates) = $0 { gates } else { nil } }.last ?? [:]
    }
    var runbooks: [RunbookPlan]? {
        reports.compactMap { if case .runbooks(let plans) = $0 { plans } else { nil } }.last
    }
    var refusals: [DisplayText] {
        reports.compactMap { if case .refused(let sentence) = $0 { sentence } else { nil } }
    }
    var notices: [DisplayText] {
        reports.compactMap { if case .noticed(let sentence) = $0 { sentence } else { nil } }
    }
    var readOnlyReasons: [DisplayText] {
        reports.compactMap { if case .readOnly(let reason) = $0 { reason } else { nil } }
    }
    var restored: IncidentState? {
        reports.compactMap { if case .restored(let state) = $0 { state } else { nil } }.last
    }
    var timelines: [TimelinePage] {
        reports.compactMap { if case .timeline(let page) = $0 { page } else { nil } }
    }
    var recording: [(unrecorded: Int, reason: DisplayText?)] {
        reports.compactMap {
            if case .recording(let count, let reason) = $0 { (count, reason) } else { nil }
        }
    }
    var running: [[StepID]] {
        reports.compactMap { if case .running(let steps) = $0 { steps } else { nil } }
    }

    /// The runs of a step that were prepared, in order.
    func previews(_ step: StepID) -> [RunPreview] {
        reports.compactMap { report in
            if case .prepared(let preview) = report, preview.step == step { preview } else { nil }
        }
    }
    var flows: [RunbookFlow.Standing] {
        reports.compactMap { if case .flow(let flow) = $0 { flow.standing } else { nil } }
    }
    var trustQuestions: [StepID?] {
        reports.compactMap { report -> StepID?? in
            if case .trustNeeded(_, let step) = report { .some(step) } else { nil }
        }
    }
    var trusted: [Set<RunbookID>] {
        reports.compactMap { if case .trusted(let ids) = $0 { ids } else { nil } }
    }

    var suggestions: [[RunbookSuggestion]] {
        reports.compactMap { if case .suggestions(let all) = $0 { all } else { nil } }
    }
    var orders: [ForegroundOrder] {
        reports.compactMap { if case .foreground(let order) = $0 { order } else { nil } }
    }

    /// The values that a step was said to need, as written, one list for each answer.
    func neededValues(_ step: StepID) -> [[DisplayText]] {
        reports.compactMap { report in
            if case .valuesNeeded(step, let variables) = report {
                variables.map(\.written)
            } else {
                nil
            }
        }
    }

    /// What the commands of a step's newest run wrote.
    func output(_ step: StepID) -> [String] {
        let pages = reports.compactMap { report -> OutputPage? in
            if case .output(let page) = report, page.step == step { page } else { nil }
        }
        return (pages.last?.lines ?? []).filter { $0.stream != .notice }.map(\.text.string)
    }

    /// How a step's runs ended, in order.
    func ends(_ step: StepID) -> [IncidentModel.StepEnd] {
        bodies.compactMap { body in
            if case .stepEnded(step, _, let end, _) = body { end } else { nil }
        }
    }

    /// The position of the first report of which something holds.
    func position(_ matches: (EngineReport) -> Bool) -> Int? { reports.firstIndex(where: matches) }

    private func missingOnDisk(_ report: EngineReport) -> [JournalEvent] {
        guard let folder, case .recorded(let events) = report, let first = events.first else {
            return []
        }
        guard let store = try? JournalStore(folder: folder, readOnly: true) else { return events }
        defer { store.close() }
        let found = (try? store.events(from: first.sequence, limit: events.count)) ?? []
        return events.filter { !found.contains($0) }
    }
}
