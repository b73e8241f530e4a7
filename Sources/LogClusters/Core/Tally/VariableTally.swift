/// The values of all variables of one cluster, as far as its records were looked at.
///
/// They belong to one root: when the cluster's template becomes another one, counting starts afresh, so
/// that no value ever stands at the wrong `<*>`.
struct VariableTally {
    /// Variables looked at; those behind have no values.
    private static let limit = 16

    /// The root whose template has these variables.
    var root: Int
    /// In the order of the template.
    private(set) var sketches: [ValueSketch] = []
    /// What the clusterer has found out about the template.
    var layout: [UInt16] = []
    /// Records looked at.
    private(set) var looked = 0

    init(root: Int) { self.root = root }

    /// A record is looked at; its values follow.
    mutating func begin() { looked += 1 }

    /// Counts the value at a variable.
    mutating func add(_ value: UnsafeRawBufferPointer, at variable: Int, hasRoom: Bool) {
        guard variable < Self.limit else { return }
        while sketches.count <= variable { sketches.append(ValueSketch()) }
        sketches[variable].add(value, hasRoom: hasRoom)
    }

    /// Counters in use.
    var size: Int { sketches.reduce(0) { $0 + $1.size } }
}

extension VariableTally {
    init(from reader: inout CheckpointReader, root: Int) throws(CheckpointError) {
        self.root = root
        looked = try reader.count()
        let count = try reader.number(in: 0...Self.limit)
        for _ in 0..<count { sketches.append(try ValueSketch(from: &reader)) }
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(looked)
        writer.write(sketches.count)
        for sketch in sketches { sketch.write(to: &writer) }
    }
}
