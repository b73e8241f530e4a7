import Console
import Foundation
import Testing

/// The README's table of keys is the one the program goes by.
struct ReadmeTests {
    private static let begin = "<!-- keys:begin (made by the program; a test compares it) -->\n"
    private static let end = "<!-- keys:end -->"

    /// `RECORD_README=1` writes the table and fails once, so that nobody records without looking.
    @Test func tableOfKeysIsThatOfTheKeyMap() throws {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let start = try #require(text.range(of: Self.begin)).upperBound
        let stop = try #require(text.range(of: Self.end)).lowerBound
        try #require(start <= stop)
        let table = KeyMap.standard.markdownTable
        guard text[start..<stop] != table else { return }
        if ProcessInfo.processInfo.environment["RECORD_README"] == "1" {
            try text.replacingCharacters(in: start..<stop, with: table)
                .write(to: file, atomically: true, encoding: .utf8)
        }
        Issue.record("README.md has another table of keys; RECORD_README=1 writes it anew")
    }
}
