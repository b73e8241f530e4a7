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
            .updateSent, .edited:
            .strong
        case .noticed(let notice): role(of: notice)
        case .consoleStarted, .consoleStopped, .runbookLoaded, .gateChanged: .faint
        case .rollbackProposed: .degraded
        case .runbookTrusted, .valueGiven, .fileWritten, .stepStarted, .stepTicked, .stepSkipped,
            .checkTicked:
            .text
        }
    }

    private static func role(of notice: IncidentNotice) -> ThemeRole {
        switch notice {
        case .change, .similar: .strong
        case .criterion(_, .met): .gateMet
        case .criterion, .criteria: .faint
        case .clock(let warning): warning.isDue ? .clockOverdue : .clockSoon
        case .commandEnded(_, let end): end.isSuccess ? .done : .failed
        case .wallClockStepped: .degraded
        case .recordedLate: .degraded
        case .carriedOver: .down
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
