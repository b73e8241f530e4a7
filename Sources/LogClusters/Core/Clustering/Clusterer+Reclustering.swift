extension Clusterer {
    /// Clusters the bucket's unmerged shapes anew when there are enough of them.
    func reclusterIfCrowded(_ bucket: Int) {
        let crowd = buckets.crowd(of: bucket)
        guard !crowd.isEmpty else { return }
        let unmerged = crowd.filter { !store[store.root(of: $0)].isGeneral }
        var distinct = DistinctCounter()
        recluster(unmerged, depth: 0, counter: &distinct)
        buckets.settle(
            bucket, unmerged: unmerged.filter { !store[store.root(of: $0)].isGeneral })
    }

    /// Positions with many values become variables; else the shapes are split where values are few.
    private func recluster(_ shapes: [Int], depth: Int, counter: inout DistinctCounter) {
        guard shapes.count >= BucketTable.crowd, depth <= 24 else { return }
        var variables: [Int] = []
        var constants = 0
        var split: (position: Int, values: Int)?
        for (position, kind) in store.kinds(of: shapes[0]).enumerated() where kind != .mask {
            let values = counter.count(shapes.lazy.map { self.store.hash($0, position) })
            if values == 1 {
                constants += 1
            } else if values >= BucketTable.crowd, values * 2 >= shapes.count, position > 0 {
                variables.append(position)
            } else if values < split?.values ?? .max {
                split = (position, values)
            }
        }
        if let split {
            for part in parts(of: shapes, at: split.position) {
                recluster(part, depth: depth + 1, counter: &counter)
            }
        } else if !variables.isEmpty, constants >= 1, constants * 3 >= variables.count {
            let general = generalise(shapes[0], at: variables)
            for shape in shapes { unite(shape, into: general) }
        }
    }

    /// The shapes by their word at a position, in order of appearance.
    private func parts(of shapes: [Int], at position: Int) -> [[Int]] {
        var order: [UInt64: Int] = [:]
        var parts: [[Int]] = []
        for shape in shapes {
            let hash = store.hash(shape, position)
            if let part = order[hash] {
                parts[part].append(shape)
            } else {
                order[hash] = parts.count
                parts.append([shape])
            }
        }
        return parts
    }
}

/// Counts distinct hashes without allocating each time.
struct DistinctCounter {
    private var slots: [UInt64] = []

    mutating func count(_ values: some Collection<UInt64>) -> Int {
        var capacity = 16
        while capacity < values.count * 2 { capacity *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(0, count: capacity))
        var distinct = 0
        for value in values {
            let value = value | 1
            var place = Int(truncatingIfNeeded: WordHash.spread(value)) & (capacity - 1)
            while slots[place] != 0, slots[place] != value { place = (place + 1) & (capacity - 1) }
            if slots[place] == 0 {
                slots[place] = value
                distinct += 1
            }
        }
        return distinct
    }
}
