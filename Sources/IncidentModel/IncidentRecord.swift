public import SafeText

/// What people wrote into an incident's record and what the program noticed about it: a part of the
/// fold over its events.
public struct IncidentRecord: Hashable, Sendable, Codable {
    /// How many changes from outside are kept; the newest win.
    static let keptChanges = 500

    /// The moments that were marked, in the order in which that was done.
    public internal(set) var moments: [MarkedMoment] = []
    /// Who has which role.
    public internal(set) var roles: [IncidentRole: RoleHolder] = [:]
    /// The five whys in order, numbered from 1 without gaps.
    public internal(set) var whys: [Why] = []
    /// The ideas of the cause, by number.
    public internal(set) var hypotheses: [Hypothesis] = []
    /// The action items, by number.
    public internal(set) var actionItems: [ActionItem] = []
    /// Persons' words on exit criteria: who said so, and when.
    public internal(set) var confirmations: [CriterionID: IncidentState.Tick] = [:]
    /// Where each exit criterion stood when that changed last.
    public internal(set) var criteria: [CriterionID: GateState] = [:]
    /// Incidents that people linked, with their notes.
    public internal(set) var links: [DisplayText: DisplayText] = [:]
    /// Past incidents that are like this one, the most alike first.
    public internal(set) var similar: [SimilarIncident] = []
    /// Changes from outside in the order in which they were noticed; at most 500.
    public internal(set) var changes: [ObservedChange] = []
    /// The newest warning of each clock.
    public internal(set) var warnings: [IncidentClock: ClockWarning] = [:]
    /// When audiences that the incident was not opened with were promised updates.
    public internal(set) var cadencesSince: [DisplayText: Timestamp] = [:]
    /// What has to be added to times of the journal to get what clocks on the wall say now.
    public internal(set) var wallClockOffset = Duration.zero

    /// Nothing written.
    public init() {}

    /// Where the incident stands.
    public var status: IncidentStatus {
        for marked in moments.reversed() {
            switch marked.moment {
            case .detected: continue
            case .acknowledged, .reopened: return .acknowledged
            case .mitigated: return .mitigated
            case .resolved: return .resolved
            }
        }
        return .open
    }

    /// The newest marking of a moment; nil when it was not marked.
    public func marked(_ moment: IncidentMoment) -> MarkedMoment? {
        moments.last { $0.moment == moment }
    }

    /// The resolution that stands; nil while the incident is not resolved, or was reopened.
    public var resolution: MarkedMoment? { status == .resolved ? marked(.resolved) : nil }

    /// The answer that is the root cause: the one that was marked, else none.
    public var rootCause: Why? { whys.last(where: \.isRootCause) }

    /// Notes from when an audience waits that expected nothing before.
    mutating func noteCadence(
        _ edit: IncidentEdit, known: [UpdateCadence], at moment: Timestamp
    ) {
        guard case .cadence(let audience, _?) = edit,
            !known.contains(where: { $0.audience == audience })
        else { return }
        cadencesSince[audience] = moment
    }

    mutating func apply(_ edit: IncidentEdit, by actor: DisplayText, at moment: Timestamp) {
        switch edit {
        case .title, .severity, .impact, .cadence, .escalation: break
        case .detection(let at, let reason):
            moments.append(MarkedMoment(moment: .detected, at: at, by: actor, reason: reason))
        case .moment(let marked, let at, let reason, let unmet):
            moments.append(
                MarkedMoment(moment: marked, at: at, by: actor, reason: reason, unmet: unmet))
        case .role(let role, let person, let note):
            roles[role] = person.map { RoleHolder(person: $0, since: moment, note: note) }
        case .why(let why): setWhy(why)
        case .whyRemoved(let number): removeWhy(number)
        case .hypothesis(let idea):
            hypotheses.removeAll { $0.number == idea.number }
            hypotheses.append(idea)
            hypotheses.sort { $0.number < $1.number }
        case .actionItem(let item):
            actionItems.removeAll { $0.number == item.number }
            actionItems.append(item)
            actionItems.sort { $0.number < $1.number }
        case .actionItemRemoved(let number): actionItems.removeAll { $0.number == number }
        case .criterion(let criterion, let holds):
            confirmations[criterion] = holds ? IncidentState.Tick(by: actor, at: moment) : nil
        case .link(let other, let note): links[other] = note
        case .unlink(let other): links[other] = nil
        }
    }

    mutating func apply(_ notice: IncidentNotice) {
        switch notice {
        case .change(let change):
            changes.removeAll { $0.source == change.source && $0.id == change.id }
            changes.append(change)
            changes.removeFirst(max(0, changes.count - Self.keptChanges))
        case .similar(let past):
            similar.removeAll { $0.id == past.id }
            similar.append(past)
            similar.sort { ($1.score, $0.id) < ($0.score, $1.id) }
        case .criteria(let asked):
            for criterion in asked where criteria[criterion] == nil {
                criteria[criterion] = .unmet("never seen to hold")
            }
        case .criterion(let criterion, let state): criteria[criterion] = state
        case .clock(let warning): warnings[warning.clock] = warning
        case .wallClockStepped(let step): wallClockOffset += step
        case .commandEnded, .recordedLate, .carriedOver: break
        }
    }

    private mutating func setWhy(_ why: Why) {
        var why = why
        if let place = whys.firstIndex(where: { $0.number == why.number }) {
            whys[place] = why
        } else {
            why.number = whys.count + 1
            whys.append(why)
        }
        guard why.isRootCause else { return }
        for place in whys.indices where whys[place].number != why.number {
            whys[place].isRootCause = false
        }
    }

    private mutating func removeWhy(_ number: Int) {
        whys.removeAll { $0.number == number }
        for place in whys.indices { whys[place].number = place + 1 }
    }
}

extension IncidentFacts {
    /// Takes in what people corrected.
    mutating func apply(_ edit: IncidentEdit) {
        switch edit {
        case .title(let title): self.title = title
        case .severity(let severity, _): self.severity = severity
        case .impact(let impact): self.impact = impact
        case .detection(let at, _): detectedAt = at
        case .moment(.detected, let at, _, _): detectedAt = at
        case .cadence(let audience, let every):
            let place = cadences.firstIndex { $0.audience == audience }
            if let place, let every {
                cadences[place].every = every
            } else if let place {
                cadences.remove(at: place)
            } else if let every {
                cadences.append(UpdateCadence(audience: audience, every: every))
            }
        case .escalation(let after, let contact): (escalateAfter, escalateTo) = (after, contact)
        case .moment, .role, .why, .whyRemoved, .hypothesis, .actionItem, .actionItemRemoved,
            .criterion, .link, .unlink:
            break
        }
    }
}
