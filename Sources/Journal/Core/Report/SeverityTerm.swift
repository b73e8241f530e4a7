import IncidentModel
import SafeText

/// A severity, from when it held, and why.
struct SeverityTerm: Hashable, Sendable {
    var severity: IncidentSeverity
    var at: Timestamp
    var by: DisplayText
    var reason: DisplayText

    static func all(in events: [JournalEvent]) -> [SeverityTerm] {
        events.compactMap { event in
            if case .incidentOpened(let facts) = event.body {
                return SeverityTerm(
                    severity: facts.severity, at: event.at, by: event.actor, reason: "opened")
            }
            if case .edited(.severity(let severity, let reason)) = event.body {
                return SeverityTerm(
                    severity: severity, at: event.at, by: event.actor, reason: reason)
            }
            return nil
        }
    }
}

/// A moment in the incident's life, with the event that says so.
struct MomentAccount: Hashable, Sendable {
    var moment: IncidentMoment
    var at: Timestamp
    var by: DisplayText
    var reason: DisplayText
    var unmet: [DisplayText]
    var event: Int

    static func all(in events: [JournalEvent]) -> [MomentAccount] {
        events.compactMap { event in
            guard case .edited(let edit) = event.body else { return nil }
            if case .detection(let at, let reason) = edit {
                return MomentAccount(
                    moment: .detected, at: at, by: event.actor, reason: reason, unmet: [],
                    event: event.sequence)
            }
            guard case .moment(let moment, let at, let reason, let unmet) = edit else { return nil }
            return MomentAccount(
                moment: moment, at: at, by: event.actor, reason: reason, unmet: unmet,
                event: event.sequence)
        }
    }
}

/// Who had a role, from when until when, and what was handed over.
struct RoleTerm: Hashable, Sendable {
    var role: IncidentRole
    var person: DisplayText
    var from: Timestamp
    /// Nil while it goes on.
    var until: Timestamp?
    var note: DisplayText

    static func all(in events: [JournalEvent]) -> [RoleTerm] {
        var terms: [RoleTerm] = []
        for event in events {
            guard case .edited(.role(let role, let person, let note)) = event.body else { continue }
            if let place = terms.lastIndex(where: { $0.role == role && $0.until == nil }) {
                terms[place].until = event.at
            }
            if let person {
                terms.append(RoleTerm(role: role, person: person, from: event.at, note: note))
            }
        }
        return terms
    }
}
