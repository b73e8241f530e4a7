extension Clusterer {
    /// Changes when the words of a line are found or hashed in another way.
    private static let version = 2

    /// Writes everything that decides about later lines.
    ///
    /// Words are written as their line where it still yields them; families mostly as a member and a
    /// position, because that gives their key.
    func write(to writer: inout CheckpointWriter) {
        writer.write(Self.version)
        writer.write(shapeLimit)
        writer.write(evictions)
        writer.write(store.count)
        for id in 0..<store.count { write(shape: id, to: &writer) }
        buckets.write(to: &writer)
        let entries = families.entries
        writer.write(entries.count)
        for (key, shapes) in entries { write(family: key, shapes, to: &writer) }
        splits.write(to: &writer)
    }

    private func write(shape id: Int, to writer: inout CheckpointWriter) {
        let shape = store[id]
        writer.write(hash: shape.key)
        writer.write(id - store.root(of: id))
        writer.write(shape.bucket)
        writer.write(shape.tally)
        writer.write(
            (shape.isGeneral ? 1 : 0) + (shape.isPinned ? 2 : 0) + (shape.isPart ? 4 : 0))
        let hidden = writer.withoutSecrets(Array(store.sample(of: id)))
        writer.write(
            hidden.map { Array($0.prefix(Self.sampleBytes)) } ?? Array(store.sample(of: id)))
        writer.write(store.kinds(of: id).lazy.map(\.rawValue))
        let isFromSample = hidden == nil && rescan(sampleOf: id) == Array(store.hashes(of: id))
        writer.write(isFromSample)
        guard !isFromSample else { return }
        for hash in store.hashes(of: id) where hash != WordHash.mask { writer.write(hash: hash) }
    }

    /// The words of a shape's sample with its masks put in.
    private func rescan(sampleOf id: Int) -> [UInt64] {
        store.withSample(of: id) { sample in rescan(sample, kinds: Array(store.kinds(of: id))) }
    }

    private func rescan(_ sample: UnsafeRawBufferPointer, kinds: [WordKind]) -> [UInt64] {
        guard scan(sample) == kinds.count else { return [] }
        return kinds.indices.map { kinds[$0] == .mask ? WordHash.mask : tokens[$0].hash }
    }

    /// A family's key is that of its first member with one position wild, or it is written out.
    private func write(family key: UInt64, _ shapes: [Int], to writer: inout CheckpointWriter) {
        writer.write(shapes.count)
        for shape in shapes { writer.write(shape) }
        let position = shapes.first.flatMap { first in
            (0..<store[first].count).first { self.key(of: first, wildAt: $0) == key }
        }
        writer.write(position ?? -1)
        if position == nil { writer.write(hash: key) }
    }

    /// Reads what `write` wrote; later lines get the same shapes as if nothing had happened.
    ///
    /// - Throws: `CheckpointError` when it is damaged or of another version.
    convenience init(from reader: inout CheckpointReader) throws(CheckpointError) {
        guard try reader.number() == Self.version else {
            throw CheckpointError(reason: "another version wrote it")
        }
        self.init(shapeLimit: try reader.number(in: 1...Self.entryLimit))
        evictions = try reader.number(in: 0...Int.max)
        let count = try reader.number(in: 0...Self.entryLimit)
        for id in 0..<count { try readShape(id, of: count, from: &reader) }
        for id in 0..<count where store[store[id].parent].parent != store[id].parent {
            throw CheckpointError(reason: "a cluster has no root")
        }
        buckets = try BucketTable(from: &reader, shapes: count)
        try checkBuckets()
        try readFamilies(from: &reader)
        splits = try SplitTable(from: &reader, shapes: count)
    }

    private func readShape(_ id: Int, of count: Int, from reader: inout CheckpointReader)
        throws(CheckpointError)
    {
        let key = try reader.hash()
        let parent = id - (try reader.number(in: (id - count + 1)...id))
        let bucket = try reader.number(in: -1...Self.entryLimit)
        let tally = try reader.number(in: -1...Self.entryLimit)
        let flags = try reader.number(in: 0...7)
        let sample = try reader.text()
        let kinds = try reader.text().map(WordKind.init(rawValue:))
        guard kinds.count <= TokenScanner.limit, sample.count <= Self.sampleBytes else {
            throw CheckpointError(reason: "a line is too long")
        }
        var hashes: [UInt64] = []
        if try reader.flag() {
            hashes = sample.withUnsafeBytes { rescan($0, kinds: kinds) }
        } else {
            for kind in kinds { hashes.append(kind == .mask ? WordHash.mask : try reader.hash()) }
        }
        guard hashes.count == kinds.count, Self.key(of: hashes) == key else {
            throw CheckpointError(reason: "a line does not have the words it had")
        }
        _ = store.add(key: key, hashes: hashes, kinds: kinds, sample: sample)
        store[id].parent = parent
        store[id].bucket = bucket
        store[id].tally = tally
        store[id].isGeneral = flags & 1 != 0
        store[id].isPinned = flags & 2 != 0
        store[id].isPart = flags & 4 != 0
        if !store[id].isPart { index.set(key, id) }
    }

    /// Shapes and buckets must agree on the number of words, on which all positions rely.
    private func checkBuckets() throws(CheckpointError) {
        for id in 0..<store.count where store[id].bucket >= 0 {
            guard store[id].bucket < buckets.count else {
                throw CheckpointError(reason: "a line's bucket is missing")
            }
            guard buckets.words(of: store[id].bucket) == store[id].count else {
                throw CheckpointError(reason: "a line is in a bucket of other lines")
            }
        }
        for bucket in 0..<buckets.count {
            for shape in buckets.shapes(of: bucket)
            where store[Int(shape)].count != buckets.words(of: bucket) {
                throw CheckpointError(reason: "a bucket holds other lines")
            }
        }
    }

    private func readFamilies(from reader: inout CheckpointReader) throws(CheckpointError) {
        for _ in 0..<(try reader.number(in: 0...Self.entryLimit)) {
            let count = try reader.number(in: 1...FamilyTable.memberLimit)
            var shapes: [Int] = []
            for _ in 0..<count { shapes.append(try reader.shape(below: store.count)) }
            let position = try reader.number(in: -1...(store[shapes[0]].count - 1))
            let key =
                position < 0 ? try reader.hash() : self.key(of: shapes[0], wildAt: position)
            let family = families.family(of: key)
            for shape in shapes { families.add(shape, to: family) }
        }
    }
}

extension CheckpointReader {
    /// The next number, which must be one of a number of shapes.
    mutating func shape(below limit: Int) throws(CheckpointError) -> Int {
        guard limit > 0 else { throw CheckpointError(reason: "a shape is missing") }
        return try number(in: 0...(limit - 1))
    }
}
