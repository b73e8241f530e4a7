import IncidentModel

/// How the time of a journal follows from the machine's own clock: a line that nobody can set.
///
/// Pure: what the clocks say is given. Within a boot it counts on with the machine's own clock, sleep
/// included; when the wall clock is set, only its distance from this time changes.
struct JournalTime {
    /// A change of the distance is told from here on; less is what looking twice may differ by.
    static let smallestStep = Duration.seconds(1)

    /// What the clocks of a machine say at one moment.
    struct Reading {
        /// The wall clock.
        var wall: Timestamp
        /// Nanoseconds since the machine was started.
        var sinceBoot: Int64
        /// Which start that was; nil when it is not known.
        var boot: String?
    }

    /// The journal's time at the machine's start.
    private var origin: Timestamp
    /// What leads from this time to the wall clock, as far as it was told.
    private(set) var wallOffset = Duration.zero

    /// Begins with the wall clock.
    init(_ reading: Reading) {
        origin = reading.wall - .nanoseconds(reading.sinceBoot)
    }

    /// The journal's time.
    func now(sinceBoot: Int64) -> Timestamp { origin + .nanoseconds(sinceBoot) }

    /// Goes on from a journal's newest event.
    ///
    /// In the same boot its own clock tells what has passed. After a restart of the machine the wall clock
    /// does, corrected by what is known of it; time never goes back before the event.
    ///
    /// - Parameters:
    ///   - newest: The event.
    ///   - wallOffset: What the journal knows of the wall clock.
    ///   - reading: The clocks now.
    mutating func resume(after newest: JournalMoment, wallOffset: Duration, _ reading: Reading) {
        self.wallOffset = wallOffset
        let passed = reading.sinceBoot &- newest.monotonic
        let isSameBoot = newest.boot != nil && newest.boot == reading.boot && passed >= 0
        let now =
            isSameBoot
            ? newest.at + .nanoseconds(passed) : max(newest.at, reading.wall - wallOffset)
        origin = now - .nanoseconds(reading.sinceBoot)
    }

    /// How far the wall clock was set since that was told last; nil for less than a second.
    func step(_ reading: Reading) -> Duration? {
        let step = reading.wall - now(sinceBoot: reading.sinceBoot) - wallOffset
        return step >= Self.smallestStep || step <= .zero - Self.smallestStep ? step : nil
    }

    /// Takes a step into account, so that it is told once.
    mutating func take(step: Duration) { wallOffset += step }
}
