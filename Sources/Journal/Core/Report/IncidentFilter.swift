public import IncidentModel
import SafeText

/// Which incidents are listed or measured.
public struct IncidentFilter: Hashable, Sendable {
    /// Where they stand; none means any.
    public var statuses: Set<IncidentStatus> = []
    /// Their severities; none means any.
    public var severities: Set<IncidentSeverity> = []
    /// The earliest beginning.
    public var since: Timestamp?
    /// The moment before which they must have begun.
    public var until: Timestamp?
    /// A service that must have been anything but up, by its whole name in any case of letters.
    public var service: String?
    /// A text that must occur in the id, the title, or what people wrote, in any case of letters.
    public var text: String?
    /// Leaves out what is resolved and what is no incident.
    public var isOpenOnly = false

    /// Keeps everything.
    public init() {}

    /// True when the line of the list does not say enough to judge by.
    public var needsRecords: Bool { service != nil || text != nil }

    /// Judges by what a line of the list says; services and texts are not looked at.
    public func keeps(_ summary: IncidentSummary) -> Bool {
        if !statuses.isEmpty, summary.status.map({ statuses.contains($0) }) != true {
            return false
        }
        if !severities.isEmpty, summary.severity.map({ severities.contains($0) }) != true {
            return false
        }
        if isOpenOnly, summary.status == nil || summary.status == .resolved { return false }
        guard since != nil || until != nil else { return true }
        guard let began = summary.countsFrom ?? summary.startedAt else { return false }
        if let since, began < since { return false }
        if let until, began >= until { return false }
        return true
    }

    /// Judges by the whole record; only services and texts are looked at.
    public func keeps(_ account: IncidentAccount, id: String) -> Bool {
        if let service = service?.lowercased() {
            let hit = account.services.contains { found in
                found.id.name.string.lowercased() == service && found.worst.look != .up
                    && found.worst.look != .unknown
            }
            if !hit { return false }
        }
        guard let text = text?.lowercased() else { return true }
        return ([id] + account.writtenTexts).contains { $0.lowercased().contains(text) }
    }
}

extension IncidentAccount {
    /// What people wrote, and what logs said.
    fileprivate var writtenTexts: [String] {
        let record = state.record
        let facts = [facts?.title, facts?.impact].compactMap { $0?.string }
        let causes =
            record.whys.flatMap { [$0.question, $0.answer] }
            + record.hypotheses.flatMap { [$0.text, $0.reason] }
        let work = record.actionItems.map(\.text) + notes.map(\.text) + moments.map(\.reason)
        return facts + (causes + work + clusters.map(\.template)).map(\.string)
            + services.map(\.id.name.string)
    }
}
