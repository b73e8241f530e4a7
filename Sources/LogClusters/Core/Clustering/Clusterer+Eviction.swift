extension Clusterer {
    /// Keeps the clusters that are worth most and forgets the others, down to half of the limit.
    ///
    /// Words learnt to be variables stay known as long as their cluster stays. The call must come when
    /// `unions` is empty; joins found while learning anew are reported there.
    ///
    /// - Parameter worth: Judges a cluster by its tally; the higher, the longer it is kept.
    /// - Returns: The tallies of the clusters that went.
    func evict(worth: (_ tally: Int) -> Int) -> [Int] {
        var members: [Int: [Int]] = [:]
        for id in 0..<store.count { members[store.root(of: id), default: []].append(id) }
        let roots = members.keys.map { (root: $0, worth: worth(store[$0].tally)) }
            .sorted { ($0.worth, $1.root) > ($1.worth, $0.root) }
        var kept: [[Int]] = []
        var keptCount = 0
        var gone: [Int] = []
        for (root, _) in roots {
            let tally = store[root].tally
            guard keptCount < shapeLimit / 2, let cluster = members[root] else {
                if tally >= 0 { gone.append(tally) }
                continue
            }
            kept.append(essential(of: cluster, root: root))
            keptCount += kept[kept.count - 1].count
        }
        rebuild(from: kept)
        return gone
    }

    /// The root, the wildcards, and a few plain shapes: the others would be found again by wildcard.
    private func essential(of cluster: [Int], root: Int) -> [Int] {
        let general = cluster.filter { store[$0].isGeneral && $0 != root }.prefix(64)
        let plain = cluster.filter { !store[$0].isGeneral && $0 != root }.prefix(64)
        return [root] + general + plain
    }

    private func rebuild(from clusters: [[Int]]) {
        let old = store
        let oldBuckets = buckets
        store = ShapeStore()
        buckets = BucketTable()
        index.removeAll()
        families.removeAll()
        for cluster in clusters {
            let root = store.count
            for id in cluster { adopt(old, id, root: root, buckets: oldBuckets) }
        }
        for id in 0..<store.count where !store[id].isGeneral && store[id].bucket >= 0 {
            learn(id)
        }
    }

    private func adopt(_ old: ShapeStore, _ id: Int, root: Int, buckets oldBuckets: BucketTable) {
        let shape = old[id]
        let new = store.add(
            key: shape.key, hashes: old.hashes(of: id), kinds: old.kinds(of: id),
            sample: old.sample(of: id))
        store[new].parent = root
        store[new].isGeneral = shape.isGeneral
        store[new].tally = new == root ? shape.tally : -1
        index.set(shape.key, new)
        guard shape.bucket >= 0 else { return }
        let bits = oldBuckets.bits(of: shape.bucket)
        let bucket = buckets.find(count: shape.count, bits: bits)
        store[new].bucket = bucket
        if shape.isGeneral {
            buckets.addMask(store.maskBits(of: new), to: bucket)
        } else {
            buckets.add(new, to: bucket)
        }
    }
}
