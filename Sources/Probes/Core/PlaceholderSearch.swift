/// The placeholders of one file, with their lines.
struct PlaceholderSearch {
    /// Bytes of a file, and of a line, that are searched.
    static let fileLimit = 1 << 20
    static let lineLimit = 16_384
    /// A file with a NUL in its first bytes is no text.
    static let binaryHead = 8192
    /// More are counted, but not kept.
    static let mostKept = 20

    /// One placeholder and where it is; never what stands beside it.
    struct Place: Hashable, Sendable {
        var path: String
        /// From 1.
        var line: Int
        var placeholder: Placeholder

        /// `app.yaml:12 <YOUR_KEY>`.
        var words: String { "\(path):\(line) \(placeholder.text)" }
    }

    private(set) var places: [Place] = []
    private(set) var count = 0
    /// Files that are no text.
    private(set) var binaries: [String] = []
    /// Files of which only the beginning was searched.
    private(set) var cut: [String] = []

    /// Whether a placeholder is meant to be there, as the patterns say.
    let isExcepted: (Placeholder) -> Bool

    /// Searches one more file.
    ///
    /// - Parameters:
    ///   - bytes: At most `fileLimit` and one more, which tells of a longer file.
    ///   - path: The file's name.
    ///   - isOver: Ends the search when nobody waits any more.
    mutating func search(_ bytes: [UInt8], path: String, isOver: () -> Bool) {
        if bytes.prefix(Self.binaryHead).contains(0) {
            binaries.append(path)
            return
        }
        if bytes.count > Self.fileLimit { cut.append(path) }
        let scanner = PlaceholderScanner(language: FileLanguage(path: path, head: bytes))
        let lines = bytes.prefix(Self.fileLimit)
            .split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !isOver() {
            let line = line.prefix(Self.lineLimit)
            guard Self.mayHoldOne(line) else { continue }
            for placeholder in scanner.placeholders(in: String(decoding: line, as: UTF8.self))
            where !isExcepted(placeholder) {
                count += 1
                if places.count < Self.mostKept {
                    places.append(Place(path: path, line: index + 1, placeholder: placeholder))
                }
            }
        }
    }

    /// A quick look at bytes: most lines hold none.
    private static func mayHoldOne(_ line: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0
        for byte in line {
            // `<`, `{{`, `${`, and `ME` or `PL`, which are in all the words.
            if byte == 0x3C || byte == 0x7B && (before == 0x7B || before == 0x24) { return true }
            let pair = (before | 0x20, byte | 0x20)
            if pair == (0x6D, 0x65) || pair == (0x70, 0x6C) { return true }
            before = byte
        }
        return false
    }
}
