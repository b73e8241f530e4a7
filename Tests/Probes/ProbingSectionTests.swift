import LocatedYAML
import Testing

@testable import Probes

@Suite struct ProbingSectionTests {
    private func options(_ yaml: String) throws -> ProbeEngineOptions {
        var options = ProbeEngineOptions()
        try ProbingSection.decode(LocatedNode.parse(yaml, path: "quell.yaml"), into: &options)
        return options
    }

    private func problems(_ yaml: String) -> [String] {
        do {
            _ = try options(yaml)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map(String.init)
        }
    }

    @Test func everyKeyIsTaken() throws {
        let options = try options(
            """
            every: 20s
            in_transition: 1s
            when_down: 3s
            timeout: 4s
            fall: 2
            rise: 1
            slow_after: 800ms
            concurrency: 100
            per_origin: 8
            witness:
              - tcp: "192.0.2.1:53"
              - {http: "http://gateway.example.test/", timeout: 1s}
            """)
        #expect(options.intervalUp == .seconds(20))
        #expect(options.intervalInTransition == .seconds(1))
        #expect(options.intervalDown == .seconds(3))
        #expect(options.timeout == .seconds(4))
        #expect((options.fall, options.rise) == (2, 1))
        #expect(options.slowAfter == .milliseconds(800))
        #expect((options.concurrency, options.concurrencyPerOrigin) == (100, 8))
        #expect(options.witnesses.map(\.kindName) == ["tcp", "http"])
    }

    @Test func whatIsLeftOutKeepsItsValue() throws {
        let options = try options("{every: 30s}")
        #expect(options.intervalUp == .seconds(30))
        #expect(options.timeout == .seconds(5))
        #expect((options.fall, options.rise) == (3, 2))
        #expect(options.witnesses.isEmpty)
    }

    @Test func oneWitnessNeedsNoList() throws {
        #expect(try options("{witness: {exec: \"true\"}}").witnesses.map(\.kindName) == ["exec"])
    }

    @Test func allMistakesAreToldWithTheirPlaces() {
        let found = problems(
            """
            every: 10
            when_down: 1ms
            fall: 0
            witness: [{ping: a}]
            pace: fast
            """)
        #expect(found.count == 5)
        let duration = "expected a duration such as 500ms, 10s, 5m, 2h or 1d"
        #expect(found[0] == "quell.yaml:1: found \"10\", " + duration)
        #expect(found[1] == "quell.yaml:2: found \"1ms\", expected at least 100 ms")
        #expect(found[2] == "quell.yaml:3: found \"0\", expected a whole number from 1 to 20")
        #expect(
            found[3].hasPrefix("quell.yaml:4: found \"ping\", expected a kind of probe: one of"))
        #expect(found[4].hasPrefix("quell.yaml:5: found \"pace\", expected "))
    }

    @Test func aListIsNoSection() {
        #expect(
            problems("[every]")
                == ["quell.yaml:1: found a list, expected a mapping such as {every: 10s}"])
    }

    @Test func aMistakeLeavesTheOptionsAsTheyWere() {
        var options = ProbeEngineOptions()
        #expect(throws: ConfigurationErrors.self) {
            try ProbingSection.decode(
                LocatedNode.parse("{every: 1m, fall: no}", path: "quell.yaml"), into: &options)
        }
        #expect(options.intervalUp == .seconds(10))
    }
}
