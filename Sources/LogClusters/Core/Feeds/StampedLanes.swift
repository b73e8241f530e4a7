/// The streams of a feed whose lines bear stamps, each with its seam; the oldest are forgotten.
struct StampedLanes {
    private static let limit = 512

    private(set) var filters: [[UInt8]: SeamFilter] = [:]
    /// The newest stamp of all.
    private(set) var newest: Int64?

    /// Notes a line; false when it came before.
    mutating func isNew(_ stamp: Int64, lane: [UInt8]) -> Bool {
        newest = max(newest ?? stamp, stamp)
        if filters.count >= Self.limit, filters[lane] == nil { forgetOldest() }
        return filters[lane, default: SeamFilter()].isNew(stamp)
    }

    /// The streams start again before their ends.
    mutating func beginAgain() {
        for lane in filters.keys { filters[lane]?.beginAgain() }
    }

    init() {}

    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        for _ in 0..<(try reader.number(in: 0...Self.limit)) {
            let lane = try reader.text()
            let filter = try SeamFilter(from: &reader)
            filters[lane] = filter
            if let last = filter.last { newest = max(newest ?? last, last) }
        }
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(filters.count)
        for (lane, filter) in filters {
            writer.write(lane)
            filter.write(to: &writer)
        }
    }

    private mutating func forgetOldest() {
        let oldest = filters.min { ($0.value.last ?? 0) < ($1.value.last ?? 0) }
        if let oldest { filters[oldest.key] = nil }
    }
}
