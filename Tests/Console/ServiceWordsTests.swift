import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Totals, marks, comparisons and the tree of dependencies.
struct ServiceWordsTests {
    @Test func heldServicesCountInNoTotal() {
        let rollup = ServiceRollup(Fixture.remarkable)
        #expect((rollup.up, rollup.total, rollup.held) == (3, 6, 2))
        #expect(rollup.availability == 50)
    }

    @Test func availabilityIsRoundedDownAndZeroWhenAllIsDown() {
        #expect(ServiceRollup(Fixture.storm).availability == 0)
        let almost = Array(repeating: Fixture.frontend, count: 999) + [Fixture.db]
        #expect(ServiceRollup(almost).availability == 99)
        #expect(ServiceRollup([Fixture.frontend]).availability == 100)
    }

    @Test func availabilityIsNotSaidBeforeEveryServiceWasProbed() {
        let services = [Fixture.frontend, ServiceStatus(id: Fixture.id("new"))]
        #expect(ServiceRollup(services).availability == nil)
        #expect(ServiceRollup([]).availability == nil)
    }

    @Test func degradedServicesAreAvailable() {
        var slow = Fixture.frontend
        slow.verdict = .degraded
        slow.cause = .own
        #expect(ServiceRollup([slow, Fixture.frontend]).availability == 100)
        #expect(ServiceRollup([slow, Fixture.frontend]).role == .degraded)
    }

    @Test func flappingSaysHowMuch() {
        var service = Fixture.frontend
        service.isFlapping = true
        service.changeShare = 0.415
        #expect(ServiceMark.flapping.text(of: service) == "flapping 42 %")
        service.changeShare = 7
        #expect(ServiceMark.flapping.text(of: service) == "flapping 100 %")
    }

    @Test func heldServiceHasNoMarks() {
        var service = Fixture.frontend
        service.isFlapping = true
        service.hold = Hold(kind: .maintenance, until: nil, reason: "", by: "")
        #expect(ServiceMark.all(of: service).isEmpty)
    }

    @Test func marksSurviveEveryWidth() {
        for columns in [30, 34, 40, 52, 90, 140] {
            let state = Fixture.showing(
                Fixture.remarkable, size: Size(columns: columns, rows: 24))
            var zoomed = state
            zoomed.type("+")
            var grid = CellGrid(size: zoomed.size)
            _ = render(zoomed, theme: .mono, into: &grid)
            let text = grid.textRows.joined(separator: "\n")
            for mark in ["also broken?", "contradicted", "flapping 42", "held until"] {
                #expect(text.contains(mark), "\(mark) at \(columns)")
            }
        }
    }

    @Test func phasesShareOneBar() {
        #expect(PhaseBar.places(of: [1, 1, 2], columns: 8) == [0..<2, 2..<4, 4..<8])
        #expect(PhaseBar.places(of: [0, 1_000, 0], columns: 10) == [0..<0, 0..<10, 9..<9])
        #expect(PhaseBar.places(of: [0, 0], columns: 10) == [0..<0, 0..<0])
        #expect(PhaseBar.places(of: [.max, .max], columns: 10) == [0..<5, 5..<10])
    }

    @Test func shortPhasesHaveTenths() {
        #expect(DurationText.phase(.microseconds(300)) == "0.3 ms")
        #expect(DurationText.phase(.microseconds(9_999)) == "9.9 ms")
        #expect(DurationText.phase(.microseconds(10_000)) == "10 ms")
        #expect(DurationText.phase(.milliseconds(1_214)) == "1.21 s")
        #expect(DurationText.phase(.seconds(-1)) == "0.0 ms")
    }

    @Test func momentsInHeadersAreNoDifference() {
        let good = Self.reading([Evidence(label: "header", text: "Date: Sat, 21 Nov 2026 10:32:42")]
        )
        let bad = Self.reading([Evidence(label: "header", text: "Date: Sat, 21 Nov 2026 10:32:58")])
        #expect(ReadingComparison(good: good, bad: bad).facts.allSatisfy { !$0.differs })
    }

    static func reading(_ evidence: [Evidence]) -> Reading {
        var reading = Fixture.reading("x", .up, "200")
        reading.evidence = evidence
        return reading
    }

    @Test func headersAreComparedByNameAndLinesByPlace() {
        let good = Self.reading([
            Evidence(label: "header", text: "A: 1"), Evidence(label: "header", text: "B: 2"),
            Evidence(label: "body", text: "one"), Evidence(label: "body", text: "two"),
        ])
        let bad = Self.reading([
            Evidence(label: "header", text: "b: 2"), Evidence(label: "header", text: "A: 9"),
            Evidence(label: "body", text: "one"),
        ])
        let facts = ReadingComparison(good: good, bad: bad).facts
        let pairs = facts.filter { $0.good?.contains(":") == true }.map { [$0.good, $0.bad] }
        #expect(pairs == [["A: 1", "A: 9"], ["B: 2", "b: 2"]])
        #expect(facts.filter(\.differs).map(\.good) == ["A: 1", "B: 2", "two"])
    }

    @Test func onlyWordsThatDifferAreSetApart() {
        let text = ReadingComparison.marked(
            "HTTP/1.1 200 OK", against: "HTTP/1.1 503 Service Unavailable", .up)
        #expect(text.spans.filter { $0.role == .up }.map(\.text) == ["200 OK"])
        #expect(text.plain == "HTTP/1.1 200 OK")
        let same = ReadingComparison.marked("a b c", against: "a x c", .down)
        #expect(same.spans.filter { $0.role == .down }.map(\.text) == ["b"])
        #expect(ReadingComparison.marked("a a", against: "a", .down).plain == "a a")
        #expect(ReadingComparison.marked("", against: "a", .down).plain.isEmpty)
    }

    @Test func sharedServiceStandsOnceBelowTheMostUrgent() {
        let tree = DependencyTree(Fixture.remarkable)
        let rows = tree.rows.filter { $0.id.service == Fixture.id("web") }
        #expect(rows.map(\.isReference) == [false, true, true])
        #expect(tree.rows.first?.id.service == Fixture.id("db"))
        #expect(tree.unconnected == 2)
        let shown = Set(tree.rows.map(\.id.service))
        #expect(shown == Set(Fixture.remarkable.map(\.id)))
    }

    @Test func everyServiceStandsInTheTreeOnce() {
        for services in [Fixture.services, Fixture.remarkable, Fixture.storm] {
            let first = DependencyTree(services).rows.filter { !$0.isReference }
            #expect(first.count == services.count)
            #expect(Set(first.map(\.id.service)) == Set(services.map(\.id)))
        }
    }

    @Test func manyReferencesShareARow() {
        var services = Fixture.storm
        services.append(ServiceStatus(id: Fixture.id("cache")))
        for index in services.indices where !services[index].needs.isEmpty {
            services[index].needs.append(.one(Fixture.id("cache")))
        }
        let rows = DependencyTree(services).rows
        #expect(rows.count == 102)
        #expect(rows.last?.more == 98)
    }

    @Test func needsThatAreNotConfiguredHideNothing() {
        var service = Fixture.frontend
        service.needs = [.one(Fixture.id("elsewhere"))]
        #expect(DependencyTree([service]).rows.count == 1)
    }
}
