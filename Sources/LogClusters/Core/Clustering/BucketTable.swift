/// Lines of one token count and one pattern of masks, with the wildcards learnt among them.
struct BucketTable {
    /// A bucket is clustered anew when it holds this many unmerged shapes, later at 1.5 × + this.
    static let crowd = 8
    /// Wildcard masks tried for a new shape; a bound on its cost.
    private static let maskLimit = 48
    /// New shapes in a row that joined nothing, after which most are no longer tried.
    private static let patience = 512

    private struct Bucket {
        var count: Int
        var bits: UInt128
        var shapes: [Int32] = []
        var masks: [UInt128] = []
        var threshold = BucketTable.crowd
        var fruitless = 0
    }

    private let index = HashIndex()
    private var buckets: [Bucket] = []
    /// What is known of all lines of so many words, whatever their masks.
    private var lengths = [LengthTable](repeating: LengthTable(), count: TokenScanner.limit + 1)

    init() {}

    /// The masks learnt for lines of so many words, and such lines.
    func length(_ count: Int) -> LengthTable { lengths[count] }

    /// Remembers the masks of a wildcard shape for all buckets of its count.
    mutating func addPattern(_ bits: UInt128, count: Int) { lengths[count].add(bits) }

    var count: Int { buckets.count }

    /// How many words and masks the lines of a bucket have.
    func words(of bucket: Int) -> Int { buckets[bucket].count }

    /// The bucket's shapes that found no cluster yet, and those since.
    func shapes(of bucket: Int) -> [Int32] { buckets[bucket].shapes }

    /// The bucket for a count and a pattern; an empty one when it is new.
    mutating func find(count: Int, bits: UInt128) -> Int {
        let key = Self.key(count: count, bits: bits)
        if let known = index[key] { return known }
        buckets.append(Bucket(count: count, bits: bits))
        index.set(key, buckets.count - 1)
        return buckets.count - 1
    }

    private static func key(count: Int, bits: UInt128) -> UInt64 {
        let low = UInt64(truncatingIfNeeded: bits)
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        return WordHash.spread(low &+ WordHash.seed(count: count)) &+ WordHash.spread(high)
    }

    mutating func add(_ shape: Int, to bucket: Int) {
        buckets[bucket].shapes.append(Int32(truncatingIfNeeded: shape))
        lengths[buckets[bucket].count].add(shape: Int32(truncatingIfNeeded: shape))
    }

    func masks(of bucket: Int) -> [UInt128] { buckets[bucket].masks }

    /// Remembers the wild positions of a general shape beyond the masks of the bucket's own pattern.
    mutating func addMask(_ bits: UInt128, to bucket: Int) {
        let mask = bits & ~buckets[bucket].bits
        guard mask != 0, buckets[bucket].masks.count < Self.maskLimit,
            !buckets[bucket].masks.contains(mask)
        else { return }
        buckets[bucket].masks.append(mask)
    }

    /// The bucket's shapes once there are enough of them to cluster anew; else none.
    func crowd(of bucket: Int) -> [Int] {
        buckets[bucket].shapes.count < buckets[bucket].threshold
            ? [] : buckets[bucket].shapes.map(Int.init)
    }

    /// Keeps the shapes that found no cluster and waits for half as many again.
    mutating func settle(_ bucket: Int, unmerged: [Int]) {
        buckets[bucket].shapes = unmerged.map(Int32.init(truncatingIfNeeded:))
        buckets[bucket].threshold = threshold(of: bucket)
    }

    /// Where nothing was joined for long, the next attempt waits for many more shapes.
    private func threshold(of bucket: Int) -> Int {
        let count = buckets[bucket].shapes.count
        let isHopeless = buckets[bucket].fruitless >= Self.patience
        return Self.crowd + (isHopeless ? count * 8 : count * 3 / 2)
    }

    /// The mask pattern that the bucket's lines share.
    func bits(of bucket: Int) -> UInt128 { buckets[bucket].bits }

    /// False when shapes like this have long joined nothing and it is not this one's turn.
    ///
    /// In a flood of random words every line would be learnt in vain. Then only the lines with certain
    /// first or last words are tried, because siblings share these; others have their turn after the
    /// next eviction.
    func isWorthLearning(_ bucket: Int, first: UInt64, last: UInt64, turn: Int) -> Bool {
        guard buckets[bucket].fruitless >= Self.patience else { return true }
        let turn = UInt64(truncatingIfNeeded: turn) & 15
        return WordHash.spread(first) & 15 == turn || WordHash.spread(last) & 15 == turn
    }

    /// Notes whether learning a new shape of the bucket joined anything.
    mutating func noteLearnt(_ bucket: Int, didJoin: Bool) {
        buckets[bucket].fruitless = didJoin ? 0 : buckets[bucket].fruitless &+ 1
    }

    /// Takes over from the table before an eviction how patient the buckets are.
    mutating func settle(as old: BucketTable) {
        for place in buckets.indices {
            let bucket = buckets[place]
            buckets[place].threshold = threshold(of: place)
            guard let known = old.index[Self.key(count: bucket.count, bits: bucket.bits)] else {
                continue
            }
            buckets[place].fruitless = old.buckets[known].fruitless
            buckets[place].threshold = threshold(of: place)
        }
    }
}

extension BucketTable {
    /// Writes all buckets in order.
    func write(to writer: inout CheckpointWriter) {
        writer.write(buckets.count)
        for bucket in buckets {
            writer.write(bucket.count)
            Self.write(bucket.bits, to: &writer)
            writer.write(bucket.threshold)
            writer.write(bucket.fruitless)
            writer.write(bucket.shapes.count)
            for shape in bucket.shapes { writer.write(Int(shape)) }
            writer.write(bucket.masks.count)
            for mask in bucket.masks { Self.write(mask, to: &writer) }
        }
        for length in lengths { length.write(to: &writer) }
    }

    /// Reads what `write` wrote; the shapes must be below `limit`.
    init(from reader: inout CheckpointReader, shapes limit: Int) throws(CheckpointError) {
        self.init()
        for number in 0..<(try reader.number(in: 0...Clusterer.entryLimit)) {
            let count = try reader.number(in: 0...TokenScanner.limit)
            let bits = try Self.bits(from: &reader)
            guard find(count: count, bits: bits) == number else {
                throw CheckpointError(reason: "a bucket is there twice")
            }
            buckets[number].threshold = try reader.number(in: 0...Int(Int32.max))
            buckets[number].fruitless = try reader.number(in: 0...Int.max)
            for _ in 0..<(try reader.number(in: 0...limit)) {
                add(try reader.shape(below: limit), to: number)
            }
            for _ in 0..<(try reader.number(in: 0...Self.maskLimit)) {
                let mask = try Self.bits(from: &reader)
                guard count == 128 || mask >> UInt128(count) == 0 else {
                    throw CheckpointError(reason: "a wildcard lies outside its lines")
                }
                buckets[number].masks.append(mask)
            }
        }
        for count in lengths.indices {
            lengths[count] = try LengthTable(from: &reader, count: count, shapes: limit)
        }
    }

    static func write(_ bits: UInt128, to writer: inout CheckpointWriter) {
        writer.write(Int(truncatingIfNeeded: bits))
        writer.write(Int(truncatingIfNeeded: bits >> 64))
    }

    static func bits(from reader: inout CheckpointReader) throws(CheckpointError) -> UInt128 {
        let low = UInt64(bitPattern: Int64(try reader.number()))
        let high = UInt64(bitPattern: Int64(try reader.number()))
        return UInt128(high) << 64 | UInt128(low)
    }
}
