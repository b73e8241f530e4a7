import SafeText

/// What a damaged journal no longer tells, for one sentence.
struct MissingEvents: Hashable {
    /// How many places are named before the rest is only counted.
    private static let namedPlaces = 8

    /// Events of which nothing can be read, as ranges of their numbers.
    private(set) var unreadable: [ClosedRange<Int64>] = []
    /// Events that can be read and are not what was written.
    private(set) var altered: [Int64] = []
    /// Events that do not follow the one before, though both can be read.
    private(set) var unconnected: [Int64] = []

    /// Notes that the events between two that can be read are gone, but for those that were altered.
    mutating func lacks(_ range: ClosedRange<Int64>, altered known: Set<Int64>) {
        var start = range.lowerBound
        // Only what is known is walked through: a damaged number can be any.
        for number in known.filter({ range.contains($0) }).sorted() {
            if number > start { unreadable.append(start...(number - 1)) }
            altered.append(number)
            start = number + 1
        }
        if start <= range.upperBound { unreadable.append(start...range.upperBound) }
    }

    /// Notes that an event does not follow the one that stands before it.
    mutating func breaks(at sequence: Int64) {
        unconnected.append(sequence)
    }

    /// One sentence without a full stop; empty when nothing is missing.
    var sentence: DisplayText {
        let parts =
            unreadable.map { range in
                range.count == 1
                    ? "event \(range.lowerBound) cannot be read"
                    : "events \(range.lowerBound) to \(range.upperBound) cannot be read"
            } + altered.map { "event \($0) was altered and is left out" }
            + unconnected.map { "event \($0) does not follow the one before it" }
        let rest = parts.count - Self.namedPlaces
        let named = parts.prefix(Self.namedPlaces).joined(separator: ", ")
        return DisplayText(rest > 0 ? named + " and \(rest) more places" : named)
    }
}
