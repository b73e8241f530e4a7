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
    /// Clusters united since the owner last looked: the root that went, and the one it went into.
    var unions: [(gone: Int, kept: Int)] = []
    /// How often shapes were evicted; their numbers are only good until the next time.
    var evictions = 0
    let table = ByteTable()
    let lists = WordLists()
    let tokens: UnsafeMutablePointer<Token>
    /// Room for `values`.
    let slots: UnsafeMutablePointer<UInt16>
    /// Behind a pointer, because access to a class's own variables is checked each time.
    private let state: UnsafeMutablePointer<State>

    /// All that is known of lines.
    private struct State {
        var store = ShapeStore()
        var index = HashIndex(capacity: 16_384)
        var families = FamilyTable()
        var buckets = BucketTable()
        var splits = SplitTable()
        var unionCount = 0
    }

    var store: ShapeStore {
        @inline(__always) _read { yield state.pointee.store }
        @inline(__always) _modify { yield &state.pointee.store }
    }

    /// Shapes by their key.
    var index: HashIndex {
        @inline(__always) _read { yield state.pointee.index }
        @inline(__always) _modify { yield &state.pointee.index }
    }

    /// Shapes that wait for siblings.
    var families: FamilyTable {
        @inline(__always) _read { yield state.pointee.families }
        @inline(__always) _modify { yield &state.pointee.families }
    }

    var buckets: BucketTable {
        @inline(__always) _read { yield state.pointee.buckets }
        @inline(__always) _modify { yield &state.pointee.buckets }
    }

    /// What people wanted to be told apart.
    var splits: SplitTable {
        @inline(__always) _read { yield state.pointee.splits }
        @inline(__always) _modify { yield &state.pointee.splits }
    }

    /// Joins so far.
    private var unionCount: Int {
        @inline(__always) get { state.pointee.unionCount }
        @inline(__always) set { state.pointee.unionCount = newValue }
    }

    /// Bounds counts in a checkpoint, so that damage cannot ask for much memory.
    static let entryLimit = 1 << 24

    /// Makes an empty clusterer.
    init(shapeLimit: Int = 32_768) {
        self.shapeLimit = shapeLimit
        tokens = .allocate(capacity: TokenScanner.detailLimit)
        slots = .allocate(capacity: TokenScanner.limit)
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        tokens.deallocate()
        slots.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The shape of a text; a new one when it was not seen before.
    func shape(of text: UnsafeRawBufferPointer) -> Int {
        let id = shape(count: scan(text), text: text)
        return splits.isEmpty ? id : part(of: id, text)
    }

    /// Leaves the pieces of a text in `tokens` and says how many there are.
    @inline(__always)
    func scan(_ text: UnsafeRawBufferPointer) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var scanner = TokenScanner(
            text: base.assumingMemoryBound(to: UInt8.self), count: text.count,
            table: table.entries, lists: lists, tokens: tokens, isDetailed: false)
        return scanner.scan()
    }

    /// As `scan`, but each of several neighbouring variables is a token of its own.
    func scanDetails(_ text: UnsafeRawBufferPointer) -> UnsafeBufferPointer<Token> {
        guard let base = text.baseAddress else { return UnsafeBufferPointer(start: nil, count: 0) }
        var scanner = TokenScanner(
            text: base.assumingMemoryBound(to: UInt8.self), count: text.count,
            table: table.entries, lists: lists, tokens: tokens, isDetailed: true)
        return UnsafeBufferPointer(start: tokens, count: scanner.scan())
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
        if let known = wildcardMatch(bucket: bucket, key: key, count: count)
            ?? patternMatch(bucket: bucket, key: key, count: count, bits: bits)
        {
            return known
        }
        let id = store.add(
            key: key, tokens: tokens, count: count, sample: text.prefix(Self.sampleBytes)
        ) {
            kind(of: $0, in: text)
        }
        index.set(key, id)
        store[id].bucket = bucket
        buckets.add(id, to: bucket)
        guard
            count == 0
                || buckets.isWorthLearning(
                    bucket, first: tokens[0].hash, last: tokens[count - 1].hash, turn: evictions)
        else { return id }
        let before = unionCount
        learn(id)
        reclusterIfCrowded(bucket)
        buckets.noteLearnt(bucket, didJoin: unionCount != before)
        return id
    }

    /// Bytes of a shape's first line that are kept.
    static let sampleBytes = 2_048

    /// Tries the wildcard masks that the bucket has learnt; a hit costs no memory.
    private func wildcardMatch(bucket: Int, key: UInt64, count: Int) -> Int? {
        for mask in buckets.masks(of: bucket) {
            if let known = general(key: key, count: count, mask: mask) { return known }
        }
        return nil
    }

    /// Tries what was learnt among lines of as many words whose masks stand elsewhere.
    private func patternMatch(bucket: Int, key: UInt64, count: Int, bits: UInt128) -> Int? {
        for pattern in buckets.length(count).patterns.reversed()
        where pattern & bits == bits && pattern != bits {
            if let known = general(key: key, count: count, mask: pattern & ~bits) {
                buckets.addMask(pattern, to: bucket)
                return known
            }
        }
        return nil
    }

    /// The wildcard shape that the present line is one of when some of its words are wild.
    @inline(__always)
    private func general(key: UInt64, count: Int, mask: UInt128) -> Int? {
        var wild = key
        var rest = mask
        while rest != 0 {
            let position = rest.trailingZeroBitCount
            rest &= rest - 1
            wild &+= WordHash.placed(WordHash.mask, at: position)
            wild &-= WordHash.placed(tokens[position].hash, at: position)
        }
        guard let known = index[wild], store[known].isGeneral,
            store.matches(known, tokens, count)
        else { return nil }
        return known
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
        unionCount &+= 1
        if store[gone].isPinned { store[kept].isPinned = true }
        splits.follow(gone, into: kept)
    }
}
