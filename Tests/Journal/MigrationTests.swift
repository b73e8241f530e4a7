import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// Journals of earlier versions are read as they were meant, and brought up to date when written.
@Suite struct MigrationTests {
    private let root = TemporaryRoot()
    private static let makeVersion2 =
        "DROP TABLE headline; DROP TABLE snapshot; PRAGMA user_version = 2"

    /// Bodies as versions 1 and 2 wrote them.
    private static let bodies: [(json: String, body: EventBody)] = [
        (#"{"consoleStarted":{"version":"0.2"}}"#, .consoleStarted(version: "0.2")),
        (
            #"{"incidentOpened":{"_0":{"escalateAfter":[390,5769811253274869760],"id":"INC-1","openedAt":{"nanoseconds":1000000000000},"severity":0,"title":"Down","updateEvery":[97,10665824850173493248]}}}"#,
            .incidentOpened(
                IncidentFacts(
                    id: "INC-1", title: "Down", severity: .p0, openedAt: Timestamp(seconds: 1000),
                    cadences: [UpdateCadence(audience: "engineering", every: .seconds(1800))],
                    escalateAfter: .seconds(7200)))
        ),
        (#"{"noteAdded":{"_0":"Looking"}}"#, .noteAdded("Looking")),
        (
            #"{"updateSent":{"audience":"engineering","text":"all"}}"#,
            .updateSent(audience: "engineering", text: "all")
        ),
        (#"{"consoleStopped":{}}"#, .consoleStopped),
    ]

    @Test func bodiesOfEarlierVersionsAreRead() throws {
        for (json, body) in Self.bodies {
            let read = try JSONDecoder().decode(EventBody.self, from: Data(json.utf8))
            #expect(read == body)
        }
    }

    /// A journal whose rows are those that an earlier version wrote.
    private func oldJournal() throws -> IncidentFolder {
        let folder = try root.makeFolder()
        try JournalStore(folder: folder).close()
        var head = StoredEvent.noHash
        for (place, old) in Self.bodies.enumerated() {
            var stored = StoredEvent(
                sequence: Int64(place + 1), at: 1_000_000_000_000, monotonic: 7, actor: "Ada",
                kind: old.body.kind, body: old.json, previous: head, hash: [])
            stored.hash = stored.computedHash
            head = stored.hash
            let event = stored
            let database = try DatabaseQueue(path: folder.journalPath)
            try database.write { try event.insert($0) }
            try database.close()
        }
        try root.tamper(folder, Self.makeVersion2)
        return folder
    }

    @Test func journalOfTheSecondVersionIsReadOnlyAsItIs() throws {
        let folder = try oldJournal()
        let reader = try JournalStore(folder: folder, readOnly: true)
        #expect(try reader.verify().isIntact)
        #expect(try reader.state().facts?.cadences.map(\.every) == [.seconds(1800)])
        let filter = TimelineFilter(including: ["looking"])
        #expect(try reader.page(offset: 0, count: 9, filter: filter).events.map(\.sequence) == [3])
    }

    @Test func openedForWritingItsEventsAreFoundByText() throws {
        let folder = try oldJournal()
        let before = try JournalStore(folder: folder, readOnly: true).verify()
        let store = try JournalStore(folder: folder)
        #expect(try store.verify() == before, "what is hashed stays as it was")
        let texts = try store.reading {
            try String.fetchAll($0, sql: "SELECT text FROM headline ORDER BY sequence")
        }
        #expect(
            texts == [
                "ada console started", "ada p0 opened: down", "ada note: looking",
                "ada update sent to engineering", "ada console ended",
            ])
        #expect(try store.append([.noteAdded("new")]).map(\.sequence) == [6])
        #expect(try store.verify().isIntact)
    }
}
