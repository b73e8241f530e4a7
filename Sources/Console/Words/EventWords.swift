import IncidentModel

/// How entries of the timeline look.
enum EventWords {
    /// The role of an entry: what needs a look stands out, all else is quiet.
    static func role(of event: JournalEvent) -> ThemeRole {
        switch event.body {
        case .serviceChanged(let change): role(of: change)
        case .clusterChanged(let change):
            change.moment == .fellSilent ? .faint : ClusterWords.role(of: change.severity)
        case .stepEnded(_, _, let end, _): end.isSuccess ? .done : .failed
        case .gateChanged(_, .met): .gateMet
        case .recordingGap, .localTroubleChanged(.some): .down
        case .localTroubleChanged(nil): .up
        case .flappingChanged(_, let isFlapping): isFlapping ? .degraded : .faint
        case .incidentOpened, .serviceHeld, .serviceReleased, .clusterMarked, .noteAdded,
            .updateSent:
            .strong
        case .consoleStarted, .consoleStopped, .runbookLoaded, .gateChanged: .faint
        case .rollbackProposed: .degraded
        case .runbookTrusted, .valueGiven, .fileWritten, .stepStarted, .stepTicked, .stepSkipped,
            .checkTicked:
            .text
        }
    }

    private static func role(of change: ServiceChange) -> ThemeRole {
        switch (change.to, change.cause) {
        case (.up, _): .up
        case (_, .blocked): .blocked
        case (.down, _): .down
        case (.degraded, _): .degraded
        case (.unknown, _): .unknown
        }
    }
}
