import IncidentModel
import SafeText

/// An exit criterion, whether it holds, and by whose word.
struct CriterionAccount: Hashable, Sendable {
    var text: DisplayText
    var state: GateState
    /// Who gave the word; nil when a condition or a command judges it, or nobody did.
    var by: DisplayText?
    /// Since when it stands so; nil when the journal does not say.
    var at: Timestamp?
    /// True when the incident was resolved although it did not hold.
    var isOverridden: Bool

    var isMet: Bool {
        if case .met = state { return true }
        return false
    }

    /// The criteria that the journal tells of: judged, confirmed, or named as unmet at a resolution.
    static func all(in events: [JournalEvent], state: IncidentState) -> [CriterionAccount] {
        let overridden = Set(state.record.resolution?.unmet ?? [])
        var moved: [CriterionID: Timestamp] = [:]
        for event in events {
            if case .noticed(.criterion(let id, _)) = event.body { moved[id] = event.at }
        }
        let known = ExitCriterion.recorded(in: state)
        let unheard = overridden.subtracting(known.map(\.id.text)).sorted().map {
            ExitCriterion(
                id: CriterionID($0), judge: .person, origin: .empty, state: .noData("never judged"))
        }
        return (known + unheard).map { criterion in
            let word = state.record.confirmations[criterion.id]
            return CriterionAccount(
                text: criterion.id.text, state: criterion.state, by: word?.by,
                at: word?.at ?? moved[criterion.id],
                isOverridden: overridden.contains(criterion.id.text))
        }
    }
}

/// A status update that went out.
struct SentUpdate: Hashable, Sendable {
    var audience: DisplayText
    var at: Timestamp
    var by: DisplayText
    /// On which way, in words; empty in earlier journals.
    var way: DisplayText
    /// Its lines.
    var lines: [DisplayText]

    static func all(in events: [JournalEvent]) -> [SentUpdate] {
        events.compactMap { event in
            guard case .updateSent(let audience, let text, let channel) = event.body else {
                return nil
            }
            return SentUpdate(
                audience: audience, at: event.at, by: event.actor, way: channel?.phrase ?? .empty,
                lines: UpdateText.lines(of: text).droppingEmptyTail)
        }
    }
}

/// What a person wrote down.
struct NoteAccount: Hashable, Sendable {
    var at: Timestamp
    var by: DisplayText
    var text: DisplayText
    /// What it is about; empty for nothing in particular.
    var about: DisplayText

    static func all(in events: [JournalEvent]) -> [NoteAccount] {
        events.compactMap { event in
            guard case .noteAdded(let text, let subject) = event.body else { return nil }
            return NoteAccount(
                at: event.at, by: event.actor, text: text, about: subject?.line ?? .empty)
        }
    }
}

extension UpdateChannel {
    /// `by the clipboard`, `by hand`.
    var phrase: DisplayText {
        switch self {
        case .clipboard: "by the clipboard"
        case .file(let path): "into the file \(path)"
        case .command(let command): "by the command \(command)"
        case .byHand: "by hand"
        }
    }
}

extension [DisplayText] {
    /// Without the empty lines at the end.
    fileprivate var droppingEmptyTail: [DisplayText] {
        Array(prefix((lastIndex { !$0.isEmpty } ?? -1) + 1))
    }
}
