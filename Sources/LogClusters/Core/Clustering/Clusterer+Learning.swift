extension Clusterer {
    /// Looks for siblings of a new shape: the same words but at one position.
    func learn(_ id: Int) {
        let kinds = Array(store.kinds(of: id))
        let words = kinds.count { $0 != .mask }
        guard words >= 1 else { return }
        joinWaiting(for: store[id].key, to: id)
        joinWaiting(for: store[id].key ^ FamilyTable.foldedSalt, to: id)
        guard words >= 2 else { return }
        learnSkeleton(id, kinds: kinds)
        learnEmpty(id)
        for position in kinds.indices where kinds[position] != .mask {
            learn(id, at: position, kinds: kinds, rest: words - 1)
        }
        if words >= 5, words <= 20, store.root(of: id) == id { learnPairs(id, kinds: kinds) }
    }

    /// Two words at once that vary independently, neither of them often enough to be learnt alone.
    private func learnPairs(_ id: Int, kinds: [WordKind]) {
        let places = kinds.indices.filter {
            $0 > 0 && kinds[$0] != .mask && kinds[$0] != .event && kinds[$0] != .capitals
                && !lists.isParticle(store.hash(id, $0))
        }
        guard places.count >= 2, places.count <= 10 else { return }
        for (number, first) in places.enumerated() {
            for second in places[(number + 1)...] where learn(id, first, second) { return }
        }
    }

    private func learn(_ id: Int, _ first: Int, _ second: Int) -> Bool {
        let wild =
            key(of: id, wildAt: first) &+ WordHash.placed(WordHash.mask, at: second)
            &- WordHash.placed(store.hash(id, second), at: second)
        let family = families.family(of: wild ^ FamilyTable.pairSalt)
        families.add(id, to: family)
        guard families.count(family) >= 4 else { return false }
        let members = families.members(family)
        guard Set(members.map { store.hash($0, first) }).count >= 3,
            Set(members.map { store.hash($0, second) }).count >= 3
        else { return false }
        let general = generalise(id, at: [first, second])
        for member in families.take(family) { unite(member, into: general) }
        return true
    }

    /// All weak words at once, when the other words agree: several variables that change together.
    ///
    /// Neighbouring variables count as one, because they are one where all of them bear digits.
    private func learnSkeleton(_ id: Int, kinds: [WordKind]) {
        let weak = weakPositions(id, kinds: kinds)
        guard kinds.count(where: { $0 != .mask }) - weak.count >= 2 else { return }
        var rest = weak[...]
        let wild = foldedKey(of: id) { position in
            guard rest.first == position else { return false }
            rest.removeFirst()
            return true
        }
        if weak.isEmpty { return joinSkeleton(wild, to: id) }
        guard weak.count >= 2 else { return }
        if let known = index[wild], known != id { return unite(id, into: known) }
        let family = families.family(of: wild ^ FamilyTable.skeletonSalt)
        let isKnown = families.first(family).map { store[$0].isGeneral } ?? false
        families.add(id, to: family)
        guard isKnown || families.count(family) >= 3 else { return }
        let general = generalise(id, at: weak)
        for member in families.take(family) { unite(member, into: general) }
        families.add(general, to: family)
    }

    /// The shapes that became wildcard shapes by their skeleton are what a line without weak words is.
    private func joinSkeleton(_ key: UInt64, to id: Int) {
        guard let family = families.existing(key ^ FamilyTable.skeletonSalt) else { return }
        for member in families.members(family) { unite(member, into: id) }
    }

    /// Where words give way together; none when only accounts would, which tell lines apart.
    private func weakPositions(_ id: Int, kinds: [WordKind]) -> [Int] {
        var accounts = 0
        let weak = kinds.indices.filter { position in
            let kind = kinds[position]
            guard !kind.isDisjoint(with: position > 0 ? .loose : [.camel, .value]),
                store.hash(id, position) != WordHash.empty
            else { return false }
            guard kind.contains(.event) else { return true }
            if kind.contains(.value) { accounts += 1 }
            return kind.contains(.value)
        }
        guard accounts > 0, weak.count - accounts < 2 else { return weak }
        return weak.filter { !kinds[$0].contains(.event) }
    }

    /// Values that are missing together, as in `user= host=`, are variables once a line has them all.
    private func learnEmpty(_ id: Int) {
        let empty = (0..<store[id].count).filter { store.hash(id, $0) == WordHash.empty }
        if empty.count >= 2 {
            let wild = key(of: id, wildAt: empty)
            if let sibling = index[wild] {
                unite(id, into: sibling)
            } else {
                families.add(id, to: families.family(of: wild ^ FamilyTable.emptySalt))
            }
        }
        joinWaiting(for: store[id].key ^ FamilyTable.emptySalt, to: id)
    }

    /// Joins the shapes that were waiting for a line with a mask where they have a word.
    private func joinWaiting(for key: UInt64, to id: Int) {
        guard let family = families.existing(key) else { return }
        for member in families.take(family) { unite(member, into: id) }
    }

    private func learn(_ id: Int, at position: Int, kinds: [WordKind], rest: Int) {
        let wild = key(of: id, wildAt: position)
        if let sibling = index[wild] {
            unite(id, into: sibling)
            if rest >= Self.sureWords { becomeGeneral(sibling) }
            return
        }
        if rest >= 2, joinFolded(id, at: position, kinds: kinds, rest: rest) { return }
        let family = families.family(of: wild)
        families.add(id, to: family)
        guard families.count(family) >= Self.needed(kinds[position], at: position, rest: rest)
        else { return }
        let general = generalise(id, at: [position])
        for member in families.take(family) { unite(member, into: general) }
    }

    /// A weak word beside a mask would fold into it: the line may be known in that form.
    private func joinFolded(_ id: Int, at position: Int, kinds: [WordKind], rest: Int) -> Bool {
        let kind = kinds[position]
        guard position > 0 || kind == .value,
            kind == .capitals || !kind.isDisjoint(with: .weak)
                || rest >= 3 && kind == .value,
            position > 0 && kinds[position - 1] == .mask
                || position + 1 < kinds.count && kinds[position + 1] == .mask
        else { return false }
        let folded = foldedKey(of: id) { $0 == position }
        if let sibling = index[folded] {
            unite(id, into: sibling)
            return true
        }
        families.add(id, to: families.family(of: folded ^ FamilyTable.foldedSalt))
        return false
    }

    /// How many distinct words a position must show before it is taken for a variable.
    private static func needed(_ kind: WordKind, at position: Int, rest: Int) -> Int {
        if rest < 1 { return .max }
        let isWeak = !kind.isDisjoint(with: .weak)
        if kind.contains(.value) { return isWeak ? 2 : kind.contains(.event) || rest < 2 ? 5 : 3 }
        if kind.contains(.event) { return rest >= 2 ? 16 : 64 }
        if kind.contains(.capitals) { return rest >= 3 && position > 0 ? 3 : rest >= 2 ? 8 : 16 }
        if isWeak, position > 0 { return rest >= 2 ? 2 : 4 }
        switch rest {
        case 1: return 12
        case 2: return 10
        case 3: return 4
        case 4...5: return position > 0 ? 3 : 4
        default: return 3
        }
    }

    /// The key of a shape with some positions wild.
    func key(of id: Int, wildAt positions: [Int]) -> UInt64 {
        var key = store[id].key
        for position in positions {
            key &+= WordHash.placed(WordHash.mask, at: position)
            key &-= WordHash.placed(store.hash(id, position), at: position)
        }
        return key
    }

    /// The key of a shape with one position wild.
    func key(of id: Int, wildAt position: Int) -> UInt64 {
        store[id].key &+ WordHash.placed(WordHash.mask, at: position)
            &- WordHash.placed(store.hash(id, position), at: position)
    }

    /// The key of a shape with some positions wild and neighbouring masks as one.
    private func foldedKey(of id: Int, isWild: (Int) -> Bool) -> UInt64 {
        var hashes: [UInt64] = []
        for (place, hash) in store.hashes(of: id).enumerated() {
            let hash = isWild(place) ? WordHash.mask : hash
            if hash != WordHash.mask || hashes.last != WordHash.mask { hashes.append(hash) }
        }
        return Self.key(of: hashes)
    }

    static func key(of hashes: [UInt64]) -> UInt64 {
        var key = WordHash.seed(count: hashes.count)
        for (position, hash) in hashes.enumerated() {
            key &+= WordHash.placed(hash, at: position)
        }
        return key
    }

    /// The shape like this one with some positions wild; made when it is not there.
    func generalise(_ id: Int, at positions: [Int]) -> Int {
        let key = key(of: id, wildAt: positions)
        let bucket = store[id].bucket
        if let known = index[key] {
            becomeGeneral(known)
            return known
        }
        var hashes = Array(store.hashes(of: id))
        var kinds = Array(store.kinds(of: id))
        for position in positions {
            hashes[position] = WordHash.mask
            kinds[position] = .mask
        }
        let general = store.add(
            key: key, hashes: hashes, kinds: kinds, sample: Array(store.sample(of: id)))
        index.set(key, general)
        store[general].isGeneral = true
        store[general].bucket = bucket
        rememberMask(of: general, in: bucket)
        joinStragglers(general)
        addFolded(general, hashes: hashes, kinds: kinds)
        learn(general)
        return general
    }

    /// Lets a line that had variables from the start stand for others with words in their place.
    private func becomeGeneral(_ id: Int) {
        guard !store[id].isGeneral else { return }
        store[id].isGeneral = true
        rememberMask(of: id, in: store[id].bucket)
        joinStragglers(id)
    }

    /// Joins earlier shapes that a new wildcard shape describes, wherever their masks stand.
    private func joinStragglers(_ general: Int) {
        let count = store[general].count
        guard store.kinds(of: general).count(where: { $0 != .mask }) >= Self.sureWords else {
            return
        }
        for shape in buckets.length(count).recent where store.covers(general, Int(shape)) {
            unite(Int(shape), into: general)
        }
    }

    /// Words that a wildcard shape needs before lines with masks elsewhere are compared with it.
    private static let sureWords = 2

    /// Lets lines of other buckets be compared with a wildcard shape.
    func rememberPattern(of id: Int) {
        let bits = store.maskBits(of: id)
        guard store[id].count - bits.nonzeroBitCount >= Self.sureWords else { return }
        buckets.addPattern(bits, count: store[id].count)
    }

    private func rememberMask(of id: Int, in bucket: Int) {
        guard bucket >= 0 else { return }
        buckets.addMask(store.maskBits(of: id), to: bucket)
        rememberPattern(of: id)
    }

    /// When a wild position stands beside a mask, lines in which they are one mask belong here too.
    private func addFolded(_ general: Int, hashes: [UInt64], kinds: [WordKind]) {
        var folded: [UInt64] = []
        var foldedKinds: [WordKind] = []
        for (hash, kind) in zip(hashes, kinds) where kind != .mask || foldedKinds.last != .mask {
            folded.append(hash)
            foldedKinds.append(kind)
        }
        guard folded.count < hashes.count else { return }
        let key = Self.key(of: folded)
        if let known = index[key] {
            unite(known, into: general)
            return
        }
        let id = store.add(
            key: key, hashes: folded, kinds: foldedKinds, sample: Array(store.sample(of: general)))
        index.set(key, id)
        learn(id)
        unite(id, into: general)
    }
}
