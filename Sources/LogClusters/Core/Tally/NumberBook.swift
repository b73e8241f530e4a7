import IncidentModel

/// Hands out the numbers of clusters and knows where the old ones lead.
///
/// A number never means another cluster: when two become one, one of the numbers is forwarded for good.
struct NumberBook {
    /// Forwarded numbers that are remembered; beyond, the lowest are forgotten.
    private static let limit = 65_536

    private(set) var last = 0
    /// Where every number leads that is no longer a cluster's own, in one step.
    private(set) var forwarded: [ClusterID: ClusterID] = [:]
    private var sources: [ClusterID: [ClusterID]] = [:]

    /// The next number.
    mutating func next() -> Int {
        last += 1
        return last
    }

    /// The number that is valid now.
    func resolve(_ number: Int) -> Int { forwarded[ClusterID(number)]?.number ?? number }

    /// One number leads to another one from now on, and so do all that led to it.
    mutating func forward(_ number: Int, to target: Int) {
        let target = ClusterID(resolve(target))
        let old = ClusterID(number)
        guard old != target else { return }
        let moved = [old] + (sources.removeValue(forKey: old) ?? [])
        for source in moved { forwarded[source] = target }
        sources[target, default: []].append(contentsOf: moved)
        if forwarded.count > Self.limit { forgetLowest() }
    }

    private mutating func forgetLowest() {
        for old in forwarded.keys.sorted().prefix(Self.limit / 4) { forwarded[old] = nil }
        sources = [:]
        for (old, target) in forwarded { sources[target, default: []].append(old) }
    }
}

extension NumberBook {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        last = try reader.count()
        let count = try reader.number(in: 0...Self.limit)
        for _ in 0..<count {
            let old = try reader.number(in: 1...max(last, 1))
            let target = try reader.number(in: 1...max(last, 1))
            guard old != target else {
                throw CheckpointError(reason: "cluster \(old) leads to itself")
            }
            forward(old, to: target)
        }
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(last)
        writer.write(forwarded.count)
        for (old, target) in forwarded.sorted(by: { $0.key < $1.key }) {
            writer.write(old.number)
            writer.write(target.number)
        }
    }
}
