import IncidentModel

/// Records a minute, for the last hour.
struct MinuteTrend {
    private static let limit: Int64 = 60
    /// Counts by minute modulo 60; all within the hour up to `newest`.
    private var counts = InlineArray<60, UInt32>(repeating: 0)
    private var newest: Int64 = .min

    /// The minute that a moment in nanoseconds is in.
    static func minute(of nanoseconds: Int64) -> Int64 {
        LastMinuteCounter.minute(of: LastMinuteCounter.bucket(of: nanoseconds))
    }

    /// Counts records of a minute; those an hour before the newest are left out.
    @inline(__always)
    mutating func add(_ count: UInt32, minute: Int64) {
        if minute != newest {
            guard makeRoom(for: minute) else { return }
        }
        counts[Self.slot(minute)] &+= count
    }

    @inline(__always)
    private static func slot(_ minute: Int64) -> Int {
        let slot = Int(truncatingIfNeeded: minute % limit)
        return slot < 0 ? slot &+ Int(limit) : slot
    }

    /// Moves the hour on; false when the minute lies before it.
    private mutating func makeRoom(for minute: Int64) -> Bool {
        if minute < newest { return newest &- minute < Self.limit }
        if newest == .min || minute &- newest >= Self.limit {
            counts = InlineArray(repeating: 0)
        } else {
            for passed in (newest &+ 1)...minute { counts[Self.slot(passed)] = 0 }
        }
        newest = minute
        return true
    }

    /// Adds all counts of another trend.
    mutating func fold(_ other: MinuteTrend) {
        guard other.newest > .min else { return }
        for back in (0..<Self.limit).reversed() {
            let count = other.counts[Self.slot(other.newest - back)]
            if count > 0 { add(count, minute: other.newest - back) }
        }
    }

    /// The counts up to the present minute, oldest first, from the first minute that has any.
    func values(at minute: Int64) -> [Int] {
        guard newest > .min else { return [] }
        let last = max(minute, newest)
        let oldest = last - Self.limit + 1
        guard newest >= oldest else { return [] }
        var first = max(oldest, newest - Self.limit + 1)
        while first < newest, counts[Self.slot(first)] == 0 { first += 1 }
        guard counts[Self.slot(first)] > 0 else { return [] }
        return (first...last).map { $0 > newest ? 0 : Int(counts[Self.slot($0)]) }
    }
}

extension MinuteTrend {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        self.init()
        guard try reader.flag() else { return }
        newest = try reader.moment()
        for place in counts.indices {
            counts[place] = UInt32(try reader.number(in: 0...Int(UInt32.max)))
        }
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(newest > .min)
        guard newest > .min else { return }
        writer.write(Int(newest))
        for place in counts.indices { writer.write(Int(counts[place])) }
    }
}
