/// HTTP statuses that count as good: single ones, and classes such as `2xx`.
struct StatusPattern: Hashable, Sendable {
    private var ranges: [ClosedRange<Int>]

    /// 200 to 399, when the configuration does not say.
    static let ordinary = StatusPattern(ranges: [200...399])

    private init(ranges: [ClosedRange<Int>]) {
        self.ranges = ranges
    }

    /// Reads statuses and classes, such as `["200", "3xx"]`; nil when one is neither.
    init?(_ texts: [String]) {
        var ranges: [ClosedRange<Int>] = []
        for text in texts {
            guard text.count == 3, let first = text.first?.wholeNumberValue, 1...5 ~= first else {
                return nil
            }
            if text.dropFirst().lowercased() == "xx" {
                ranges.append(first * 100...first * 100 + 99)
            } else if let status = Int(text) {
                ranges.append(status...status)
            } else {
                return nil
            }
        }
        guard !ranges.isEmpty else { return nil }
        self.ranges = ranges
    }

    /// True for a good status.
    func accepts(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }

    /// `200`, `2xx or 301`, `200 to 399`.
    var words: String {
        ranges.map { range in
            if range.count == 1 { return "\(range.lowerBound)" }
            if range.count == 100 { return "\(range.lowerBound / 100)xx" }
            return "\(range.lowerBound) to \(range.upperBound)"
        }.joined(separator: " or ")
    }
}
