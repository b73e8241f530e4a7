import IncidentModel

/// The waits between attempts: each twice as long as the one before, up to a minute.
struct BackOff {
    private static let longest: Int64 = 60_000_000_000
    private let first: Int64
    private var next: Int64

    init(first: Duration) {
        self.first = max(first.wholeNanoseconds, 1_000_000)
        next = self.first
    }

    /// The next wait in nanoseconds.
    mutating func take() -> Int64 {
        defer { next = min(next * 2, Self.longest) }
        return next
    }

    /// The last attempt was a success.
    mutating func reset() { next = first }
}
