/// Lines of one token count and one pattern of masks, with the wildcards learnt among them.
struct BucketTable {
    /// A bucket is clustered anew when it holds this many unmerged shapes, later at 1.5 × + this.
    static let crowd = 8
    /// Wildcard masks tried for a new shape; a bound on its cost.
    private static let maskLimit = 48

    private struct Bucket {
        var bits: UInt128
        var shapes: [Int] = []
        var masks: [UInt128] = []
        var threshold = BucketTable.crowd
    }

    private let index = HashIndex()
    private var buckets: [Bucket] = []

    /// The bucket for a count and a pattern; an empty one when it is new.
    mutating func find(count: Int, bits: UInt128) -> Int {
        let low = UInt64(truncatingIfNeeded: bits)
        let high = UInt64(truncatingIfNeeded: bits >> 64)
        let key = WordHash.spread(low &+ WordHash.seed(count: count)) &+ WordHash.spread(high)
        if let known = index[key] { return known }
        buckets.append(Bucket(bits: bits))
        index.set(key, buckets.count - 1)
        return buckets.count - 1
    }

    mutating func add(_ shape: Int, to bucket: Int) { buckets[bucket].shapes.append(shape) }

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
        buckets[bucket].shapes.count < buckets[bucket].threshold ? [] : buckets[bucket].shapes
    }

    /// Keeps the shapes that found no cluster and waits for half as many again.
    mutating func settle(_ bucket: Int, unmerged: [Int]) {
        buckets[bucket].shapes = unmerged
        buckets[bucket].threshold = unmerged.count * 3 / 2 + Self.crowd
    }

    /// The mask pattern that the bucket's lines share.
    func bits(of bucket: Int) -> UInt128 { buckets[bucket].bits }
}
