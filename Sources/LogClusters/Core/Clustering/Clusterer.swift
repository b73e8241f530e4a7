/// Puts one-line texts into clusters, online.
///
/// A text becomes a key over its words and masks; a key seen before costs one probe. All else happens
/// only for new shapes: wildcards learnt for the same pattern of masks are tried, siblings that differ in
/// one word are collected until there are enough of them to call that word a variable, and crowded
/// buckets are clustered anew. Joins only ever unite clusters. Rules and thresholds are measured on the
/// Loghub 2k sets; none names a data set.
final class Clusterer {
    /// Shapes from which on `isCrowded` asks for an eviction.
    let shapeLimit: Int
    var store = ShapeStore()
    /// Clusters united since the owner last looked: the root that went, and the one it went into.
    var unions: [(gone: Int, kept: Int)] = []

    let index = HashIndex(capacity: 16_384)
    let families = FamilyTable()
    var buckets = BucketTable()
    let table = ByteTable()
    let lists = WordLists()
    let tokens: UnsafeMutablePointer<Token>

    /// Makes an empty clusterer.
    init(shapeLimit: Int = 32_768) {
        self.shapeLimit = shapeLimit
        tokens = .allocate(capacity: TokenScanner.limit)
    }

    deinit { tokens.deallocate() }

    /// True when shapes should be evicted before more are added.
    var isCrowded: Bool { store.count >= shapeLimit }

    /// The shape of a text; a new one when it was not seen before.
    func shape(of text: UnsafeRawBufferPointer) -> Int {
        shape(count: scan(text), text: text)
    }

    /// Leaves the pieces of a text in `tokens` and says how many there are.
    @inline(__always)
    func scan(_ text: UnsafeRawBufferPointer) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var scanner = TokenScanner(
            text: base.assumingMemoryBound(to: UInt8.self), count: text.count,
            table: table.entries, lists: lists, tokens: tokens)
        return scanner.scan()
    }

    /// Splits a text as `shape(of:)` does, for showing a template.
    func tokens(of text: ArraySlice<UInt8>) -> [Token] {
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return [] }
            var scanner = TokenScanner(
                text: base, count: bytes.count, table: table.entries, lists: lists, tokens: tokens)
            return Array(UnsafeBufferPointer(start: tokens, count: scanner.scan()))
        }
    }

    @inline(__always)
    private func shape(count: Int, text: UnsafeRawBufferPointer) -> Int {
        var key = WordHash.seed(count: count)
        for position in 0..<count {
            key &+= WordHash.placed(tokens[position].hash, at: position)
        }
        if let known = index[key], store.matches(known, tokens, count) { return known }
        return newShape(key: key, count: count, text: text)
    }

    private func newShape(key: UInt64, count: Int, text: UnsafeRawBufferPointer) -> Int {
        var bits: UInt128 = 0
        for position in 0..<count where tokens[position].kind == .mask {
            bits |= 1 << UInt128(position)
        }
        let bucket = buckets.find(count: count, bits: bits)
        if let known = wildcardMatch(bucket: bucket, key: key, count: count) { return known }
        let words = UnsafeBufferPointer(start: tokens, count: count)
        let id = store.add(
            key: key, hashes: words.map(\.hash), kinds: words.map { kind(of: $0, in: text) },
            sample: text.prefix(Self.sampleBytes))
        index.set(key, id)
        store[id].bucket = bucket
        buckets.add(id, to: bucket)
        learn(id)
        reclusterIfCrowded(bucket)
        return id
    }

    /// Bytes of a shape's first line that are kept.
    private static let sampleBytes = 2_048

    /// Tries the wildcard masks that the bucket has learnt; a hit costs no memory.
    private func wildcardMatch(bucket: Int, key: UInt64, count: Int) -> Int? {
        for mask in buckets.masks(of: bucket) {
            var wild = key
            var rest = mask
            while rest != 0 {
                let position = rest.trailingZeroBitCount
                rest &= rest - 1
                wild &+= WordHash.placed(WordHash.mask, at: position)
                wild &-= WordHash.placed(tokens[position].hash, at: position)
            }
            if let known = index[wild], store[known].isGeneral,
                store.matches(known, tokens, count)
            {
                return known
            }
        }
        return nil
    }

    private func kind(of token: Token, in text: UnsafeRawBufferPointer) -> WordKind {
        guard token.kind.isEmpty else { return token.kind }
        return text.withMemoryRebound(to: UInt8.self) { bytes in
            WordKind.of(
                UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)]),
                table: table, lists: lists)
        }
    }

    /// Joins the cluster of one shape to that of another.
    func unite(_ id: Int, into other: Int) {
        let gone = store.root(of: id)
        let kept = store.root(of: other)
        guard gone != kept else { return }
        store[gone].parent = kept
        unions.append((gone, kept))
    }
}
