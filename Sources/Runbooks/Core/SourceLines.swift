/// A file's text as lines, its line ends made one, and its front matter taken out without moving a line.
struct SourceLines {
    /// The lines, without their ends.
    private(set) var lines: [String]
    /// Lines of the front matter; empty when there is none.
    private(set) var frontMatter: ArraySlice<String> = []

    /// Takes a file's bytes; a byte order mark is dropped, and what is not UTF-8 becomes U+FFFD.
    init(_ bytes: [UInt8]) {
        var content = bytes[...]
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        lines = Self.split(content)
        takeFrontMatter()
    }

    private static func split(_ bytes: ArraySlice<UInt8>) -> [String] {
        var lines: [String] = []
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
            index = isPair ? next + 1 : next
            start = index
        }
        if start < bytes.endIndex {
            lines.append(String(decoding: bytes[start...], as: UTF8.self))
        }
        return lines
    }

    private mutating func takeFrontMatter() {
        guard let first = lines.first?.trimmedEnd, first == "---" || first == "+++" else { return }
        let end = lines.indices.dropFirst().first {
            let line = lines[$0].trimmedEnd
            return line == first || first == "---" && line == "..."
        }
        guard let end else { return }
        frontMatter = lines[1..<end]
        for index in 0...end { lines[index] = "" }
    }

    /// A value of the front matter's first level, without quotes; nil when the key is not there.
    func frontMatterValue(_ key: String) -> String? {
        for line in frontMatter where line.hasPrefix(key) {
            let rest = line.dropFirst(key.count).drop { $0 == " " }
            guard rest.first == ":" || rest.first == "=" else { continue }
            let value = rest.dropFirst().trimmed
            let quotes: Set<Character> = ["\"", "'"]
            guard let first = value.first, quotes.contains(first), value.last == first,
                value.count > 1
            else { return value.isEmpty ? nil : value }
            return String(value.dropFirst().dropLast())
        }
        return nil
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
