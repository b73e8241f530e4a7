/// Keeps the oldest record of a cluster and the newest five, as raw bytes.
struct SampleKeeper {
    /// Bytes kept of one record.
    private static let byteLimit = 8_192
    private static let newestLimit = 5

    /// One kept record.
    struct Sample {
        /// Position in the cluster's order of arrival, for telling samples apart.
        var serial: Int
        /// Nanoseconds since the epoch.
        var at: Int64
        var bytes: [UInt8]
    }

    private var oldest: Sample?
    private var newest: [Sample] = []
    private var next = 0

    /// Keeps a record; memory of the one it replaces is used again.
    @inline(__always)
    mutating func keep(_ body: UnsafeRawBufferPointer, at moment: Int64, serial: Int) {
        let kept = UnsafeRawBufferPointer(rebasing: body.prefix(Self.byteLimit))
        if newest.count == Self.newestLimit {
            newest[next].serial = serial
            newest[next].at = moment
            newest[next].bytes.removeAll(keepingCapacity: true)
            newest[next].bytes.append(contentsOf: kept)
            next = next == Self.newestLimit - 1 ? 0 : next + 1
        } else if oldest == nil {
            oldest = Sample(serial: serial, at: moment, bytes: Array(kept))
        } else {
            newest.append(Sample(serial: serial, at: moment, bytes: Array(kept)))
        }
    }

    /// The oldest one, then the newest ones in order.
    var samples: [Sample] {
        guard let oldest else { return [] }
        return [oldest] + newest.sorted { ($0.at, $0.serial) < ($1.at, $1.serial) }
    }

    /// Takes over the samples of a cluster that was joined to this one; `from` makes serials differ.
    mutating func fold(_ other: SampleKeeper, from serial: Int) {
        let all = (samples + other.samples).enumerated().map { index, sample in
            Sample(serial: serial + index, at: sample.at, bytes: sample.bytes)
        }.sorted { ($0.at, $0.serial) < ($1.at, $1.serial) }
        oldest = all.first
        newest = Array(all.dropFirst().suffix(Self.newestLimit))
        next = 0
    }
}
