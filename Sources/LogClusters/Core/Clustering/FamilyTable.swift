/// Shapes that are alike but for certain positions, collected until there are enough of them.
final class FamilyTable {
    /// Set apart families in which several weak positions are wild.
    static let skeletonSalt: UInt64 = 0x5BD1_E995_DEAD_BEEF
    /// Set apart families that wait for a line in which two masks are one.
    static let foldedSalt: UInt64 = 0xABC_DEF1_2345

    /// Most families ask for fewer members than this; the rest would only hold memory.
    private static let memberLimit = 64
    private let index = HashIndex(capacity: 16_384)
    private var members: [[Int32]] = []

    /// The family of a key; an empty one when it is new.
    func family(of key: UInt64) -> Int {
        if let known = index[key] { return known }
        members.append([])
        index.set(key, members.count - 1)
        return members.count - 1
    }

    /// The family of a key when there is one.
    func existing(_ key: UInt64) -> Int? { index[key] }

    func count(_ family: Int) -> Int { members[family].count }

    func add(_ shape: Int, to family: Int) {
        guard members[family].count < Self.memberLimit else { return }
        members[family].append(Int32(truncatingIfNeeded: shape))
    }

    /// The members, which leave the family.
    func take(_ family: Int) -> [Int] {
        let taken = members[family].map(Int.init)
        members[family] = []
        return taken
    }

    /// Forgets everything.
    func removeAll() {
        index.removeAll()
        members = []
    }
}
