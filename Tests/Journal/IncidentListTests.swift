import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentListTests {
    private let root = TemporaryRoot()

    @Test func missingRootHoldsNoIncidents() throws {
        #expect(try IncidentFolder.list(root: root.path).isEmpty)
    }

    @Test func newestIncidentComesFirstAndUnreadableOnesLast() throws {
        for (id, seconds) in [("INC-B", 20), ("INC-A", 10), ("INC-C", 30)] {
            let store = try JournalStore(folder: root.makeFolder(id))
            _ = try store.append(
                [.noteAdded("x")], actor: "quell", at: Timestamp(seconds: Int64(seconds)),
                monotonic: 0)
            store.close()
        }
        _ = try root.makeFolder("INC-Z")
        let list = try IncidentFolder.list(root: root.path)
        #expect(list.map(\.id) == ["INC-C", "INC-B", "INC-A", "INC-Z"])
        guard case .unreadable(let sentence) = list.last?.standing else {
            Issue.record("INC-Z has no journal")
            return
        }
        #expect(sentence.string.hasSuffix("journal.sqlite: no such file or directory."))
    }

    @Test func lineTellsFactsAndNewestEvent() throws {
        let store = try JournalStore(folder: root.makeFolder())
        let facts = IncidentFacts(
            id: "INC-1", title: "Staging down", severity: .p1, openedAt: SampleEvents.at)
        try store.append([.consoleStarted(version: "1")])
        try store.append([.incidentOpened(facts), .consoleStopped])
        store.close()
        let summary = try #require(try IncidentFolder.list(root: root.path).first)
        #expect(summary.title == "Staging down")
        #expect(summary.severity == .p1)
        #expect(summary.startedAt == SampleEvents.at)
        #expect(summary.lastEvent?.body == .consoleStopped)
        #expect(summary.events == 3)
        #expect(summary.standing == .ended)
    }

    @Test func lineTellsWhatWasCorrectedAndWhereTheIncidentStands() throws {
        let store = try JournalStore(folder: root.makeFolder())
        let facts = IncidentFacts(
            id: "INC-1", title: "Staging", severity: .p1, openedAt: SampleEvents.at)
        let end = SampleEvents.at + .seconds(120)
        try store.append([
            .incidentOpened(facts), .edited(.title("Staging down")),
            .edited(.severity(.p0, reason: "all of it")),
            .edited(.detection(at: SampleEvents.at + .seconds(-60), reason: "pager")),
            .edited(.moment(.resolved, at: end, reason: "fixed")),
            .noticed(.wallClockStepped(by: .seconds(5))),
        ])
        store.close()
        let summary = try #require(try IncidentFolder.list(root: root.path).first)
        #expect(summary.title == "Staging down")
        #expect(summary.severity == .p0)
        #expect(summary.status == .resolved)
        #expect(summary.duration == .seconds(180))
        #expect(summary.wallClockOffset == .seconds(5))
    }

    @Test func standingTellsRecordingFromInterruptedFromEnded() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.append([.consoleStarted(version: "1")])
        let recording = folder.summary
        #expect(recording.isOpen)
        #expect(recording.standing == .recording(by: try #require(folder.recordedBy)))
        store.close()
        #expect(folder.summary.standing == .interrupted)
        let again = try JournalStore(folder: folder)
        try again.append([.consoleStopped])
        again.close()
        #expect(folder.summary.standing == .ended)
    }

    @Test func listingLeavesTheLockAlone() throws {
        let folder = try root.makeFolder()
        try JournalStore(folder: folder).close()
        _ = try IncidentFolder.list(root: root.path)
        #expect(folder.recordedBy == nil)
        #expect(throws: Never.self) { try JournalStore(folder: folder).close() }
    }
}
