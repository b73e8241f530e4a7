import LocatedYAML
import Testing

@Suite("MappingReader")
struct MappingReaderTests {
    private func reader(_ text: String) throws -> MappingReader {
        try MappingReader(try LocatedNode.parse(text, path: "q.yaml"))
    }

    private func message(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func readsEveryKindOfValue() throws {
        var reader = try reader(
            """
            name: backend
            port: 0x8
            count: 12
            ratio: 1.5
            on: yes
            every: 1m30s
            one: a
            many: [a, 'b']
            mode: fast
            expect: {status: 200}
            nothing: null
            """)
        #expect(try reader.string("name") == "backend")
        #expect(try reader.string("port") == "0x8")
        #expect(try reader.int("count", in: 1...12) == 12)
        #expect(try reader.number("ratio") == 1.5)
        #expect(try reader.bool("on"))
        #expect(try reader.duration("every") == .seconds(90))
        #expect(try reader.strings("one") == ["a"])
        #expect(try reader.strings("many") == ["a", "b"])
        #expect(try reader.sequence("many").count == 2)
        #expect(try reader.enumeration("mode", of: ["fast": 1, "slow": 2]) == 1)
        var expect = try reader.mapping("expect")
        #expect(try expect.optionalInt("status") == 200)
        #expect(try reader.optionalString("nothing") == nil)
        try expect.finish()
        try reader.finish()
    }

    @Test func whatIsLeftOutIsNilOrEmpty() throws {
        var reader = try reader("a: 1")
        #expect(try reader.optionalString("b") == nil)
        #expect(try reader.optionalBool("b") == nil)
        #expect(try reader.optionalDuration("b") == nil)
        #expect(try reader.optionalNumber("b") == nil)
        #expect(try reader.optionalMapping("b")?.keys == nil)
        #expect(try reader.optionalEnumeration("b", of: ["x": 1]) == nil)
        #expect(try reader.strings("b").isEmpty)
        #expect(try reader.sequence("b").isEmpty)
        #expect(reader.unreadEntries.map(\.key) == ["a"])
    }

    @Test(arguments: [
        (
            "every: 10",
            "q.yaml:1: found \"10\", expected a duration such as 500ms, 10s, 5m, 2h or 1d"
        ),
        (
            "\nevery: [1]",
            "q.yaml:2: found a list, expected a duration such as 500ms, 10s, 5m, 2h or 1d"
        ),
        (
            "a: 1",
            "q.yaml:1: found no value for \"every\", expected \"every\": a duration such as 500ms, 10s, 5m, 2h or 1d"
        ),
        (
            "a: 1\nevery:\n",
            "q.yaml:2: found no value for \"every\", expected \"every\": a duration such as 500ms, 10s, 5m, 2h or 1d"
        ),
    ])
    func tellsWhereAndWhatWasExpected(text: String, expected: String) throws {
        var reader = try reader(text)
        #expect(message { try reader.duration("every") } == expected)
    }

    @Test func refusesWrongTypes() throws {
        var reader = try reader("a: {x: 1}\nb: maybe\nc: 70000\nd: 'true'\ne: quick\nf: [a, [b]]")
        #expect(message { try reader.string("a") } == "q.yaml:1: found a mapping, expected text")
        #expect(
            message { try reader.bool("b") } == "q.yaml:2: found \"maybe\", expected true or false")
        #expect(
            message { try reader.int("c", in: 1...65_535) }
                == "q.yaml:3: found \"70000\", expected a whole number from 1 to 65535")
        #expect(
            message { try reader.bool("d") } == "q.yaml:4: found \"true\", expected true or false")
        #expect(
            message { try reader.enumeration("e", of: ["quiet": 1, "quick2": 2]) }
                == "q.yaml:5: found \"quick\", expected one of quick2, quiet; did you mean \"quick2\"?"
        )
        #expect(message { try reader.strings("f") } == "q.yaml:6: found a list, expected text")
        #expect(
            message { try reader.mapping("b") }
                == "q.yaml:2: found \"maybe\", expected a mapping (key: value)")
    }

    @Test func refusesUnknownKeysAllAtOnce() throws {
        var reader = try reader("nmae: x\nprobes: []\ncolour: red\n")
        _ = try reader.optionalString("name")
        _ = try reader.sequence("probes")
        #expect(
            message { try reader.finish() } == """
                q.yaml:1: found "nmae", expected one of name, probes; did you mean "name"?
                q.yaml:3: found "colour", expected one of name, probes
                """)
    }

    @Test func collectsSeveralErrors() throws {
        var reader = try reader("a: x\nb: y\nc: 3\nd: 4")
        var errors = ConfigurationErrorCollector()
        #expect(try errors.attempt { try reader.int("a") } == nil)
        #expect(try errors.attempt { try reader.bool("b") } == nil)
        #expect(try errors.attempt { try reader.int("c") } == 3)
        _ = try errors.attempt { try reader.finish() }
        #expect(errors.errors.map(\.location.line) == [1, 2, 4])
        #expect(throws: ConfigurationErrors.self) { try errors.throwIfAny() }
        try ConfigurationErrorCollector().throwIfAny()
    }

    @Test func aForeignErrorIsNotCollected() {
        struct Foreign: Error {}
        var errors = ConfigurationErrorCollector()
        #expect(throws: Foreign.self) { try errors.attempt { throw Foreign() } }
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("10s", .seconds(10)), ("5m", .seconds(300)),
        ("2h", .seconds(7_200)), ("1d", .seconds(86_400)), ("1.5s", .milliseconds(1_500)),
        ("1h30m", .seconds(5_400)), ("0s", .zero),
    ])
    func readsDurations(text: String, expected: Duration) {
        #expect(DurationText.duration(of: text) == expected)
    }

    @Test(arguments: [
        "", "10", "s", "-1s", "1 s", "1S", "1.s", ".5s", "1..2s", "1e3s", "9999999d", "10sm", "٣s",
    ])
    func refusesOtherDurations(text: String) {
        #expect(DurationText.duration(of: text) == nil)
    }

    @Test(arguments: [("serivces", "services"), ("tiemout", "timeout"), ("neds", "needs")])
    func guessesTheKeyThatWasMeant(typo: String, key: String) throws {
        var reader = try reader("\(typo): 1")
        for known in ["services", "timeout", "needs", "every"] { _ = reader.optionalNode(known) }
        #expect(message { try reader.finish() }.hasSuffix("did you mean \"\(key)\"?"))
    }
}
