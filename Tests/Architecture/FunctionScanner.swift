/// Measures functions in formatted source: a body ends with a `}` as far left as its declaration.
enum FunctionScanner {
    /// One declaration with a body: its line, from 1, and how many lines it takes with its braces.
    struct Body: Equatable {
        let line: Int
        let lineCount: Int
    }

    private static let words = [
        "func ", "init(", "init?(", "init<", "subscript(", "var ", "deinit {",
    ]

    /// All bodies of more than one line in a file.
    static func bodies(in lines: [Substring]) -> [Body] {
        lines.indices.compactMap { index in
            guard declares(lines[index]), let brace = openingLine(in: lines, from: index) else {
                return nil
            }
            let indent = lines[index].prefix { $0 == " " }
            let end = lines[brace...].firstIndex { $0.hasPrefix(indent + "}") }
            return end.map { Body(line: index + 1, lineCount: $0 - index + 1) }
        }
    }

    private static func declares(_ line: Substring) -> Bool {
        // A body, or the list of parameters on lines of its own, opens at the end of a line.
        guard let last = line.utf8.last, last == UInt8(ascii: "{") || last == UInt8(ascii: "(")
        else { return false }
        let code = line.drop { $0 == " " }
        guard !code.hasPrefix("//") else { return false }
        return words.contains { word in
            guard let range = code.firstRange(of: word) else { return false }
            return code[..<range.lowerBound].allSatisfy {
                $0.isLetter || $0 == " " || $0 == "@" || $0 == "(" || $0 == ")"
            }
        }
    }

    /// The line that ends with the `{` of the body; nil for a declaration without one of its own.
    private static func openingLine(in lines: [Substring], from start: Int) -> Int? {
        var depth = 0
        for index in start..<lines.count {
            let line = lines[index]
            depth += line.count { $0 == "(" } - line.count { $0 == ")" }
            if depth > 0 { continue }
            if line.hasSuffix("{") { return index }
            let next = index + 1 < lines.count ? lines[index + 1].drop { $0 == " " } : ""
            let goesOn = ["->", "where", "async", "throws", "{", ")"].contains {
                next.hasPrefix($0)
            }
            if line.contains("{") || !goesOn { return nil }
        }
        return nil
    }
}
