import LocatedYAML
import Testing

@Suite("LocatedNode")
struct LocatedNodeTests {
    private let text = """
        # comment
        name: backend
        probes:
          - http: https://a
            every: 10s
          - {exec: "check"}
        """

    @Test func knowsLinesAndColumnsFromOne() throws {
        let root = try LocatedNode.parse(text, path: "q.yaml")
        let entries = try #require(root.entries)
        #expect((root.line, root.column) == (2, 1))
        #expect(entries.map(\.key) == ["name", "probes"])
        #expect(entries[0].location == YAMLLocation(path: "q.yaml", line: 2, column: 1))
        #expect((entries[0].value.line, entries[0].value.column) == (2, 7))
        let probes = try #require(entries[1].value.elements)
        #expect(probes.map(\.line) == [4, 6])
        #expect(probes[0].entries?.map(\.location.line) == [4, 5])
        #expect(probes[0].entries?.last?.value.column == 12)
    }

    @Test func knowsWhatIsQuoted() throws {
        let root = try LocatedNode.parse("a: 1\nb: '1'\nc: \"null\"\nd: ~\ne:\n", path: "q")
        let values = try #require(root.entries).map(\.value)
        #expect(values.map(\.isNull) == [false, false, false, true, true])
        #expect(values.map(\.text) == ["1", "1", "null", "~", ""])
        #expect(throws: ConfigurationError.self) { try values[1].int() }
    }

    @Test(arguments: [
        ("x: \u{AD}y", "<U+00AD>y"), ("x: a\u{202E}b", "a<U+202E>b"), ("x: \u{200B}", "<U+200B>"),
    ])
    func quotesTheFileSafely(line: String, expected: String) throws {
        let value = try #require(try LocatedNode.parse(line, path: "q").entries?.first?.value)
        #expect(value.error(expected: "y").description == "q:1: found \"\(expected)\", expected y")
    }

    @Test func shortensLongQuotes() {
        let place = YAMLLocation(path: "q\u{1B}", line: 3)
        let error = ConfigurationError(
            at: place, found: String(repeating: "é", count: 100), expected: "z")
        let quote = String(repeating: "é", count: 60) + "…"
        #expect(error.description == "q<U+001B>:3: found \"\(quote)\", expected z")
    }

    @Test(arguments: [
        ("[1]", "a list"), ("{a: 1}", "a mapping"), ("~", "nothing"), ("''", "\"\""),
        ("x", "\"x\""),
    ])
    func describesWhatItFound(yaml: String, phrase: String) throws {
        let node = try #require(
            try LocatedNode.parse("k: " + yaml, path: "q").entries?.first?.value)
        #expect(node.error(expected: "z").found == phrase)
    }
}
