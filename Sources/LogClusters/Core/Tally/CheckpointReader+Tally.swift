extension CheckpointReader {
    /// The latest moment in nanoseconds that is believed, in the year 2116; the earliest is in 1897.
    static let furthest: Int64 = 1 << 62

    /// The next number as a count: never negative, and sums of many stay far from the limit of `Int`.
    mutating func count() throws(CheckpointError) -> Int {
        try number(in: 0...(1 << 48))
    }

    /// The next number as a moment in nanoseconds whose distance from any other fits into `Int64`.
    mutating func moment() throws(CheckpointError) -> Int64 {
        Int64(try number(in: Int(-Self.furthest / 2)...Int(Self.furthest)))
    }
}
