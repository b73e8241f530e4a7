/// How late probes began after they were due, counted in steps of a millisecond.
struct StartDelays: Hashable, Sendable {
    /// Delays of this and more share one count, in milliseconds.
    static let longest = 2000

    private var counts: [UInt32] = []
    /// How many were counted.
    private(set) var total = 0

    /// Counts a delay in nanoseconds.
    mutating func add(_ nanoseconds: Int64) {
        let step = Int(min(max(nanoseconds, 0) / 1_000_000, Int64(Self.longest)))
        if counts.isEmpty { counts = Array(repeating: 0, count: Self.longest + 1) }
        counts[step] &+= 1
        total += 1
    }

    /// The delay that a share of all probes did not exceed, rounded up to a millisecond.
    ///
    /// - Parameter share: 0 to 1.
    /// - Returns: Zero before the first.
    func quantile(_ share: Double) -> Duration {
        var left = Int((Double(total) * share).rounded(.up))
        for (step, count) in counts.enumerated() {
            left -= Int(count)
            if left <= 0 { return .milliseconds(step + 1) }
        }
        return .zero
    }
}
