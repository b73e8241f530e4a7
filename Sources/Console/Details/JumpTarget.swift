import IncidentModel
import SafeText

/// Where an entry of the timeline leads: what on the screen stands behind it.
enum JumpTarget: Equatable, Sendable {
    /// A service and its readings.
    case service(ServiceID)
    /// A log cluster.
    case cluster(ClusterID)
    /// A step of a runbook.
    case step(StepID)
    /// A check of a step.
    case check(CheckID)
    /// A phase of a runbook.
    case phase(RunbookID, Int)
    /// A runbook.
    case runbook(RunbookID)
    /// An earlier entry of the timeline.
    case entry(Int)
    /// The report of a past incident.
    case past(DisplayText)
    /// The page about the incident.
    case incident

    /// Where an entry leads; nil when nothing on the screen stands behind it.
    init?(of event: JournalEvent) {
        switch event.body {
        case .serviceChanged(let change): self = .service(change.service)
        case .flappingChanged(let service, _), .serviceHeld(let service, _),
            .serviceReleased(let service):
            self = .service(service)
        case .clusterChanged(let change): self = .cluster(change.cluster)
        case .clusterMarked(let cluster, _): self = .cluster(cluster.id)
        case .runbookLoaded(let runbook, _, _, _, _), .runbookTrusted(let runbook, _),
            .valueGiven(let runbook, _, _):
            self = .runbook(runbook)
        case .fileWritten(let file, _, _): self = .step(file.step)
        case .rollbackProposed(let runbook, let phase, _): self = .phase(runbook, phase)
        case .stepStarted(let step, _, _, _), .stepEnded(let step, _, _, _),
            .stepTicked(let step, _), .stepSkipped(let step, _):
            self = .step(step)
        case .checkTicked(let check, _), .gateChanged(let check, _): self = .check(check)
        case .noteAdded(_, let subject):
            guard let subject, let target = JumpTarget(of: subject) else { return nil }
            self = target
        case .incidentOpened: self = .incident
        case .edited(let edit):
            guard let target = JumpTarget(of: edit) else { return nil }
            self = target
        case .noticed(let notice):
            guard let target = JumpTarget(of: notice) else { return nil }
            self = target
        case .consoleStarted, .consoleStopped, .localTroubleChanged, .updateSent, .recordingGap:
            return nil
        }
    }

    /// Where a piece of evidence leads; nil for what is on no screen.
    init?(of evidence: PickedEvidence) {
        switch evidence {
        case .reading(let service, _, _): self = .service(service)
        case .cluster(let cluster, _): self = .cluster(cluster.id)
        case .step(let step, _, _): self = .step(step)
        case .change(let change):
            guard let service = change.services.first else { return nil }
            self = .service(service)
        case .event(let number, _): self = .entry(number)
        }
    }

    private init?(of edit: IncidentEdit) {
        switch edit {
        case .why(let why):
            guard let target = why.evidence.lazy.compactMap(JumpTarget.init(of:)).first else {
                return nil
            }
            self = target
        case .hypothesis(let idea):
            guard let target = idea.evidence.lazy.compactMap(JumpTarget.init(of:)).first else {
                return nil
            }
            self = target
        case .title, .severity, .impact, .detection, .cadence, .escalation, .moment, .role,
            .criterion, .link, .unlink:
            self = .incident
        case .whyRemoved, .actionItem, .actionItemRemoved: return nil
        }
    }

    private init?(of notice: IncidentNotice) {
        switch notice {
        case .change(let change):
            guard let target = JumpTarget(of: PickedEvidence.change(change)) else { return nil }
            self = target
        case .similar(let past): self = .past(past.id)
        case .criteria, .criterion: self = .incident
        case .clock(let warning):
            switch warning.clock {
            case .update, .escalation: self = .incident
            case .budget(let runbook, let phase): self = .phase(runbook, phase)
            }
        case .commandEnded, .wallClockStepped, .recordedLate, .carriedOver: return nil
        }
    }

    /// What it leads to, after “goes to”.
    var words: String {
        switch self {
        case .service(let id): "service \(id.name)"
        case .cluster(let id): "cluster \(id.number)"
        case .step(let id): "step \(id.label)"
        case .check(let id): "the check of step \(id.step.label)"
        case .phase(let runbook, let number): "phase \(number) of \(runbook.name)"
        case .runbook(let id): "runbook \(id.name)"
        case .entry(let number): "entry \(number)"
        case .past(let id): "the report of \(id)"
        case .incident: "the incident"
        }
    }
}
