import Foundation

/// The import lines of one Swift file.
enum ImportLines {
    /// One import: its line, from 1, and its module.
    struct Import: Equatable {
        let line: Int
        let module: String
    }

    private static let kinds: Set<String> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]

    /// Finds the imports of a file; text in multi-line literals does not count.
    static func find(in source: String) -> [Import] {
        var found: [Import] = []
        var inLiteral = false
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.utf8.contains(UInt8(ascii: "\"")),
                line.components(separatedBy: "\"\"\"").count % 2 == 0
            {
                inLiteral.toggle()
                continue
            }
            if !inLiteral, let module = module(of: line) {
                found.append(Import(line: index + 1, module: module))
            }
        }
        return found
    }

    private static func module(of line: Substring) -> String? {
        // Most lines end here. Imports between `#if` and `#endif` are indented.
        guard let first = line.utf8.first(where: { $0 != UInt8(ascii: " ") }),
            "@ipf".utf8.contains(first)
        else { return nil }
        var words = line.split(separator: " ")
        // `@testable`, `public`, `@preconcurrency` … stand before the word `import`.
        let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        while let first = words.first, first.hasPrefix("@") || modifiers.contains(first) {
            words.removeFirst()
        }
        guard words.first == "import", words.count > 1 else { return nil }
        words.removeFirst()
        if let kind = words.first, kinds.contains(String(kind)) { words.removeFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }
}
