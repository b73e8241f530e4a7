import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct SampleTableTests {
    private let root = TemporaryRoot()
    private let probe = ProbeID(service: ServiceID("backend"), index: 1)

    private func reading(_ second: Int, of probe: ProbeID? = nil) -> Reading {
        Reading(
            probe: probe ?? self.probe, kind: "http", startedAt: Timestamp(seconds: Int64(second)),
            duration: .milliseconds(second), outcome: .degraded)
    }

    @Test func samplesOfAProbeComeBackInOrder() throws {
        let store = try JournalStore(folder: root.makeFolder())
        let other = ProbeID(service: ServiceID("backend"), index: 0)
        try store.recordSamples([reading(1), reading(2, of: other), reading(3)])
        try store.recordSamples([])
        let samples = try store.samples(of: probe, limit: 10)
        #expect(samples.map(\.at.seconds) == [1, 3])
        #expect(samples.map(\.duration) == [.milliseconds(1), .milliseconds(3)])
        #expect(samples.allSatisfy { $0.outcome == .degraded })
        #expect(try store.samples(of: probe, limit: 1).map(\.at.seconds) == [3])
    }

    @Test func tableKeepsOnlyTheNewestSamples() throws {
        let store = try JournalStore(folder: root.makeFolder(), sampleLimit: 5)
        for second in 1...12 { try store.recordSamples([reading(second)]) }
        #expect(try store.samples(of: probe, limit: 100).map(\.at.seconds) == [8, 9, 10, 11, 12])
        try store.recordSamples((20...30).map { reading($0) })
        #expect(try store.samples(of: probe, limit: 100).map(\.at.seconds) == [26, 27, 28, 29, 30])
    }

    @Test func samplesAreNoEvents() throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.recordSamples([reading(1)])
        #expect(try store.page(offset: 0, count: 1).total == 0)
        #expect(try store.verify() == .intact(events: 0, head: String(repeating: "0", count: 64)))
    }
}
