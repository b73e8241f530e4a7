/// What the keys of a JSON or logfmt line mean in one format.
struct KeyedFields {
    let table: KeyTable
    let scale: SeverityScale
    /// Sets of keys, as bits; a line that has all of one set is of the format.
    let alternatives: [UInt32]

    /// - Parameters:
    ///   - roles: The spellings of each role, the best first.
    ///   - requires: Sets of keys that tell the format; empty when any line will do.
    ///   - scale: What numbers mean as a severity.
    init(roles: [FieldRole: [String]], requires: [[String]], scale: SeverityScale) {
        var entries: [String: KeyTable.Entry] = [:]
        for (role, paths) in roles {
            for (rank, path) in paths.enumerated() {
                entries[path] = KeyTable.Entry(role: role, rank: UInt8(min(rank, 200)))
            }
        }
        var next = 0
        for path in requires.joined() where entries[path, default: KeyTable.Entry()].bit == 0 {
            entries[path, default: KeyTable.Entry()].bit = 1 << UInt32(next)
            next += 1
        }
        alternatives = requires.map { set in
            set.reduce(0) { $0 | (entries[$1]?.bit ?? 0) }
        }
        table = KeyTable(entries)
        self.scale = scale
    }

    /// Distinct keys that requirements can name: one bit each.
    static let requiredLimit = 32

    /// How surely keys seen tell the format: the size of the largest set that is complete; 0 for a line
    /// of a format that requires nothing, nil for a line of another format.
    func specificity(_ seen: UInt32) -> Int? {
        if alternatives.isEmpty { return 0 }
        return alternatives.lazy.filter { $0 & seen == $0 }.map(\.nonzeroBitCount).max()
    }
}
