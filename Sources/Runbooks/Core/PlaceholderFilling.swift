/// Turns the placeholders of a script into references to environment variables, each quoted for its
/// place, so that a value can never become shell text.
struct PlaceholderFilling {
    /// Why a placeholder cannot be filled: a sentence for a person.
    struct Refusal: Error, Hashable {
        var sentence: String
    }

    /// How the text around a place is quoted.
    enum Quoting {
        case none, double, single
        /// `$'…'`.
        case dollarSingle
        /// The lines of a here-document whose delimiter is not quoted.
        case document
    }

    /// A here-document whose lines follow at the next line end.
    struct Document {
        var delimiter: [UInt8]
        var isQuoted: Bool
        var stripsTabs: Bool
        /// True when another shell gets the lines as its program.
        var isProgram: Bool
    }

    struct Mark {
        var end: Int
        var written: String
        var name: String
    }

    let bytes: [UInt8]
    let names: [String: String]
    let marks: [Int: Mark]
    let depth: Int
    var index = 0
    /// Where reading stops: the end of the text, or of the here-document that is being read.
    var limit: Int
    var output: [UInt8] = []
    var awaited: [Document] = []
    /// The command that is being read, for the places whose text another program takes for shell text.
    var words = FillingWords()

    /// Substitutions inside substitutions are followed this far.
    static let depthLimit = 32

    /// The script with its placeholders replaced.
    ///
    /// Variables (`${NAME}`) are references already and stay as they are.
    ///
    /// - Parameters:
    ///   - script: The text of a bash or sh command.
    ///   - names: The environment variable of each placeholder, by how it is written.
    /// - Returns: The text to run; it is the same where nothing is to be filled.
    /// - Throws: `Refusal` for a place where bash expands nothing, such as a quoted here-document, and
    ///   for one where bash would take the value for more than a text, such as arithmetic.
    static func filled(_ script: String, names: [String: String]) throws(Refusal) -> String {
        guard !names.isEmpty else { return script }
        return String(
            decoding: try filled(Array(script.utf8), names: names, depth: 0), as: UTF8.self)
    }

    static func filled(
        _ bytes: [UInt8], names: [String: String], depth: Int
    ) throws(Refusal) -> [UInt8] {
        var filling = PlaceholderFilling(bytes, names: names, depth: depth)
        guard !filling.marks.isEmpty else { return bytes }
        while filling.index < bytes.count {
            try filling.fillCommands(until: nil)
            // A bracket that nothing opened: bash will say so.
            if filling.index < bytes.count { filling.copy() }
        }
        return filling.output
    }

    private init(_ bytes: [UInt8], names: [String: String], depth: Int) {
        self.bytes = bytes
        self.names = names
        self.depth = depth
        limit = bytes.count
        var marks: [Int: Mark] = [:]
        for span in Placeholder.spans(in: bytes) {
            let written = String(decoding: bytes[span], as: UTF8.self)
            guard let name = names[written] else { continue }
            marks[span.lowerBound] = Mark(end: span.upperBound, written: written, name: name)
        }
        self.marks = marks
    }

    func peek(_ offset: Int = 0) -> UInt8? {
        index + offset < limit ? bytes[index + offset] : nil
    }

    mutating func copy(_ count: Int = 1) {
        let end = min(index + count, limit)
        output += bytes[index..<end]
        index = end
    }

    /// Copies a byte that is part of a word.
    mutating func copyLiteral() {
        words.take(bytes[index])
        copy()
    }

    /// Copies a backslash and what it escapes; `escapable` lists what it escapes, nil for everything.
    mutating func copyEscape(_ escapable: [UInt8]? = nil) {
        guard let next = peek(1), marks[index + 1] == nil else { return copyLiteral() }
        if let escapable, !escapable.contains(next) { words.take(Ascii.backslash) }
        if next != Ascii.newline { words.take(next) }
        copy(2)
    }

    /// The mark at the place that is read; nil when there is none.
    var mark: Mark? { index < limit ? marks[index] : nil }

    /// Writes the reference for a mark that stands in a word.
    mutating func fill(_ mark: Mark, _ quoting: Quoting) throws(Refusal) {
        let reference = try words.takeMark(mark, quoting)
        output += reference.utf8
        index = mark.end
    }

    /// Copies up to `end`, a place in which no mark can be filled.
    ///
    /// - Throws: `Refusal` when there is one; `place` completes the sentence.
    mutating func copyPlain(to end: Int, place: String) throws(Refusal) {
        while index < end {
            if let mark { throw Self.refusal(mark, place) }
            copy()
        }
    }

    static func refusal(_ mark: Mark, _ place: String) -> Refusal {
        let way = "write it elsewhere, or as ${\(mark.name)}"
        return Refusal(sentence: "\(mark.written) stands \(place); \(way)")
    }
}
