public import SafeText

extension IncidentEdit {
    /// One short phrase for the timeline.
    func headline(by actor: DisplayText) -> DisplayText {
        switch self {
        case .title(let title): "title is now: \(title)"
        case .severity(let severity, let reason): "severity is now \(severity.label): \(reason)"
        case .impact(let impact): "impact: \(impact)"
        case .detection(_, let reason): "detection time corrected: \(reason)"
        case .cadence(let audience, let every):
            every == nil ? "no more updates for \(audience)" : "updates for \(audience) changed"
        case .escalation(let after, let contact):
            after == nil ? "no escalation" : "escalation changed: \(contact)"
        case .moment(let moment, _, let reason, let unmet):
            unmet.isEmpty
                ? "\(moment.rawValue) by \(actor)\(reason.isEmpty ? "" : ": \(reason)")"
                : "\(moment.rawValue) by \(actor) with \(unmet.count) exit criteria unmet: \(reason)"
        case .role(let role, let person, let note): role.headline(person, note)
        case .why(let why):
            why.answer.isEmpty
                ? "why \(why.number): \(why.question)" : "why \(why.number) answered: \(why.answer)"
        case .whyRemoved(let number): "why \(number) taken back"
        case .hypothesis(let idea):
            idea.reason.isEmpty
                ? "hypothesis \(idea.number) \(idea.standing.rawValue): \(idea.text)"
                : "hypothesis \(idea.number) \(idea.standing.rawValue): \(idea.text), because \(idea.reason)"
        case .actionItem(let item):
            "action \(item.number) \(item.isDone ? "done" : item.horizon.rawValue): \(item.text)"
        case .actionItemRemoved(let number): "action \(number) taken back"
        case .criterion(let criterion, let holds):
            "\(actor) \(holds ? "says" : "no longer says"): \(criterion.text)"
        case .link(let other, let note):
            note.isEmpty ? "linked to \(other)" : "linked to \(other): \(note)"
        case .unlink(let other): "no longer linked to \(other)"
        }
    }
}

extension IncidentRole {
    fileprivate func headline(_ person: DisplayText?, _ note: DisplayText) -> DisplayText {
        guard let person else { return "\(rawValue) is vacant" }
        return note.isEmpty ? "\(rawValue) is \(person)" : "\(rawValue) is \(person): \(note)"
    }
}

extension IncidentNotice {
    /// One short phrase for the timeline.
    var headline: DisplayText {
        switch self {
        case .change(let change): "change: \(change.line)"
        case .similar(let past): "like \(past.id): \(past.title)"
        case .criteria(let asked):
            "exit criteria: \(asked.map(\.text.string).joined(separator: "; "))"
        case .criterion(let criterion, let state):
            "exit criterion \(state.word): \(criterion.text)"
        case .clock(let warning): warning.headline
        case .commandEnded(let name, let end): "\(name) \(end.phrase)"
        case .wallClockStepped(let step):
            "the wall clock was set \(step < .zero ? "back" : "forward")"
        case .recordedLate(let events, let reason): "\(events) events recorded late: \(reason)"
        case .carriedOver(let account):
            account.missing.isEmpty
                ? "damaged record carried over whole"
                : "damaged record carried over: \(account.missing)"
        }
    }
}

extension ClockWarning {
    /// `update for business is due`, `escalation to the lead is due soon`.
    public var headline: DisplayText {
        let when: DisplayText = isDue ? "is due" : "is due soon"
        return switch clock {
        case .update(let audience): "update for \(audience) \(when)"
        case .escalation(let contact):
            contact.isEmpty ? "escalation \(when)" : "escalation to \(contact) \(when)"
        case .budget(let runbook, let phase):
            isDue
                ? "budget of \(runbook.name) phase \(phase) is used up"
                : "budget of \(runbook.name) phase \(phase) is nearly used up"
        }
    }
}
