import IncidentModel

/// Records a minute, for the last hour.
struct MinuteTrend {
    private static let limit = ClusterStatus.trendMinutes
    /// Counts of consecutive minutes; the last one belongs to `newest`.
    private var counts: [UInt32] = []
    private var newest: Int64 = 0

    /// The minute that a moment in nanoseconds is in.
    @inline(__always)
    static func minute(of nanoseconds: Int64) -> Int64 { nanoseconds / 60_000_000_000 }

    /// Counts records of a minute; those older than an hour before the newest are left out.
    @inline(__always)
    mutating func add(_ count: UInt32 = 1, minute: Int64) {
        if minute == newest, !counts.isEmpty {
            counts[counts.count &- 1] &+= count
        } else {
            addElsewhere(count, minute: minute)
        }
    }

    private mutating func addElsewhere(_ count: UInt32, minute: Int64) {
        if counts.isEmpty || minute - newest >= Int64(Self.limit) {
            counts = [count]
            newest = minute
        } else if minute > newest {
            counts.append(contentsOf: repeatElement(0, count: Int(minute - newest) - 1))
            counts.append(count)
            newest = minute
            if counts.count > Self.limit { counts.removeFirst(counts.count - Self.limit) }
        } else {
            let back = Int(min(newest - minute, Int64(Self.limit)))
            guard back < Self.limit else { return }
            if back >= counts.count {
                counts.insert(contentsOf: repeatElement(0, count: back - counts.count + 1), at: 0)
            }
            counts[counts.count - 1 - back] += count
        }
    }

    /// Adds all counts of another trend.
    mutating func fold(_ other: MinuteTrend) {
        for (index, count) in other.counts.enumerated() where count > 0 {
            add(count, minute: other.newest - Int64(other.counts.count - 1 - index))
        }
    }

    /// The counts up to the present minute, oldest first, from the first minute that has any.
    func values(at minute: Int64) -> [Int] {
        guard !counts.isEmpty else { return [] }
        let ahead = Int(max(0, min(minute - newest, Int64(Self.limit))))
        var values = counts.map(Int.init) + Array(repeating: 0, count: ahead)
        if values.count > Self.limit { values.removeFirst(values.count - Self.limit) }
        return Array(values.drop { $0 == 0 })
    }
}

/// Records of the last 60 s, to within 5 s.
struct LastMinuteCounter {
    private static let width: Int64 = 5_000_000_000
    private static let buckets = 12
    private var counts = InlineArray<12, UInt32>(repeating: 0)
    private var newest: Int64 = .min

    @inline(__always)
    mutating func add(_ count: UInt32 = 1, at nanoseconds: Int64) {
        let bucket = nanoseconds / Self.width
        if bucket > newest { advance(to: bucket) }
        guard newest - bucket < Int64(Self.buckets) else { return }
        counts[Self.slot(bucket)] &+= count
    }

    private static func slot(_ bucket: Int64) -> Int {
        Int((bucket % Int64(buckets) + Int64(buckets)) % Int64(buckets))
    }

    private mutating func advance(to bucket: Int64) {
        if newest == .min || bucket - newest >= Int64(Self.buckets) {
            counts = InlineArray(repeating: 0)
        } else {
            for passed in (newest + 1)...bucket { counts[Self.slot(passed)] = 0 }
        }
        newest = bucket
    }

    /// The count at a moment.
    func value(at nanoseconds: Int64) -> Int {
        guard newest != .min else { return 0 }
        let present = nanoseconds / Self.width
        var sum = 0
        for back in 0..<Int64(Self.buckets) where present - (newest - back) < Int64(Self.buckets) {
            sum += Int(counts[Self.slot(newest - back)])
        }
        return sum
    }

    /// Adds the counts of another counter.
    mutating func fold(_ other: LastMinuteCounter) {
        guard other.newest != .min else { return }
        for back in 0..<Int64(Self.buckets) {
            let count = other.counts[Self.slot(other.newest - back)]
            if count > 0 { add(count, at: (other.newest - back) * Self.width) }
        }
    }
}
