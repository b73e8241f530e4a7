import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// The stored fold: what came after is read, and what does not fit is as good as none.
@Suite struct SnapshotTests {
    private let root = TemporaryRoot()

    private func closedJournal(_ bodies: [EventBody]) throws -> IncidentFolder {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.append(bodies)
        store.close()
        return folder
    }

    private func reader(_ folder: IncidentFolder) throws -> JournalStore {
        try JournalStore(folder: folder, readOnly: true)
    }

    @Test func closingStoresTheFold() throws {
        let folder = try closedJournal(SampleEvents.all())
        let store = try reader(folder)
        let stored = try #require(try store.storedState())
        #expect(stored.lastSequence == SampleEvents.all().count)
        #expect(try stored == store.stateFromAllEvents())
    }

    @Test func foldIsStoredEverySoManyEvents() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        let notes = (1..<JournalLedger.snapshotInterval).map { EventBody.noteAdded("note \($0)") }
        try store.append(notes)
        #expect(try store.storedState() == nil)
        try store.appendNotes(5000...5002)
        #expect(try store.storedState()?.lastSequence == 5000)
        #expect(try reader(folder).state().noteCount == 5002)
        #expect(try store.state() == store.stateFromAllEvents())
    }

    @Test func onlyWhatCameAfterItIsRead() throws {
        let folder = try closedJournal((1...50).map { .noteAdded("note \($0)") })
        try root.tamper(folder, "UPDATE event SET body = 'no JSON' WHERE sequence = 3")
        let store = try JournalStore(folder: folder, readOnly: true, isQuick: true)
        #expect(try store.state().noteCount == 50)
        #expect(throws: JournalError.self) { try store.stateFromAllEvents() }
    }

    @Test(arguments: [
        "UPDATE snapshot SET sequence = sequence - 1",
        "UPDATE snapshot SET version = version + 1",
        "UPDATE snapshot SET hash = zeroblob(32)",
        "UPDATE snapshot SET checksum = zeroblob(32)",
        "UPDATE snapshot SET state = CAST(replace(CAST(state AS TEXT), '50', '51') AS BLOB)",
        "UPDATE snapshot SET state = x''",
        "DELETE FROM snapshot",
        "DROP TABLE snapshot",
    ])
    func oneThatDoesNotFitIsIgnored(sql: String) throws {
        let folder = try closedJournal((1...50).map { .noteAdded("note \($0)") })
        try root.tamper(folder, sql)
        let store = try reader(folder)
        #expect(try store.storedState() == nil)
        #expect(try store.state().noteCount == 50)
        #expect(try store.verify().isIntact)
    }

    @Test func snapshotOfAnEventThatIsGoneIsIgnored() throws {
        let folder = try closedJournal((1...50).map { .noteAdded("note \($0)") })
        try root.tamper(
            folder,
            "DELETE FROM event WHERE sequence = 50; DELETE FROM headline WHERE sequence = 50")
        #expect(try JournalStore(folder: folder).state().noteCount == 49)
    }

    @Test func stateSurvivesJSON() throws {
        var state = IncidentState()
        for (place, body) in SampleEvents.all("déjà vu").enumerated() {
            state.apply(
                JournalEvent(
                    sequence: place + 1, at: SampleEvents.at, monotonic: 7, actor: "ada", body: body
                ))
            let copy = try JSONDecoder().decode(
                IncidentState.self, from: JSONEncoder().encode(state))
            #expect(copy == state, "after \(body)")
        }
    }
}
