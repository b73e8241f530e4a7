import IncidentModel

extension EventBody {
    /// The name under which the journal files an event; never renamed, old journals carry it.
    var kind: String {
        switch self {
        case .consoleStarted: "consoleStarted"
        case .consoleStopped: "consoleStopped"
        case .incidentOpened: "incidentOpened"
        case .serviceChanged: "serviceChanged"
        case .flappingChanged: "flappingChanged"
        case .serviceHeld: "serviceHeld"
        case .serviceReleased: "serviceReleased"
        case .localTroubleChanged: "localTroubleChanged"
        case .clusterChanged: "clusterChanged"
        case .clusterMarked: "clusterMarked"
        case .runbookLoaded: "runbookLoaded"
        case .runbookTrusted: "runbookTrusted"
        case .valueGiven: "valueGiven"
        case .fileWritten: "fileWritten"
        case .rollbackProposed: "rollbackProposed"
        case .stepStarted: "stepStarted"
        case .stepEnded: "stepEnded"
        case .stepTicked: "stepTicked"
        case .stepSkipped: "stepSkipped"
        case .checkTicked: "checkTicked"
        case .gateChanged: "gateChanged"
        case .noteAdded: "noteAdded"
        case .updateSent: "updateSent"
        case .edited(let edit): "edited." + edit.kind
        case .noticed(let notice): "noticed." + notice.kind
        case .recordingGap: "recordingGap"
        }
    }
}

extension IncidentEdit {
    fileprivate var kind: String {
        switch self {
        case .title: "title"
        case .severity: "severity"
        case .impact: "impact"
        case .detection: "detection"
        case .cadence: "cadence"
        case .escalation: "escalation"
        case .moment: "moment"
        case .role: "role"
        case .why: "why"
        case .whyRemoved: "whyRemoved"
        case .hypothesis: "hypothesis"
        case .actionItem: "actionItem"
        case .actionItemRemoved: "actionItemRemoved"
        case .criterion: "criterion"
        case .link: "link"
        case .unlink: "unlink"
        }
    }
}

extension IncidentNotice {
    fileprivate var kind: String {
        switch self {
        case .change: "change"
        case .similar: "similar"
        case .criterion: "criterion"
        case .clock: "clock"
        case .commandEnded: "commandEnded"
        case .criteria: "criteria"
        case .wallClockStepped: "wallClockStepped"
        case .recordedLate: "recordedLate"
        case .carriedOver: "carriedOver"
        }
    }
}
