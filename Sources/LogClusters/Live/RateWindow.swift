/// How many lines came in a window of time that ends now, kept in ten parts.
struct RateWindow {
    private static let parts = 10
    private let partLength: Int64
    private var counts = [Int](repeating: 0, count: Self.parts)
    /// The part in which the newest lines were counted.
    private var newest: Int64 = 0
    private var firstAt: Int64?
    private var lastAt: Int64?

    /// - Parameter length: The window's length in nanoseconds.
    init(length: Int64) { partLength = max(length / Int64(Self.parts), 1) }

    /// Counts lines that came at a moment of the monotonic clock.
    mutating func note(_ lines: Int, at moment: Int64) {
        guard lines > 0 else { return }
        advance(to: moment / partLength)
        counts[Int(newest % Int64(Self.parts))] += lines
        if firstAt == nil { firstAt = moment }
        lastAt = moment
    }

    /// Lines a second at a moment; of a window that is still filling, over what there is of it.
    mutating func linesPerSecond(at moment: Int64) -> Double {
        advance(to: moment / partLength)
        let lines = counts.reduce(0, +)
        guard lines > 0, let firstAt else {
            firstAt = nil
            return 0
        }
        let window = partLength * Int64(Self.parts)
        let seconds = Double(min(max(moment - firstAt, window / 10), window)) / 1e9
        // One digit behind the point is all that is shown, and more would change without need.
        return (Double(lines) / seconds * 10).rounded() / 10
    }

    /// When a source that fell quiet is looked at again: three times until the rate is 0, then never.
    func nextLook(after moment: Int64) -> Int64? {
        guard let lastAt else { return nil }
        let looks = [2, 5, Self.parts + 1].map { lastAt + Int64($0) * partLength }
        return looks.first { $0 > moment }
    }

    private mutating func advance(to part: Int64) {
        guard part > newest else { return }
        for passed in 0..<min(part - newest, Int64(Self.parts)) {
            counts[Int((part - passed) % Int64(Self.parts))] = 0
        }
        newest = part
    }
}
