/// How long a gate waits between two looks: what its author wrote, else 5 s, growing to 30 s.
struct GatePace {
    private static let slowest = Duration.seconds(30)

    private let written: Duration?
    private var following = Duration.seconds(5)

    /// Starts anew; `written` is the author's pause, nil for the usual ones.
    init(every written: Duration?) {
        self.written = written
    }

    /// The wait before the next look.
    mutating func next() -> Duration {
        if let written { return written }
        defer { following = min(following * 2, Self.slowest) }
        return following
    }
}
