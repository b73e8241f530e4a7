/// Records of the last 60 s, to within 5 s.
struct LastMinuteCounter {
    private static let width: Int64 = 5_000_000_000
    private static let buckets: Int64 = 12
    private var counts = InlineArray<12, UInt32>(repeating: 0)
    private var newest: Int64 = .min

    /// The five seconds that a moment in nanoseconds is in.
    @inline(__always)
    static func bucket(of nanoseconds: Int64) -> Int64 { nanoseconds / width }

    /// The minute that five seconds are in.
    @inline(__always)
    static func minute(of bucket: Int64) -> Int64 { bucket / buckets }

    /// The moment in nanoseconds at which five seconds are over.
    @inline(__always)
    static func end(of bucket: Int64) -> Int64 { (bucket &+ 1) &* width }

    /// Counts records of five seconds; those a minute before the newest are left out.
    @inline(__always)
    mutating func add(_ count: UInt32, bucket: Int64) {
        if bucket > newest {
            advance(to: bucket)
        } else if newest &- bucket >= Self.buckets {
            return
        }
        counts[Self.slot(bucket)] &+= count
    }

    @inline(__always)
    private static func slot(_ bucket: Int64) -> Int {
        let slot = Int(truncatingIfNeeded: bucket % buckets)
        return slot < 0 ? slot &+ Int(buckets) : slot
    }

    private mutating func advance(to bucket: Int64) {
        if newest == .min || bucket &- newest >= Self.buckets {
            counts = InlineArray(repeating: 0)
        } else {
            for passed in (newest &+ 1)...bucket { counts[Self.slot(passed)] = 0 }
        }
        newest = bucket
    }

    /// The count at a moment in nanoseconds.
    func value(at nanoseconds: Int64) -> Int {
        guard newest != .min else { return 0 }
        let present = Self.bucket(of: nanoseconds)
        var sum = 0
        for back in 0..<Self.buckets where present - (newest - back) < Self.buckets {
            sum += Int(counts[Self.slot(newest - back)])
        }
        return sum
    }

    /// Adds the counts of another counter.
    mutating func fold(_ other: LastMinuteCounter) {
        guard other.newest != .min else { return }
        for back in (0..<Self.buckets).reversed() {
            let count = other.counts[Self.slot(other.newest - back)]
            if count > 0 { add(count, bucket: other.newest - back) }
        }
    }
}

extension LastMinuteCounter {
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
