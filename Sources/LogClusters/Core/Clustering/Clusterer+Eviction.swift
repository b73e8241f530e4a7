extension Clusterer {
    /// True when shapes should be evicted before more are added: too many of them, of their words, of
    /// the bytes of their samples, or of what is waiting to be learnt.
    var isCrowded: Bool {
        store.count >= shapeLimit || families.size >= shapeLimit * 24
            || store.wordCount >= shapeLimit * 24 || store.sampleCount >= shapeLimit * 512
    }

    /// True when the next record may make it crowded: who keeps numbers of shapes must look them up now.
    var isNearlyCrowded: Bool {
        store.count >= shapeLimit - min(1_024, shapeLimit / 4)
            || families.size >= shapeLimit * 20 || store.wordCount >= shapeLimit * 20
            || store.sampleCount >= shapeLimit * 448
    }

    /// Keeps the clusters that are worth most and forgets the others, down to half of the limits.
    ///
    /// Words learnt to be variables stay known as long as their cluster stays; clusters that people
    /// united or split stay always. Shapes get other numbers. The call must come when `unions` is empty.
    ///
    /// - Parameter worth: Judges a cluster by its tally; the higher, the longer it is kept.
    /// - Returns: The tallies of the clusters that went.
    func evict(worth: (_ tally: Int) -> Int) -> [Int] {
        let members = ClusterMembers(&store)
        let roots = members.roots
            .map { (root: $0, isPinned: store[$0].isPinned, worth: worth(store[$0].tally)) }
            .sorted {
                ($0.isPinned ? 1 : 0, $0.worth, $1.root) > ($1.isPinned ? 1 : 0, $1.worth, $0.root)
            }
        var moved = [Int32](repeating: -1, count: store.count)
        var gone: [Int] = []
        let old = store
        let oldBuckets = buckets
        store = ShapeStore()
        buckets = BucketTable()
        index = HashIndex(capacity: 16_384)
        for (root, isPinned, _) in roots {
            if isPinned || !isHalfFull {
                adopt(old, members.essential(of: root, in: old), buckets: oldBuckets, moved: &moved)
            } else if old[root].tally >= 0 {
                gone.append(old[root].tally)
            }
        }
        // Of too many patterns the latest are kept: those of the clusters that are worth most.
        for id in (0..<store.count).reversed() where store[id].isGeneral && store[id].bucket >= 0 {
            rememberPattern(of: id)
        }
        buckets.settle(as: oldBuckets)
        families = families.moved(by: moved, limit: shapeLimit * 12)
        splits.move(by: moved)
        evictions &+= 1
        return gone
    }

    private var isHalfFull: Bool {
        store.count >= shapeLimit / 2 || store.wordCount >= shapeLimit * 12
            || store.sampleCount >= shapeLimit * 256
    }

    /// Takes over one cluster, its root first.
    private func adopt(
        _ old: ShapeStore, _ cluster: [Int], buckets oldBuckets: BucketTable, moved: inout [Int32]
    ) {
        let root = store.count
        for id in cluster {
            let shape = old[id]
            let new = store.add(
                key: shape.key, hashes: old.hashes(of: id), kinds: old.kinds(of: id),
                sample: old.sample(of: id))
            moved[id] = Int32(truncatingIfNeeded: new)
            store[new].parent = root
            store[new].isGeneral = shape.isGeneral
            store[new].isPinned = shape.isPinned
            store[new].isPart = shape.isPart
            store[new].tally = new == root ? shape.tally : -1
            if !shape.isPart { index.set(shape.key, new) }
            guard shape.bucket >= 0 else { continue }
            let bucket = buckets.find(count: shape.count, bits: oldBuckets.bits(of: shape.bucket))
            store[new].bucket = bucket
            if shape.isGeneral {
                buckets.addMask(store.maskBits(of: new), to: bucket)
            } else {
                buckets.add(new, to: bucket)
            }
        }
    }
}

/// Which shapes belong to which cluster, as chains through two arrays.
private struct ClusterMembers {
    /// All roots, in the order of their shapes.
    private(set) var roots: [Int] = []
    private var next: [Int32]

    init(_ store: inout ShapeStore) {
        next = [Int32](repeating: -1, count: store.count)
        for id in stride(from: store.count - 1, through: 0, by: -1) {
            let root = store.root(of: id)
            if root == id { continue }
            next[id] = next[root]
            next[root] = Int32(truncatingIfNeeded: id)
        }
        roots = (0..<store.count).filter { store[$0].parent == $0 }
    }

    /// The root, the wildcards, and a few plain shapes: the others would be found again by wildcard.
    func essential(of root: Int, in store: ShapeStore) -> [Int] {
        let kept = store[root].isPinned ? 1_024 : 64
        var general: [Int] = []
        var plain: [Int] = []
        var member = next[root]
        while member >= 0 {
            let id = Int(member)
            if store[id].isGeneral {
                if general.count < kept { general.append(id) }
            } else if plain.count < kept {
                plain.append(id)
            }
            member = next[id]
        }
        return [root] + general + plain
    }
}
