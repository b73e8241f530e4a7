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
        case .recordingGap: "recordingGap"
        }
    }
}
