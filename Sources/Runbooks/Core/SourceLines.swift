/// A file's text as lines, its line ends made one, and its front matter taken out without moving a line.
struct SourceLines {
    /// The lines, without their ends.
    private(set) var lines: [String] = []
    /// Lines of the front matter; empty when there is none.
    private(set) var frontMatter: ArraySlice<String> = []
    /// True when the front matter is TOML, between lines of `+++`.
    private(set) var hasTOML = false
    /// The end of each line.
    private var ends: [String] = []

    /// Takes a file's bytes; a byte order mark is dropped, and what is not UTF-8 becomes U+FFFD.
    init(_ bytes: [UInt8]) {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        split(content)
        takeFrontMatter()
    }

    private mutating func split(_ bytes: ArraySlice<UInt8>) {
        var start = bytes.startIndex
        var index = start
        while index < bytes.endIndex {
            let byte = bytes[index]
            guard byte == 0x0A || byte == 0x0D else {
                index += 1
                continue
            }
            lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
            let next = index + 1
            let isPair = byte == 0x0D && next < bytes.endIndex && bytes[next] == 0x0A
            ends.append(isPair ? "\r\n" : byte == 0x0A ? "\n" : "\r")
            index = isPair ? next + 1 : next
            start = index
        }
        if start < bytes.endIndex {
            lines.append(String(decoding: bytes[start...], as: UTF8.self))
            ends.append("\n")
        }
    }

    private mutating func takeFrontMatter() {
        guard let first = lines.first?.trimmedEnd, first == "---" || first == "+++" else { return }
        let end = lines.indices.dropFirst().first {
            let line = lines[$0].trimmedEnd
            return line == first || first == "---" && line == "..."
        }
        guard let end, Self.isFrontMatter(lines[1..<end], mark: first == "---" ? ":" : "=") else {
            return
        }
        frontMatter = lines[1..<end]
        hasTOML = first == "+++"
        for index in 0...end { lines[index] = "" }
    }

    /// A document may also begin with a line across, and have another one far below: what is between them
    /// must begin like settings and hold no code block.
    private static func isFrontMatter(_ lines: ArraySlice<String>, mark: Character) -> Bool {
        let told = lines.first { !$0.trimmed.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("[") }
        guard let told else { return lines.allSatisfy { !$0.hasPrefix("# ") } }
        let isCode = lines.contains { $0.trimmed.hasPrefix("```") || $0.trimmed.hasPrefix("~~~") }
        guard !isCode, let sign = told.firstIndex(of: mark) else { return false }
        let key = told[..<sign].trimmed
        return !key.isEmpty && !key.hasPrefix("-") && !key.hasPrefix("*") && !key.hasPrefix(">")
            && (key.split(separator: " ").count == 1 || key.hasPrefix("\""))
    }

    /// The exact text of lines by their numbers, with the line ends that they have in the file.
    ///
    /// - Parameters:
    ///   - texts: The lines without the indentation of what they are in.
    ///   - first: The number of the first of them.
    /// - Returns: The text.
    func text(of texts: [String], from first: Int) -> String {
        texts.enumerated().map { offset, text in
            let index = first + offset - 1
            return text + (ends.indices.contains(index) ? ends[index] : "\n")
        }.joined()
    }

    /// The text for the Markdown parser, line ends `\n`.
    var text: String { lines.joined(separator: "\n") + "\n" }

    /// A line by its number from 1; empty outside the file.
    func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }
}

extension StringProtocol {
    /// The text without white space at both ends.
    var trimmed: String {
        String(drop { $0.isWhitespace }).trimmedEnd
    }

    /// The text without white space at its end.
    var trimmedEnd: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
