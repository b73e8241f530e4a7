import LocatedYAML
import Testing

@Suite("YAML that cannot be read")
struct SyntaxTests {
    private func message(_ text: String) -> String {
        do {
            _ = try LocatedNode.parse(text, path: "quell.yaml")
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("", "quell.yaml:1: found an empty file, expected at least one setting"),
        ("# only a comment\n", "quell.yaml:1: found an empty file, expected at least one setting"),
        ("a:\n\tb: 1\n", "quell.yaml:2: found a tab in the indentation, expected spaces"),
        (
            "a: 1\nb: 2\na: 3\n",
            "quell.yaml:3: found \"a\", expected every key once (first in line 1)"
        ),
        (
            "a: 1\n---\nb: 2\n",
            "quell.yaml:2: found a second document, expected one document in a file"
        ),
        ("[a]: 1\n", "quell.yaml:1: found a list or mapping as a key, expected a plain name"),
        (
            "a: *nowhere\n",
            "quell.yaml:1: found \"a: *nowhere\", expected proper YAML (found undefined alias)"
        ),
        (
            "a: b: c\n",
            "quell.yaml:1: found \"a: b: c\", expected proper YAML (mapping values are not allowed in this context)"
        ),
    ])
    func isToldInOneSentence(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test(arguments: [
        "a: [1, 2\n", "a: \"open\n", "a: 'x\nb: 1", "{a: 1", "a: @x", "a: %x\n b", "- a\nb: c",
    ])
    func namesFileAndLine(text: String) {
        let found = message(text)
        #expect(found.hasPrefix("quell.yaml:"))
        #expect(found.contains(": found ") && found.contains(", expected "))
        #expect(!found.contains("\n"))
    }

    @Test func refusesControlCharactersVisibly() {
        let found = message("a: 1\nb: \u{1B}[2J\n")
        #expect(found.hasPrefix("quell.yaml:2: found \"<U+001B>\", expected text that YAML allows"))
    }

    @Test func refusesBytesThatAreNoUTF8AtTheirLine() {
        #expect {
            try LocatedNode.parse(bytes: Array("a: 1\nb: ".utf8) + [0xE9, 0x0A], path: "q.yaml")
        } throws: {
            "\($0)" == "q.yaml:2: found bytes that are not UTF-8, expected a text file in UTF-8"
        }
    }

    @Test func allowsAByteOrderMark() throws {
        let node = try LocatedNode.parse(bytes: [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8), path: "q")
        #expect(node.entries?.first?.key == "a")
    }

    @Test func refusesAFileThatIsTooLong() {
        let text = "a: " + String(repeating: "x", count: LocatedNode.largestFile)
        #expect(message(text).contains("found a file of 1048579 bytes, expected at most 1048576"))
    }

    @Test func boundsNestingAndAliases() {
        #expect(
            message(String(repeating: "[", count: 900))
                .hasPrefix("quell.yaml:1: found the end of the file, expected proper YAML"))
        #expect(message(String(repeating: "[", count: 50_000)).contains(", expected "))
        #expect(message(String(repeating: "- ", count: 50_000)).contains(", expected "))
        let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(message("a: " + deep).contains("more than 64 levels of nesting"))
        var bomb = "a0: &a0 x\n"
        for level in 1...30 {
            let copies = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(copies)]\n"
        }
        #expect(message(bomb).contains("more than 50000 values"))
    }

    @Test(arguments: ["*b : 1", "[*b, *b]: 1", "? *b\n: 1", "{*b : 1}", "x: {[*b]: 1}"])
    func refusesAliasesWithinKeys(line: String) {
        let found = message("a: &a [x, x]\nb: &b [*a, *a]\n" + line + "\n")
        #expect(
            found.contains("expected a plain name as the key in a file that uses anchors"),
            "\(found)")
    }

    @Test func fillsInPlainAliases() throws {
        let node = try LocatedNode.parse("a: &a 5s\nb: *a\nc: [*a, x]\n", path: "q")
        #expect(node.entries?.map(\.value.text) == ["5s", "5s", nil])
    }

    @Test func aFileThatIsMissingIsAnErrorOfTheSameForm() {
        #expect {
            try LocatedNode.load(path: "/nonexistent/quell.yaml")
        } throws: {
            "\($0)".hasPrefix("/nonexistent/quell.yaml:1: found no way to read it (")
        }
    }

    @Test(arguments: 0..<20)
    func survivesRandomText(seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let pieces = [
            "a", ":", " ", "\n", "- ", "&x", "*x", "[", "]", "{", "}", "\"", "'", "\t", "|", "?",
            "#", ",", "%", "!",
        ]
        for _ in 0..<200 {
            let text = (0..<30).map { _ -> String in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return pieces[Int(state >> 33) % pieces.count]
            }.joined()
            let found = message(text)
            #expect(found == "no error" || found.contains(", expected "), "\(text)")
        }
    }
}
