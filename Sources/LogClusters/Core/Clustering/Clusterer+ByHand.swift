extension Clusterer {
    /// Makes one cluster of two because a person wants it; neither learning nor eviction undoes it.
    ///
    /// - Parameters:
    ///   - gone: Any shape of the cluster that is joined to the other one.
    ///   - kept: Any shape of the cluster that goes on.
    /// - Returns: False when they are one already or a number is not a shape's.
    @discardableResult
    func uniteByHand(_ gone: Int, into kept: Int) -> Bool {
        guard store.contains(gone), store.contains(kept),
            store.root(of: gone) != store.root(of: kept)
        else { return false }
        unite(gone, into: kept)
        store[store.root(of: kept)].isPinned = true
        return true
    }

    /// From now on, puts lines of a cluster that differ in one variable into clusters of their own.
    ///
    /// What was counted before stays with the cluster, as do lines without a value there and those
    /// beyond `SplitTable.partLimit` values.
    ///
    /// - Parameters:
    ///   - id: Any shape of the cluster.
    ///   - variable: The number of its `<*>` in `template(of:)`, from 0.
    /// - Returns: False when there is no such variable or the cluster is split already.
    @discardableResult
    func split(_ id: Int, variable: Int) -> Bool {
        guard store.contains(id), variable >= 0, variable < variableCount(of: id) else {
            return false
        }
        let root = store.root(of: id)
        guard splits.rules[root] == nil else { return false }
        splits.rules[root] = SplitTable.Rule(
            pattern: root, variable: splits.counted(variable, of: root))
        store[root].isPinned = true
        return true
    }

    /// Puts lines of a split cluster together again; parts stay as they are.
    func unsplit(_ id: Int) {
        guard store.contains(id) else { return }
        splits.rules[store.root(of: id)] = nil
    }

    /// How many `<*>` the template of a shape's cluster has.
    func variableCount(of id: Int) -> Int {
        let root = store.root(of: id)
        var count = 0
        eachVariable(of: root) { _, _ in count += 1 }
        return count - (splits.fixed[root]?.count ?? 0)
    }

    /// The part of a split cluster that a text belongs to, or the shape itself.
    func part(of id: Int, _ text: UnsafeRawBufferPointer) -> Int {
        var id = id
        // A part may be split again; the bound is for damaged checkpoints.
        for _ in 0..<16 {
            let root = store.root(of: id)
            guard let rule = splits.rules[root], let next = part(of: rule, root: root, text) else {
                break
            }
            id = next
        }
        return id
    }

    private func part(of rule: SplitTable.Rule, root: Int, _ text: UnsafeRawBufferPointer) -> Int? {
        var value: Range<Int>?
        eachValue(of: text, pattern: rule.pattern) { variable, range in
            if variable == rule.variable { value = range }
        }
        guard let value, let base = text.baseAddress else { return nil }
        let start = base.assumingMemoryBound(to: UInt8.self) + value.lowerBound
        let hash = WordHash.hash(start, value.count, available: text.count - value.lowerBound)
        if let known = rule.parts[hash] { return known }
        guard rule.parts.count < SplitTable.partLimit else { return nil }
        let part = addPart(of: rule, value: Array(text[value]))
        splits.rules[root]?.parts[hash] = part
        return part
    }

    /// A shape like the pattern, with a value in place of the variable; no key leads to it.
    private func addPart(of rule: SplitTable.Rule, value: [UInt8]) -> Int {
        let part = store.add(
            key: store[rule.pattern].key, hashes: Array(store.hashes(of: rule.pattern)),
            kinds: Array(store.kinds(of: rule.pattern)),
            sample: Array(store.sample(of: rule.pattern)))
        store[part].isPart = true
        store[part].isPinned = true
        let known = splits.fixed[rule.pattern] ?? []
        splits.fixed[part] =
            known + [SplitTable.FixedValue(variable: rule.variable, bytes: value)]
        return part
    }
}
