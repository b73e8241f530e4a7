import Foundation
public import IncidentModel
public import SafeText

/// Whether events reach the journal, and those that did not since it last took one.
///
/// When the journal refuses events the console goes on: they wait here, in order, with their own
/// times and authors. As soon as the journal takes an event again, all that wait are written before it
/// in one transaction, and behind them how many came late. What exceeds the bounds is lost, the oldest
/// first, and is then told as a gap.
public struct RecordingContinuity: Hashable, Sendable {
    /// How much waits at most.
    public struct Bounds: Hashable, Sendable {
        /// Events.
        public var events: Int
        /// Bytes of their texts, roughly.
        public var bytes: Int

        /// Sets the bounds; by default 20,000 events or 16 MB.
        public init(events: Int = 20_000, bytes: Int = 16_000_000) {
            self.events = events
            self.bytes = bytes
        }
    }

    /// After how many waiting events an attempt is no longer made for every new one.
    private static let cheapAttempt = 100
    /// The time between two attempts then, in nanoseconds.
    private static let attemptPause: Int64 = 2_000_000_000

    /// Events that wait, the oldest first.
    public var waiting: [JournalEntry] { Array(backlog[first...]) }
    /// Events that were given up since the journal last took one.
    public private(set) var lost = 0
    /// Why the newest attempt failed; nil while events are recorded.
    public private(set) var reason: DisplayText?

    private let bounds: Bounds
    private var backlog: [JournalEntry] = []
    /// The first one that still waits: what is before it was given up, and is removed now and then.
    private var first = 0
    private var bytes = 0
    /// The newest one that was given up: the gap is told with its time.
    private var newestLost: JournalEntry?
    /// The time of the newest attempt by the monotonic clock.
    private var attemptedAt: Int64?

    /// Starts with a journal that works.
    public init(bounds: Bounds = Bounds()) {
        self.bounds = bounds
    }

    /// Starts with a journal that could not even be opened.
    public init(notRecordingBecause reason: DisplayText, bounds: Bounds = Bounds()) {
        self.bounds = bounds
        self.reason = reason
    }

    /// False from the first event that was not written until the journal takes one again.
    public var isRecording: Bool { reason == nil }

    /// Events that are not on disk: those that wait and those that were given up.
    public var unrecorded: Int { backlog.count - first + lost }

    /// Appends new events, before them what waits, and remembers how it went.
    ///
    /// - Parameters:
    ///   - new: The new events.
    ///   - at: The journal's time now.
    ///   - monotonic: Nanoseconds of the monotonic clock; while much waits, not every new event is an
    ///     attempt.
    ///   - isForced: An attempt also without new events, and however short ago the last one was.
    ///   - append: Writes entries to the journal, all of them or none.
    /// - Returns: What was written and not shown before: a gap, word of what came late, and the new
    ///   events; empty when nothing was written.
    public mutating func record(
        _ new: [JournalEntry], at: Timestamp, monotonic: Int64, isForced: Bool = false,
        with append: ([JournalEntry]) throws(JournalError) -> [JournalEvent]
    ) -> [JournalEvent] {
        guard !new.isEmpty || (isForced && unrecorded > 0) else { return [] }
        guard isForced || isAttemptDue(monotonic) else {
            wait(for: new)
            return []
        }
        attemptedAt = monotonic
        let waiting = waiting
        let gap = gap
        let late = late(waiting.count, at: at, monotonic: monotonic)
        do {
            let written = try append(gap + waiting + late + new)
            let shown = written.prefix(gap.count) + written.dropFirst(gap.count + waiting.count)
            self = RecordingContinuity(bounds: bounds)
            return Array(shown)
        } catch {
            reason = error.sentence
            wait(for: new)
            return []
        }
    }

    private func isAttemptDue(_ now: Int64) -> Bool {
        guard let attemptedAt, unrecorded > Self.cheapAttempt else { return true }
        return now < attemptedAt || now - attemptedAt >= Self.attemptPause
    }

    /// What says that events were given up; before those that come late, because they were older.
    private var gap: [JournalEntry] {
        guard lost > 0, let reason, let newestLost else { return [] }
        return [
            JournalEntry(
                .recordingGap(events: lost, reason: reason), actor: "quell", at: newestLost.at,
                monotonic: newestLost.monotonic)
        ]
    }

    private func late(_ count: Int, at: Timestamp, monotonic: Int64) -> [JournalEntry] {
        guard count > 0, let reason else { return [] }
        return [
            JournalEntry(
                .noticed(.recordedLate(events: count, reason: reason)), actor: "quell", at: at,
                monotonic: monotonic)
        ]
    }

    private mutating func wait(for new: [JournalEntry]) {
        backlog += new
        bytes += new.reduce(0) { $0 + $1.roughSize }
        while backlog.count - first > bounds.events
            || (bytes > bounds.bytes && first < backlog.count)
        {
            newestLost = backlog[first]
            bytes -= backlog[first].roughSize
            first += 1
            lost += 1
        }
        // Not each time: moving the rest up costs as much as there is of it.
        guard first > bounds.events / 4 else { return }
        backlog.removeFirst(first)
        first = 0
    }
}

extension JournalEntry {
    /// About how many bytes it holds in memory.
    fileprivate var roughSize: Int {
        200 + ((try? StoredEvent.encoder.encode(body).count) ?? 0)
    }
}
