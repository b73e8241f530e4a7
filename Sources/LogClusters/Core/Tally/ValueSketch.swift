/// Finds the most frequent values of one variable in bounded memory.
///
/// Space-saving (Metwally, Agrawal and El Abbadi, 2005) with 16 counters: a value that has none takes
/// over the smallest and inherits its count as a possible error. What is told is the count without that
/// error, so it is never too high. Different values are counted exactly up to 16; beyond, the bits set
/// in a map of 512 are a lower bound.
struct ValueSketch {
    private static let limit = 16
    /// Bytes kept of a value; longer ones are told apart by their hash.
    private static let byteLimit = 96

    /// One value and how often it was seen for certain.
    struct Entry {
        var bytes: [UInt8]
        var count: Int
    }

    private struct Counter {
        var hash: UInt64
        var bytes: [UInt8]
        var count: Int
        var error: Int
    }

    private var counters: [Counter] = []
    private var seen = InlineArray<8, UInt64>(repeating: 0)
    /// True when a value was without a counter.
    private(set) var isManyMore = false

    /// Counters in use.
    var size: Int { counters.count }

    /// Counts a value; without room for another counter it takes over one that is there.
    mutating func add(_ value: UnsafeRawBufferPointer, hasRoom: Bool) {
        let hash = Self.hash(value)
        seen[Int(hash >> 61)] |= 1 &<< ((hash >> 55) & 63)
        for index in counters.indices where counters[index].hash == hash {
            counters[index].count += 1
            return
        }
        if counters.count < Self.limit, hasRoom {
            counters.append(
                Counter(
                    hash: hash, bytes: Array(value.prefix(Self.byteLimit)), count: 1, error: 0))
            return
        }
        isManyMore = true
        takeOverSmallest(value, hash: hash)
    }

    private static func hash(_ value: UnsafeRawBufferPointer) -> UInt64 {
        guard let start = value.baseAddress else { return WordHash.spread(0) }
        return WordHash.spread(
            WordHash.hash(
                start.assumingMemoryBound(to: UInt8.self), value.count, available: value.count))
    }

    private mutating func takeOverSmallest(_ value: UnsafeRawBufferPointer, hash: UInt64) {
        guard var place = counters.indices.first else { return }
        for index in counters.indices where counters[index].count < counters[place].count {
            place = index
        }
        counters[place].hash = hash
        counters[place].error = counters[place].count
        counters[place].count += 1
        counters[place].bytes.removeAll(keepingCapacity: true)
        counters[place].bytes.append(contentsOf: value.prefix(Self.byteLimit))
    }

    /// Different values; a lower bound when `isManyMore`.
    var distinct: Int {
        guard isManyMore else { return counters.count }
        let bits = seen.indices.reduce(0) { $0 + seen[$1].nonzeroBitCount }
        return max(bits, counters.count + 1)
    }

    /// The most frequent values, the most frequent first.
    func top(_ limit: Int) -> [Entry] {
        counters.map { Entry(bytes: $0.bytes, count: $0.count - $0.error) }
            .sorted {
                $0.count == $1.count
                    ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.count > $1.count
            }
            .prefix(limit).map { $0 }
    }
}

extension ValueSketch {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        let count = try reader.number(in: 0...Self.limit)
        for _ in 0..<count {
            let hash = try reader.hash()
            let bytes = try reader.text()
            let times = try reader.count()
            let error = try reader.number(in: 0...times)
            counters.append(
                Counter(
                    hash: hash, bytes: Array(bytes.prefix(Self.byteLimit)), count: times,
                    error: error))
        }
        for index in seen.indices { seen[index] = try reader.hash() }
        isManyMore = try reader.flag()
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(counters.count)
        for counter in counters {
            writer.write(hash: counter.hash)
            writer.write(counter.bytes)
            writer.write(counter.count)
            writer.write(counter.error)
        }
        for index in seen.indices { writer.write(hash: seen[index]) }
        writer.write(isManyMore)
    }
}
