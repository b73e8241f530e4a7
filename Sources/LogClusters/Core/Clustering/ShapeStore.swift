/// One distinct sequence of words and masks.
struct Shape {
    /// The sum of its words' placed hashes.
    var key: UInt64
    /// Offset of its first word in the pools.
    var first: Int
    /// How many words and masks.
    var count: Int
    /// The line it was first seen in, as a range of the sample pool.
    var sample: Range<Int>
    /// The shape it was joined to; itself for the root of a cluster.
    var parent: Int
    /// The bucket it belongs to; -1 for shapes that never were a line.
    var bucket: Int
    /// True when a position was made wild because several lines differed there.
    var isGeneral: Bool
    /// True when people decided about the cluster, so that it must stay.
    var isPinned = false
    /// True for a part of a split cluster, which is found by its rule and not by its key.
    var isPart = false
    /// The tally of the cluster, kept at its root; -1 elsewhere.
    var tally: Int
}

/// All shapes, their words and samples in common pools, and the joins between them.
struct ShapeStore {
    private(set) var shapes: [Shape] = []
    private var hashes: [UInt64] = []
    private var kinds: [WordKind] = []
    private var samples: [UInt8] = []

    var count: Int { shapes.count }
    /// The words of all shapes.
    var wordCount: Int { hashes.count }
    /// The bytes of all samples.
    var sampleCount: Int { samples.count }

    /// True for the number of a shape.
    func contains(_ id: Int) -> Bool { id >= 0 && id < shapes.count }

    subscript(id: Int) -> Shape {
        @inline(__always) get { shapes[id] }
        @inline(__always) _modify { yield &shapes[id] }
    }

    /// Adds a shape that is the root of its own cluster.
    mutating func add(
        key: UInt64, hashes words: some Collection<UInt64>, kinds: some Collection<WordKind>,
        sample: some Collection<UInt8>
    ) -> Int {
        let id = shapes.count
        let first = hashes.count
        let start = samples.count
        hashes.append(contentsOf: words)
        self.kinds.append(contentsOf: kinds)
        samples.append(contentsOf: sample)
        shapes.append(
            Shape(
                key: key, first: first, count: words.count, sample: start..<samples.count,
                parent: id, bucket: -1, isGeneral: false, tally: -1))
        return id
    }

    /// Adds the shape of a line as it was scanned.
    mutating func add(
        key: UInt64, tokens: UnsafePointer<Token>, count: Int,
        sample: Slice<UnsafeRawBufferPointer>, kind: (Token) -> WordKind
    ) -> Int {
        let id = shapes.count
        let first = hashes.count
        let start = samples.count
        for position in 0..<count {
            hashes.append(tokens[position].hash)
            kinds.append(kind(tokens[position]))
        }
        samples.append(contentsOf: sample)
        shapes.append(
            Shape(
                key: key, first: first, count: count, sample: start..<samples.count,
                parent: id, bucket: -1, isGeneral: false, tally: -1))
        return id
    }

    /// The hash of a word of a shape.
    @inline(__always)
    func hash(_ id: Int, _ position: Int) -> UInt64 { hashes[shapes[id].first &+ position] }

    /// The kind of a word of a shape.
    @inline(__always)
    func kind(_ id: Int, _ position: Int) -> WordKind { kinds[shapes[id].first &+ position] }

    func hashes(of id: Int) -> ArraySlice<UInt64> {
        hashes[shapes[id].first..<shapes[id].first + shapes[id].count]
    }

    func kinds(of id: Int) -> ArraySlice<WordKind> {
        kinds[shapes[id].first..<shapes[id].first + shapes[id].count]
    }

    func sample(of id: Int) -> ArraySlice<UInt8> { samples[shapes[id].sample] }

    func withSample<Result>(of id: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        samples.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[shapes[id].sample])) }
    }

    /// True when the shape has exactly the words of these tokens, apart from its own masks.
    ///
    /// This confirms a hit on the key. Words are compared by their own 64-bit hashes, which do not depend
    /// on the key's placing of them: a line is mistaken for another one only if as many words in the same
    /// places share a hash, by chance one in 2^64 a differing word, and the harm is a line counted in a
    /// neighbouring cluster. Comparing bytes would fetch the sample too, a second cache miss a line.
    @inline(__always)
    func matches(_ id: Int, _ tokens: UnsafePointer<Token>, _ count: Int) -> Bool {
        let shape = shapes[id]
        guard shape.count == count else { return false }
        return hashes.withUnsafeBufferPointer { pool in
            for position in 0..<count {
                let hash = pool[shape.first &+ position]
                if hash != tokens[position].hash, hash != WordHash.mask { return false }
            }
            return true
        }
    }

    /// True when a line of the one shape is a line of the other, more general one.
    func covers(_ general: Int, _ id: Int) -> Bool {
        let first = shapes[general].first
        let other = shapes[id].first
        guard shapes[general].count == shapes[id].count, general != id else { return false }
        return hashes.withUnsafeBufferPointer { pool in
            for position in 0..<shapes[general].count {
                let hash = pool[first &+ position]
                if hash != WordHash.mask, hash != pool[other &+ position] { return false }
            }
            return true
        }
    }

    /// The root of a shape's cluster.
    @inline(__always)
    mutating func root(of id: Int) -> Int {
        var id = id
        while shapes[id].parent != id {
            let grandparent = shapes[shapes[id].parent].parent
            shapes[id].parent = grandparent
            id = grandparent
        }
        return id
    }

    /// The positions that are masks, as a set of bits; positions from 128 on are left out.
    func maskBits(of id: Int) -> UInt128 {
        var bits: UInt128 = 0
        for (position, kind) in kinds(of: id).enumerated() where kind == .mask {
            bits |= 1 << UInt128(position)
        }
        return bits
    }
}
