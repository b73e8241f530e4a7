/// What was learnt of lines of one token count, whatever the pattern of their masks.
///
/// A line whose values happen to be words has fewer masks than its siblings and so lies in another
/// bucket; this is where the two meet.
struct LengthTable {
    /// Patterns tried for a new shape; a bound on its cost.
    private static let patternLimit = 48
    /// Shapes compared with a new wildcard shape; a bound on its cost.
    private static let shapeLimit = 2_048

    /// The masks of wildcard shapes, the latest last.
    private(set) var patterns: [UInt128] = []
    /// The latest shapes, with twice the limit at most.
    private var shapes: [Int32] = []

    init() {}

    /// The shapes that a new wildcard shape is compared with.
    var recent: ArraySlice<Int32> { shapes.suffix(Self.shapeLimit) }

    mutating func add(shape: Int32) {
        if shapes.count == Self.shapeLimit * 2 { shapes.removeFirst(Self.shapeLimit) }
        shapes.append(shape)
    }

    mutating func add(_ pattern: UInt128) {
        guard !patterns.contains(pattern) else { return }
        if patterns.count == Self.patternLimit { patterns.removeFirst() }
        patterns.append(pattern)
    }

    /// Writes all of it.
    func write(to writer: inout CheckpointWriter) {
        writer.write(patterns.count)
        for pattern in patterns { BucketTable.write(pattern, to: &writer) }
        writer.write(shapes.count)
        for shape in shapes { writer.write(Int(shape)) }
    }

    /// Reads what `write` wrote; the shapes must be below `limit`.
    init(from reader: inout CheckpointReader, count: Int, shapes limit: Int)
        throws(CheckpointError)
    {
        for _ in 0..<(try reader.number(in: 0...Self.patternLimit)) {
            let pattern = try BucketTable.bits(from: &reader)
            guard count == 128 || pattern >> UInt128(count) == 0 else {
                throw CheckpointError(reason: "a wildcard lies outside its lines")
            }
            patterns.append(pattern)
        }
        for _ in 0..<(try reader.number(in: 0...Self.shapeLimit * 2)) {
            shapes.append(Int32(truncatingIfNeeded: try reader.shape(below: limit)))
        }
    }
}
