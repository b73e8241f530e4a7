import IncidentModel
import SafeText

/// The commands that are about the incident's record.
extension ConsoleState {
    /// Why a command of the record does nothing now; nil when it works.
    func reasonNotToRecord(by action: ConsoleAction) -> String? {
        guard let command = action.recordCommand else { return nil }
        guard let facts = incident.facts else {
            if command == .open || command == .record { return readOnlyReason }
            return readOnlyReason
                ?? "No incident is open: \(setup.keyMap.label(for: .writeRecord)) opens one."
        }
        if command.onlyShows { return nil }
        if let readOnlyReason { return readOnlyReason }
        let status = incident.record.status
        switch command {
        case .open: return "\(facts.id) is open already: one console records one incident."
        case .acknowledge:
            return status == .open ? nil : "Somebody takes care of it: it is \(status.rawValue)."
        case .mitigated:
            let isOver = status == .mitigated || status == .resolved
            return isOver ? "It is \(status.rawValue) already." : nil
        case .resolve: return status == .resolved ? "It is resolved already." : nil
        case .reopen:
            return status == .resolved || status == .mitigated
                ? nil : "It is not over: there is nothing to reopen."
        case .record, .whys, .hypotheses, .actions, .criteria, .detected, .severity, .title,
            .impact, .cadence, .escalation, .role, .link, .update:
            return nil
        }
    }

    /// Shows or asks what belongs to the record.
    mutating func record(by action: ConsoleAction) -> [ConsoleEffect] {
        guard let command = action.recordCommand else { return [] }
        let facts = incident.facts
        switch command {
        case .open: askToOpen()
        case .record:
            if facts == nil { askToOpen() } else { toggleRecord(.incident) }
        case .whys: toggleRecord(.whys)
        case .hypotheses: toggleRecord(.hypotheses)
        case .actions: toggleRecord(.actions)
        case .criteria: toggleRecord(.criteria)
        case .acknowledge: ask(.moment(.momentReason(.acknowledged)))
        case .mitigated: ask(.moment(.momentReason(.mitigated)))
        case .reopen: ask(.moment(.momentReason(.reopened)))
        case .resolve: ask(.moment(.resolveReason))
        case .detected:
            ask(.moment(.detectedAt), facts.flatMap { pastMoment?.typed($0.countsFrom) } ?? "")
        case .severity: ask(.moment(.severity))
        case .title: ask(.fact(.title), facts?.title.string ?? "")
        case .impact: ask(.fact(.impact), facts?.impact.string ?? "")
        case .cadence: ask(.fact(.cadenceAudience))
        case .escalation:
            ask(.fact(.escalateAfter), facts?.escalateAfter.map { HoldRequest.text($0) } ?? "")
        case .role: ask(.role(.role))
        case .link: ask(.fact(.linkedIncident))
        case .update: ask(.fact(.audience))
        }
        return []
    }
}
