import IncidentModel
import SafeText

/// What is to be known about the record itself: how complete it is and how it can be checked.
struct RecordAccount: Hashable, Sendable {
    /// Events in the journal.
    var events: Int
    /// Events that the report was given.
    var given: Int
    /// When the first and the newest were recorded.
    var from: Timestamp?
    var until: Timestamp?
    /// Consoles that recorded.
    var consoles: Int
    /// Events that are known to be missing.
    var unrecorded: Int
    /// Everything that makes it less than whole, in order: gaps, late and carried-over events, clock steps.
    var irregularities: [Irregularity]
    /// The newest event's hash in lower-case hexadecimal; nil when it was not read, or the chain is broken.
    var head: String?
    /// What is wrong with the chain of hashes; nil when nothing is, or nobody looked.
    var damage: DisplayText?

    /// One thing that makes a record less than whole.
    struct Irregularity: Hashable, Sendable {
        var at: Timestamp
        var text: DisplayText
    }

    init(state: IncidentState, events: [JournalEvent], chain: ChainVerdict?) {
        self.events = state.lastSequence
        given = events.count
        from = state.startedAt
        until = events.last?.at
        unrecorded = state.unrecorded
        consoles = events.count { event in
            if case .consoleStarted = event.body { return true }
            return false
        }
        irregularities = events.compactMap { event in
            guard event.body.isIrregular else { return nil }
            return Irregularity(at: event.at, text: event.reportLine)
        }
        switch chain {
        case .intact(_, let head): self.head = head
        case .broken(let number, let reason): damage = "broken at event \(number): \(reason)"
        case nil: break
        }
    }
}

extension EventBody {
    fileprivate var isIrregular: Bool {
        if case .recordingGap = self { return true }
        guard case .noticed(let notice) = self else { return false }
        return switch notice {
        case .recordedLate, .carriedOver, .wallClockStepped: true
        case .change, .similar, .criteria, .criterion, .clock, .commandEnded: false
        }
    }
}
