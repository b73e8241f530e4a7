/// Which requests a cluster's records belong to: the 64 smallest hashes of an hour and of the hour before.
///
/// The smallest hashes of two clusters are drawn from the same requests, so that what they share can be
/// told however many records each has (a bottom-k sketch: Broder, 1997).
struct TraceSketch {
    static let limit = 64
    private static let hour: Int64 = 3_600_000_000_000

    /// The first record of one request in this cluster.
    struct Entry {
        var hash: UInt64
        /// Nanoseconds since the epoch.
        var moment: Int64
        /// The record's number among all that were noted.
        var serial: Int
    }

    /// What two clusters have in common.
    struct Overlap {
        /// Requests in both.
        var shared = 0
        /// Requests compared on the left and on the right.
        var left = 0
        var right = 0
        /// Shared requests in which the left one's record came first.
        var leftFirst = 0
        /// True when there were more requests than were compared.
        var isSample = false
    }

    private var hour: Int64 = .min
    private var entries: [Entry] = []
    private var earlier: [Entry] = []

    /// Requests known of the present hour and the one before.
    var count: Int { entries.count + earlier.count }

    /// Takes the request of a record.
    @inline(__always)
    mutating func note(_ hash: UInt64, moment: Int64, serial: Int) {
        let hour = moment / Self.hour
        if hour != self.hour { turn(to: hour) }
        guard hour == self.hour else { return }
        if entries.count == Self.limit, let last = entries.last, hash >= last.hash { return }
        insert(Entry(hash: hash, moment: moment, serial: serial))
    }

    private mutating func turn(to hour: Int64) {
        guard hour > self.hour else { return }
        earlier = hour == self.hour &+ 1 ? entries : []
        entries = []
        self.hour = hour
    }

    private mutating func insert(_ entry: Entry) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < entry.hash { low = middle + 1 } else { high = middle }
        }
        if low < entries.count, entries[low].hash == entry.hash { return }
        if entries.count == Self.limit { entries.removeLast() }
        entries.insert(entry, at: low)
    }

    /// Takes over the requests of a cluster that was joined to this one.
    mutating func fold(_ other: TraceSketch) {
        for entry in other.earlier + other.entries {
            note(entry.hash, moment: entry.moment, serial: entry.serial)
        }
    }

    /// Compares two clusters hour by hour.
    func overlap(with other: TraceSketch) -> Overlap {
        var overlap = Overlap()
        for (hour, left) in hours {
            for (otherHour, right) in other.hours where otherHour == hour {
                Self.compare(left, right, into: &overlap)
            }
        }
        return overlap
    }

    private var hours: [(Int64, [Entry])] {
        earlier.isEmpty ? [(hour, entries)] : [(hour, entries), (hour - 1, earlier)]
    }

    private static func compare(_ left: [Entry], _ right: [Entry], into overlap: inout Overlap) {
        let limits = [left, right].compactMap { $0.count == limit ? $0.last?.hash : nil }
        let bound = limits.min() ?? .max
        if !limits.isEmpty { overlap.isSample = true }
        var (l, r) = (0, 0)
        while l < left.count || r < right.count {
            let a = l < left.count ? left[l].hash : .max
            let b = r < right.count ? right[r].hash : .max
            guard min(a, b) <= bound else { return }
            if a <= b, l < left.count { overlap.left += 1 }
            if b <= a, r < right.count { overlap.right += 1 }
            if a == b, l < left.count, r < right.count {
                overlap.shared += 1
                let isFirst =
                    (left[l].moment, left[l].serial) < (right[r].moment, right[r].serial)
                if isFirst { overlap.leftFirst += 1 }
            }
            if a <= b { l += 1 }
            if b <= a { r += 1 }
        }
    }

    /// The hash of a request's name; nil for names that are too short to tell requests apart.
    @inline(__always)
    static func hash(_ name: UnsafeRawBufferPointer) -> UInt64? {
        guard name.count >= 4 else { return nil }
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(name.count)
        for byte in name.prefix(64) {
            hash = (hash ^ UInt64(byte)) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash &>> 32
        }
        return hash
    }
}
