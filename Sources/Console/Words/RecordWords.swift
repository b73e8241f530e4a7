import IncidentModel
import SafeText

/// What is said about an incident's record.
enum RecordWords {
    /// The look of where an incident stands.
    static func role(of status: IncidentStatus) -> ThemeRole {
        switch status {
        case .open: .down
        case .acknowledged: .degraded
        case .mitigated: .gateHolding
        case .resolved: .up
        }
    }

    /// The look of a severity.
    static func role(of severity: IncidentSeverity) -> ThemeRole {
        switch severity {
        case .p0: .priority0
        case .p1: .priority1
        case .p2: .priority2
        case .p3, .p4: .priority3
        }
    }

    /// The word in the header: only what changes what has to be done.
    static func headerWord(_ status: IncidentStatus) -> StyledText? {
        switch status {
        case .open, .acknowledged, .resolved: nil
        case .mitigated: StyledText(status.rawValue.uppercased(), role(of: status))
        }
    }

    /// On which way an update left.
    static func channel(_ channel: UpdateChannel) -> String {
        switch channel {
        case .clipboard: "clipboard"
        case .file(let path): "file \(path)"
        case .command(let command): "command \(command)"
        case .byHand: "a person"
        }
    }

    /// `3f2a91c exclude monitoring, 4 min before`.
    static func suspect(_ suspect: SuspectedChange) -> String {
        "\(short(suspect.change.id)) \(suspect.change.title), \(DurationText.rough(suspect.before)) before"
    }

    /// The first letters of a commit's hash; other ids as they are.
    static func short(_ id: DisplayText) -> String {
        let text = id.string
        let isHash = text.utf8.count == 40 && text.allSatisfy(\.isHexDigit)
        return isHash ? String(text.prefix(7)) : text
    }

    /// `like INC-1278, 12 days ago`.
    static func like(_ past: SimilarIncident, now: Timestamp?) -> String {
        "like \(past.id)\(now.map { ", \(DurationText.rough($0 - past.openedAt)) ago" } ?? "")"
    }

    /// What a clock counts down to.
    static func clock(_ clock: IncidentClock) -> String {
        switch clock {
        case .update(let audience): "update for \(audience)"
        case .escalation(let contact):
            contact.isEmpty ? "escalation" : "escalation to \(contact)"
        case .budget(let runbook, let phase): "budget of \(runbook.name) phase \(phase)"
        }
    }

    /// A few words for what a note is about: `backend`, `cluster 3`, `step 1.2`.
    static func subject(_ evidence: PickedEvidence) -> String {
        switch evidence {
        case .reading(let service, _, _): service.name.string
        case .cluster(let cluster, _): "cluster \(cluster.id.number)"
        case .step(let step, _, _): "step \(step.label)"
        case .change(let change): "change \(short(change.id))"
        case .event(let number, _): "entry \(number)"
        }
    }
}
