import CellGrid

/// The byte sequences that one kind of terminal sends for keys, as its description (terminfo) says.
struct KeySequences: Equatable, Sendable {
    private var keys: [[UInt8]: Key] = [:]
    private var beginnings: Set<[UInt8]> = []

    /// Adds a sequence; only those that start with Escape and go on are of use.
    mutating func add(_ sequence: [UInt8], _ key: Key) {
        guard sequence.count > 1, sequence.first == InputDecoder.escape else { return }
        keys[sequence] = key
        for length in 1..<sequence.count { beginnings.insert(Array(sequence[..<length])) }
    }

    /// The key of a complete sequence.
    func key(for sequence: [UInt8]) -> Key? { keys[sequence] }

    /// Whether some longer sequence begins so.
    func isBeginning(_ bytes: [UInt8]) -> Bool { beginnings.contains(bytes) }

    /// The names of terminfo(5) for the keys that we know.
    static let capabilities: [(name: String, key: Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
            ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
            ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab), ("kent", .enter),
        ] + (1...12).map { ("kf\($0)", .function($0)) }
}
