import IncidentModel
import SafeText

/// One line of the time line; several entries that say the same, one after the other, are one line.
struct TimelineEntry: Hashable, Sendable {
    /// How much a reader would miss it.
    enum Weight: Int, Hashable, Sendable, Comparable {
        /// What the program keeps for itself: gates, values, clocks.
        case detail
        /// What happened.
        case event
        /// What people said and decided.
        case decision

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    /// The first event's number.
    var sequence: Int
    var at: Timestamp
    /// Who; nil for what the program saw.
    var by: DisplayText?
    var text: DisplayText
    var weight: Weight
    /// How many events it stands for.
    var count = 1
    /// When the last of them was.
    var until: Timestamp

    static func all(in events: [JournalEvent]) -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        for event in events {
            let text = event.reportLine
            let by = event.actor == "quell" ? nil : event.actor
            if let last = entries.indices.last, entries[last].text == text, entries[last].by == by {
                entries[last].count += 1
                entries[last].until = event.at
            } else {
                entries.append(
                    TimelineEntry(
                        sequence: event.sequence, at: event.at, by: by, text: text,
                        weight: event.body.weight, until: event.at))
            }
        }
        return entries
    }
}

extension EventBody {
    fileprivate var weight: TimelineEntry.Weight {
        switch self {
        case .incidentOpened, .edited, .noteAdded, .updateSent, .rollbackProposed, .recordingGap:
            .decision
        case .serviceChanged, .localTroubleChanged, .clusterMarked, .stepStarted, .stepEnded,
            .stepSkipped, .stepTicked, .fileWritten, .serviceHeld, .serviceReleased:
            .event
        case .clusterChanged(let change): change.moment == .spiked ? .detail : .event
        case .noticed(let notice): notice.weight
        case .consoleStarted, .consoleStopped, .flappingChanged, .runbookLoaded, .runbookTrusted,
            .valueGiven, .checkTicked, .gateChanged:
            .detail
        }
    }
}

extension IncidentNotice {
    fileprivate var weight: TimelineEntry.Weight {
        switch self {
        case .criterion, .carriedOver, .recordedLate, .wallClockStepped: .event
        case .change, .similar, .criteria, .clock, .commandEnded: .detail
        }
    }
}

extension JournalEvent {
    /// The headline, and the reason where it leaves one out.
    var reportLine: DisplayText {
        switch body {
        case .serviceChanged(let change) where !change.reason.isEmpty:
            "\(headline): \(change.reason)"
        case .gateChanged(_, .noData(let missing)): "\(headline): \(missing)"
        case .gateChanged(_, .unmet(let seen)): "\(headline): \(seen)"
        case .noticed(.criterion(_, .unmet(let seen))): "\(headline): \(seen)"
        case .noticed(.wallClockStepped(let step)):
            "\(headline) by \(DurationText.short(step < .zero ? .zero - step : step))"
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged, .clusterChanged,
            .clusterMarked, .flappingChanged, .serviceHeld, .serviceReleased, .localTroubleChanged,
            .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten, .rollbackProposed,
            .stepStarted, .stepEnded, .stepTicked, .stepSkipped, .checkTicked,
            .gateChanged, .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
            headline
        }
    }
}
