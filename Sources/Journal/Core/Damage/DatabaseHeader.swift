/// What never changes in the first 100 bytes of a journal ("The Database Header",
/// sqlite.org/fileformat2.html).
///
/// SQLite believes some of it, such as that pages are vacuumed, and would write accordingly.
enum DatabaseHeader {
    /// Bytes and what they may be.
    private static let constants: [(range: Range<Int>, allowed: [[UInt8]])] = [
        (0..<16, [Array("SQLite format 3\0".utf8)]),
        // A log or none; none while the file is made.
        (18..<20, [[1, 1], [2, 2]]),
        // Nothing reserved on pages, and three fractions that are what they are.
        (20..<24, [[0, 64, 32, 32]]),
        // The format of the schema and the encoding; not yet set before the first table.
        (44..<48, [[0, 0, 0, 0], [0, 0, 0, 4]]),
        (56..<60, [[0, 0, 0, 0], [0, 0, 0, 1]]),
        // No vacuuming by itself.
        (52..<56, [[0, 0, 0, 0]]),
        (64..<68, [[0, 0, 0, 0]]),
        (72..<92, [[UInt8](repeating: 0, count: 20)]),
    ]

    /// True when the first bytes of a file are those of a database that the journal made; also for
    /// an empty file, which becomes one.
    static func isSound(_ bytes: [UInt8]) -> Bool {
        guard !bytes.isEmpty else { return true }
        guard bytes.count >= 100 else { return false }
        return constants.allSatisfy { constant in
            constant.allowed.contains(Array(bytes[constant.range]))
        }
    }
}
