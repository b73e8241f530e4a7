import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("What is counted of clusters")
struct ClusterBookTests {
    private func values(_ desk: ClusterDesk, at second: Double) -> [VariableValues] {
        desk.look(at: second).0.clusters.first?.values ?? []
    }

    @Test("lines always add up, whatever is learnt, forgotten, merged, split or restored")
    func addsUp() throws {
        for seed in UInt64(1)...3 {
            var random = SeededBytes(seed: seed)
            let desk = ClusterDesk(shapeLimit: 256)
            var lines = 0
            for number in 0..<3_000 {
                let second = Double(number) * 0.3
                let count = 1 + Int(random.next() % 3)
                let word = random.next() % 4 == 0 ? random.word() : "main"
                desk.say(
                    "worker \(word) of pool \(random.next() % 7) lost \(random.word())",
                    at: second, lines: count)
                lines += count
                guard random.next() % 50 == 0 else { continue }
                try meddle(desk, at: second, &random)
                #expect(desk.addsUp)
            }
            #expect(desk.book.lines == lines)
            let status = desk.look(at: 900).0
            #expect(
                status.lines == status.clusters.reduce(status.otherLines) { $0 + $1.lines })
        }
    }

    private func meddle(
        _ desk: ClusterDesk, at second: Double, _ random: inout SeededBytes
    ) throws {
        let clusters = desk.look(at: second).0.clusters
        guard
            let one = clusters.dropFirst(Int(random.next() % UInt64(clusters.count))).first,
            let other = clusters.first
        else { return }
        switch random.next() % 4 {
        case 0:
            let target = ClusterReference(id: other.id, template: other.template)
            desk.decide(.merge(into: target), on: one.template.string, at: second)
        case 1: desk.decide(.split(variable: 1), on: one.template.string, at: second)
        case 2: try desk.restart(from: desk.checkpoint)
        default: desk.book.takeLoose(0)
        }
    }

    @Test("every variable has its values, the most frequent first")
    func countsValues() {
        let desk = ClusterDesk()
        for number in 0..<12 {
            desk.say(
                "request \(number % 2 == 0 ? 7 : number) from host-\(number % 3) failed", at: 1)
        }
        let values = values(desk, at: 2)
        #expect(values.count == 2)
        #expect(values.first?.top.first == VariableValues.Value(text: "7", count: 7))
        #expect(values.first?.distinct == 6)
        #expect(values.first?.isManyMore == false)
        #expect(values.allSatisfy { $0.looked == 12 })
        #expect(values.last?.top.map(\.text) == ["host-0", "host-1", "host-2"])
    }

    @Test("many records are looked at in part, and it says so")
    func samplesValues() {
        let desk = ClusterDesk()
        for number in 0..<20_000 {
            desk.say("request \(number) on port \(number % 10 == 0 ? 80 : 443) failed", at: 1)
        }
        let values = values(desk, at: 2)
        #expect((values.first?.looked ?? 0) < 1_000)
        #expect((values.first?.looked ?? 0) > 40)
        #expect(values.first?.isManyMore == true)
        #expect((values.first?.distinct ?? 0) > 16)
        #expect(values.last?.top.first?.text == "443")
        #expect((values.last?.top.first?.count ?? 0) <= values.last?.looked ?? 0)
    }

    @Test("values begin afresh when a word becomes a variable")
    func restartsValues() {
        let desk = ClusterDesk()
        let names = ["alice", "bob", "carol", "dave", "eve", "frank"]
        for (index, name) in names.enumerated() {
            desk.say("session \(index) of user \(name) was closed by the gateway", at: 1)
            _ = desk.look(at: 1)
        }
        let cluster = desk.look(at: 4).0.clusters.first
        #expect(cluster?.template == "session <*> of user <*> was closed by the gateway")
        #expect(cluster?.values.count == 2)
        let sessions = Set((0..<names.count).map { DisplayText("\($0)") })
        #expect(cluster?.values.first?.top.allSatisfy { sessions.contains($0.text) } == true)
        let users = Set(names.map { DisplayText($0) })
        #expect(cluster?.values.last?.top.allSatisfy { users.contains($0.text) } == true)
        #expect(cluster?.values.last?.top.isEmpty == false)
    }

    @Test("a value that is a secret where it stands is not shown")
    func redactsValues() {
        let desk = ClusterDesk()
        for number in 0..<4 {
            desk.say("login of user\(number) with password=hunter\(number)secret9 failed", at: 1)
        }
        let shown = desk.look(at: 2).0.clusters.flatMap(\.values).flatMap(\.top).map(\.text.string)
        #expect(!shown.isEmpty)
        #expect(!shown.contains { $0.contains("hunter") })
    }

    @Test("the newest exception is told in two parts")
    func tellsException() {
        let desk = ClusterDesk()
        desk.say("job failed", at: 1, exception: "ValueError: first")
        desk.say("job failed", at: 2, exception: "KeyError: 'second: part'")
        let exception = desk.look(at: 3).0.clusters.first?.exception
        #expect(exception == ExceptionSummary(type: "KeyError", message: "'second: part'"))
    }

    @Test("in a flood the newest sample stays close to the newest record")
    func keepsNewestSample() {
        let desk = ClusterDesk()
        for number in 0..<10_000 { desk.say("request \(number) failed", at: 1) }
        let samples = desk.look(at: 2).0.clusters.first?.samples ?? []
        #expect(samples.count == 6)
        #expect(samples.first?.lines == ["request 0 failed"])
        let newest = samples.last?.lines.first?.string.split(separator: " ")[1]
        #expect((newest.flatMap { Int($0) } ?? 0) >= 9_999 - 32)
    }

    @Test("a record that comes late and is older than all becomes the oldest sample")
    func keepsOldestSample() {
        let desk = ClusterDesk()
        desk.say("request 5 failed", at: 5)
        desk.say("request 9 failed", at: 9)
        desk.say("request 1 failed", at: 1)
        let cluster = desk.look(at: 10).0.clusters.first
        #expect(cluster?.samples.first?.lines == ["request 1 failed"])
        #expect(cluster?.firstSeen.nanoseconds == desk.moment(1))
        #expect(cluster?.lastSeen.nanoseconds == desk.moment(9))
    }

    @Test("every record is in the trend, however close together they come")
    func countsQuietSpells() {
        let desk = ClusterDesk()
        for number in 0..<30_000 { desk.say("tick", at: Double(number) * 0.004) }
        let status = desk.look(at: 119).0.clusters.first
        #expect(status?.trend.reduce(0, +) == 30_000)
        #expect((14_000...16_500).contains(status?.lastMinute ?? 0))
    }

    @Test("services are told by how often they spoke")
    func countsServices() {
        let desk = ClusterDesk()
        for service in ["api", "mail", "api", ""] { desk.say("tick", at: 1, service: service) }
        #expect(desk.look(at: 2).0.clusters.first?.services == ["api", "mail"])
    }

    @Test("moments beyond all reason are drawn near and end nothing")
    func survivesStrangeMoments() {
        let desk = ClusterDesk()
        for moment in [Int64.max, .min, 0, -1, 1 << 62] {
            _ = Array("tick".utf8).withUnsafeBytes { bytes in
                desk.book.take(
                    RecordView(
                        text: bytes, body: bytes, lines: 1, time: nil, severity: .error,
                        service: UnsafeRawBufferPointer(rebasing: bytes[0..<0])),
                    at: moment, service: 0, isBacklog: false)
            }
            _ = desk.look(at: 1)
        }
        #expect(desk.look(at: 2).0.clusters.first?.records == 5)
        #expect(throws: Never.self) { try desk.restart(from: desk.checkpoint) }
    }
}
