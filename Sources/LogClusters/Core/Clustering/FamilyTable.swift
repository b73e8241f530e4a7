/// Shapes that are alike but for certain positions, collected until there are enough of them.
///
/// Members are linked nodes in one pool: most families never get a second member.
struct FamilyTable {
    /// Set apart families in which several weak positions are wild.
    static let skeletonSalt: UInt64 = 0x5BD1_E995_DEAD_BEEF
    /// Set apart families that wait for a line in which two masks are one.
    static let foldedSalt: UInt64 = 0xABC_DEF1_2345
    /// Set apart families in which two positions are wild.
    static let pairSalt: UInt64 = 0x7F4A_7C15_1CE4_E5B9
    /// Set apart families that wait for a line in which all missing values are there.
    static let emptySalt: UInt64 = 0x2545_F491_4F6C_DD1D

    /// Most families ask for fewer members than this; the rest would only hold memory.
    static let memberLimit = 64

    private struct Family {
        var key: UInt64
        var newest: Int32
        var count: Int32
    }

    private struct Member {
        var shape: Int32
        var older: Int32
    }

    private var index = HashIndex(capacity: 1_024)
    private var families: [Family] = []
    private var members: [Member] = []

    /// How many entries are kept, a measure of the memory they take.
    var size: Int { families.count + members.count }

    /// The family of a key; an empty one when it is new.
    mutating func family(of key: UInt64) -> Int {
        if let known = index[key] { return known }
        families.append(Family(key: key, newest: -1, count: 0))
        index.set(key, families.count - 1)
        return families.count - 1
    }

    /// The family of a key when there is one.
    func existing(_ key: UInt64) -> Int? { index[key] }

    func count(_ family: Int) -> Int { Int(families[family].count) }

    mutating func add(_ shape: Int, to family: Int) {
        guard families[family].count < Self.memberLimit else { return }
        members.append(
            Member(shape: Int32(truncatingIfNeeded: shape), older: families[family].newest))
        families[family].newest = Int32(truncatingIfNeeded: members.count - 1)
        families[family].count += 1
    }

    /// The members, oldest first, which leave the family.
    mutating func take(_ family: Int) -> [Int] {
        let taken = shapes(of: family)
        families[family].newest = -1
        families[family].count = 0
        return taken
    }

    /// The member that came last.
    func first(_ family: Int) -> Int? {
        families[family].newest < 0 ? nil : Int(members[Int(families[family].newest)].shape)
    }

    /// The members, oldest first.
    func members(_ family: Int) -> [Int] { shapes(of: family) }

    private func shapes(of family: Int) -> [Int] {
        var shapes: [Int] = []
        var next = families[family].newest
        while next >= 0 {
            shapes.append(Int(members[Int(next)].shape))
            next = members[Int(next)].older
        }
        return shapes.reversed()
    }

    /// The families with the numbers that shapes got by an eviction; shapes without one are left out.
    ///
    /// Long lines are in many families each. When too much is left, families of one shape go first, as
    /// they are farthest from being learnt; otherwise the next line would ask for an eviction again.
    func moved(by numbers: [Int32], limit: Int) -> FamilyTable {
        let all = moved(by: numbers, atLeast: 1)
        if all.size < limit { return all }
        let pairs = all.moved(by: nil, atLeast: 2)
        return pairs.size < limit ? pairs : FamilyTable()
    }

    private func moved(by numbers: [Int32]?, atLeast least: Int) -> FamilyTable {
        func number(_ shape: Int) -> Int { numbers.map { Int($0[shape]) } ?? shape }
        var table = FamilyTable()
        for family in families.indices where families[family].count >= least {
            let kept = shapes(of: family).map(number).filter { $0 >= 0 }
            guard !kept.isEmpty else { continue }
            let new = table.family(of: families[family].key)
            for shape in kept { table.add(shape, to: new) }
        }
        return table
    }

    /// All families that have members, in the order in which they came.
    var entries: [(key: UInt64, shapes: [Int])] {
        families.indices.lazy.filter { families[$0].count > 0 }
            .map { (families[$0].key, shapes(of: $0)) }
    }
}
