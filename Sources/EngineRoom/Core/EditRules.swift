import IncidentModel
import SafeText

/// What may be written into an incident's record as it stands now.
///
/// Every objection is one sentence that says what was found and what would do.
struct EditRules {
    /// The incident.
    var facts: IncidentFacts
    /// What was written so far.
    var record: IncidentRecord
    /// The exit criteria.
    var criteria: [ExitCriterion]
    /// The present moment.
    var now: Timestamp

    /// The shortest time between two updates that makes sense.
    static let shortestCadence = Duration.seconds(60)

    /// Why something cannot be written; nil when it can.
    func objection(to edit: IncidentEdit) -> DisplayText? {
        switch edit {
        case .title(let title): title.isBlank ? "an incident needs a title, found none" : nil
        case .severity(let severity, let reason): objection(to: severity, reason)
        case .impact(let impact):
            impact.isBlank ? "say whom it hurts and how, found nothing" : nil
        case .detection(let at, let reason):
            reason.isBlank
                ? "correcting the detection needs a reason"
                : objection(toMarking: .detected, at: at)
        case .cadence(let audience, let every): objection(to: audience, every)
        case .escalation(let after, _):
            after.map { $0 <= .zero } == true
                ? "escalation needs a time from now on, such as 2h" : nil
        case .moment(let moment, let at, let reason, _):
            objection(toMarking: moment, at: at) ?? objection(to: moment, reason)
        case .role(let role, let person, _): objection(to: role, person)
        case .why(let why): objection(to: why)
        case .whyRemoved(let number):
            record.whys.contains { $0.number == number } ? nil : "there is no why \(number)"
        case .hypothesis(let idea): objection(to: idea)
        case .actionItem(let item): objection(to: item)
        case .actionItemRemoved(let number):
            record.actionItems.contains { $0.number == number }
                ? nil : "there is no action \(number)"
        case .criterion(let criterion, let holds): objection(to: criterion, holds)
        case .link(let other, _):
            other.isBlank
                ? "a link needs the id of another incident"
                : other == facts.id ? "an incident cannot be linked to itself" : nil
        case .unlink(let other):
            record.links[other] == nil ? "it is not linked to \(other)" : nil
        }
    }

    /// How far the time on a screen may be behind.
    static let slack = Duration.seconds(5)

    /// The edit with its moment moved past what came just before it: a screen shows a time that is up to
    /// a tick old, and who opens an incident and acknowledges it at once must not be told that it was not
    /// detected yet.
    func settled(_ edit: IncidentEdit) -> IncidentEdit {
        guard case .moment(let moment, let at, let reason, let unmet) = edit else { return edit }
        return .moment(moment, at: settled(at, of: moment), reason: reason, unmet: unmet)
    }

    private func settled(_ at: Timestamp, of moment: IncidentMoment) -> Timestamp {
        let earliest: Timestamp? =
            switch moment {
            case .detected: nil
            case .acknowledged, .mitigated, .resolved: facts.countsFrom
            case .reopened: record.resolution?.at
            }
        if let earliest, at < earliest, earliest - at <= Self.slack { return earliest }
        return at > now && at - now <= Self.slack ? now : at
    }

    /// Why a moment cannot be marked at a time; nil when it can.
    func objection(toMarking moment: IncidentMoment, at: Timestamp) -> DisplayText? {
        guard at <= now else { return "\(moment.phrase) cannot be in the future" }
        let resolution = record.resolution
        switch moment {
        case .detected:
            let reactions: [IncidentMoment] = [.acknowledged, .mitigated, .resolved]
            let earliest = reactions.compactMap { kind in
                record.moments.filter { $0.moment == kind && $0.at < at }.map { _ in kind }.first
            }.first
            return earliest.map { "it was \($0.rawValue) before that: detection is earlier" }
        case .acknowledged, .mitigated, .resolved:
            if resolution != nil { return "the incident is resolved: reopen it first" }
            return at < facts.countsFrom
                ? "it cannot be \(moment.rawValue) before it was detected" : nil
        case .reopened:
            guard let resolution else { return "the incident is not resolved, so it is open" }
            return at < resolution.at ? "it cannot be reopened before it was resolved" : nil
        }
    }

    private func objection(to moment: IncidentMoment, _ reason: DisplayText) -> DisplayText? {
        reason.isBlank ? "“\(moment.rawValue)” needs a reason: what was seen" : nil
    }

    private func objection(to severity: IncidentSeverity, _ reason: DisplayText) -> DisplayText? {
        if severity == facts.severity { return "the severity is \(severity.label) already" }
        return reason.isBlank ? "changing the severity needs a reason" : nil
    }

    private func objection(to audience: DisplayText, _ every: Duration?) -> DisplayText? {
        if audience.isBlank { return "an audience needs a name" }
        guard let every else {
            return facts.cadences.contains { $0.audience == audience }
                ? nil : "no audience called \(audience) expects updates"
        }
        return every < Self.shortestCadence
            ? "updates need at least a minute in between, such as 30m" : nil
    }

    private func objection(to role: IncidentRole, _ person: DisplayText?) -> DisplayText? {
        guard let person else {
            return record.roles[role] == nil ? "nobody is \(role.rawValue)" : nil
        }
        return person.isBlank ? "\(role.rawValue) needs a person's name" : nil
    }

    private func objection(to why: Why) -> DisplayText? {
        if why.question.isBlank { return "a why needs a question" }
        guard (1...record.whys.count + 1).contains(why.number) else {
            return "there are \(record.whys.count) whys: the next one is \(record.whys.count + 1)"
        }
        return why.isRootCause && why.answer.isBlank
            ? "the root cause is an answer: why \(why.number) has none" : nil
    }

    private func objection(to idea: Hypothesis) -> DisplayText? {
        if idea.text.isBlank { return "a hypothesis needs a text" }
        let next = (record.hypotheses.map(\.number).max() ?? 0) + 1
        guard (1...next).contains(idea.number) else {
            return "there is no hypothesis \(idea.number): the next one is \(next)"
        }
        return idea.standing != .open && idea.reason.isBlank
            ? "a hypothesis is \(idea.standing.rawValue) for a reason: say what was seen" : nil
    }

    private func objection(to item: ActionItem) -> DisplayText? {
        if item.text.isBlank { return "an action item needs a text" }
        let next = (record.actionItems.map(\.number).max() ?? 0) + 1
        return (1...next).contains(item.number)
            ? nil : "there is no action \(item.number): the next one is \(next)"
    }

    private func objection(to criterion: CriterionID, _ holds: Bool) -> DisplayText? {
        guard let found = criteria.first(where: { $0.id == criterion }) else {
            return "no exit criterion reads “\(criterion.text)”"
        }
        switch found.judge {
        case .condition: return "“\(criterion.text)” is judged on the panes, not by a person's word"
        case .command: return "“\(criterion.text)” is judged by a command, not by a person's word"
        case .person:
            return holds || record.confirmations[criterion] != nil
                ? nil : "nobody said so of “\(criterion.text)” yet"
        }
    }
}

extension IncidentMoment {
    /// `detection`, `mitigation`.
    fileprivate var phrase: DisplayText {
        switch self {
        case .detected: "detection"
        case .acknowledged: "acknowledgement"
        case .mitigated: "mitigation"
        case .resolved: "resolution"
        case .reopened: "reopening"
        }
    }
}
