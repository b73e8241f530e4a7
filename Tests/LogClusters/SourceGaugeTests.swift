import Foundation
import IncidentModel
import SafeText
import Synchronization
import Testing

@testable import LogClusters

@Suite("What a source tells of itself", .serialized)
struct SourceGaugeTests {
    @Test("the lag is that of the newest record's own time, and of none without")
    func measuresLag() async throws {
        let bench = try EngineBench()
        bench.start([.file(bench.path("a.log")), .file(bench.path("b.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .waiting }
        let time = InternetTime.text(WallTime.now - 30_000_000_000)
        try bench.write("\(time) INFO slow\n", to: "a.log")
        try bench.write("no time at all\n", to: "b.log")
        try await bench.wait { $0.records == 2 }
        let lag = try #require(bench.status.sources.first?.lag)
        #expect(lag >= .seconds(30) && lag < .seconds(90))
        #expect(bench.status.sources.last?.lag == nil)
    }

    @Test("what was there before is not late")
    func ignoresBacklog() async throws {
        let bench = try EngineBench()
        try bench.write("2020-01-02T03:04:05Z INFO old\n", to: "a.log")
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.records == 1 }
        #expect(bench.status.sources.first?.lag == nil)
    }

    @Test("the rate falls to zero by itself, and then nobody wakes up")
    func decays() async throws {
        let bench = try EngineBench()
        let looks = Mutex(0)
        var options = LogEngineOptions()
        options.rateWindow = .milliseconds(500)
        try bench.write("one thing\n", to: "a.log")
        bench.start([.file(bench.path("a.log"))], options: options) {
            looks.withLock { $0 += 1 }
        }
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.linesPerSecond ?? 0 > 0 }
        try await bench.wait { $0.sources.first?.linesPerSecond == 0 }
        try await Task.sleep(for: .milliseconds(500))
        let before = looks.withLock(\.self)
        try await Task.sleep(for: .seconds(2))
        #expect(looks.withLock(\.self) == before)
    }

    @Test("a decision that cannot be carried out is told in the next publication")
    func tellsRefusals() async throws {
        let bench = try EngineBench()
        try bench.write("one thing\n", to: "a.log")
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.lines == 1 }
        let cluster = try #require(bench.status.clusters.first)
        let reference = ClusterReference(id: cluster.id, template: cluster.template)
        bench.perform(
            RecordedClusterAction(
                at: Timestamp(nanoseconds: WallTime.now), cluster: reference,
                action: .split(variable: 99)))
        try await bench.wait { _ in bench.publications.contains { !$0.refusals.isEmpty } }
    }
}
