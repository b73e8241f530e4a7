public import IncidentModel
public import SafeText

/// Whether events reach the journal, and how many did not since it last took one.
///
/// When the journal refuses events the console goes on: they are counted here and lost. The next
/// append tries again and, when it succeeds, first says how many are missing and why. There is no
/// timer: a full disk is noticed to be free again when there is something to write.
public struct RecordingContinuity: Hashable, Sendable {
    /// Events that were not written since the journal last took one.
    public private(set) var unrecorded = 0
    /// Why the newest attempt failed; nil while events are recorded.
    public private(set) var reason: DisplayText?

    /// Starts with a journal that works.
    public init() {}

    /// Starts with a journal that could not even be opened.
    public init(notRecordingBecause reason: DisplayText) {
        self.reason = reason
    }

    /// False from the first event that was not written until the journal takes one again.
    public var isRecording: Bool { reason == nil }

    /// What to append for some new events: what is missing comes first.
    public func bodies(for new: [EventBody]) -> [EventBody] {
        guard let reason, unrecorded > 0 else { return new }
        return [.recordingGap(events: unrecorded, reason: reason)] + new
    }

    /// Notes that the journal took what `bodies(for:)` gave.
    public mutating func succeeded() {
        unrecorded = 0
        reason = nil
    }

    /// Notes that the journal refused `count` new events.
    public mutating func failed(events count: Int, because reason: DisplayText) {
        unrecorded += max(count, 0)
        self.reason = reason
    }

    /// Appends new events, what is missing before them, and remembers how it went.
    ///
    /// - Parameters:
    ///   - new: The new events; for none nothing is tried.
    ///   - append: Writes bodies to the journal.
    /// - Returns: What was written, a gap included; empty when the journal refused.
    public mutating func record(
        _ new: [EventBody],
        with append: ([EventBody]) throws(JournalError) -> [JournalEvent]
    ) -> [JournalEvent] {
        guard !new.isEmpty else { return [] }
        do {
            let recorded = try append(bodies(for: new))
            succeeded()
            return recorded
        } catch {
            failed(events: new.count, because: error.sentence)
            return []
        }
    }
}
