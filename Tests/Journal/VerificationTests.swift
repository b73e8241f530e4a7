import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct VerificationTests {
    private let root = TemporaryRoot()

    private func journal(events: Int) throws -> IncidentFolder {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.append((1...events).map { .noteAdded("note \($0)") })
        store.close()
        return folder
    }

    private func verdict(_ folder: IncidentFolder) throws -> ChainVerdict {
        let store = try JournalStore(folder: folder, readOnly: true)
        defer { store.close() }
        return try store.verify()
    }

    @Test func untouchedJournalIsIntactAndNamesItsHead() throws {
        let folder = try journal(events: 5)
        let first = try verdict(folder)
        guard case .intact(events: 5, let head) = first else {
            Issue.record("unexpected \(first)")
            return
        }
        #expect(head.utf8.count == 64)
        let store = try JournalStore(folder: folder)
        try store.appendNotes(6...6)
        #expect(try store.verify() != first)
    }

    @Test(arguments: [
        "UPDATE event SET body = replace(body, 'note 3', 'note 4') WHERE sequence = 3",
        "UPDATE event SET at = at + 1 WHERE sequence = 3",
        "UPDATE event SET monotonic = 8 WHERE sequence = 3",
        "UPDATE event SET actor = 'eve@host' WHERE sequence = 3",
        "UPDATE event SET kind = 'updateSent' WHERE sequence = 3",
        "UPDATE event SET previous = zeroblob(32) WHERE sequence = 3",
        "UPDATE event SET hash = zeroblob(32) WHERE sequence = 3",
        "UPDATE event SET hash = x'' WHERE sequence = 3",
    ])
    func alteredColumnIsNoticed(sql: String) throws {
        let folder = try journal(events: 5)
        try root.tamper(folder, sql)
        #expect(try verdict(folder) == .broken(at: 3, reason: "event 3 was altered"))
    }

    @Test func missingEventIsNoticed() throws {
        let folder = try journal(events: 5)
        try root.tamper(folder, "DELETE FROM event WHERE sequence IN (2, 3)")
        let expected = ChainVerdict.broken(
            at: 2, reason: "event 2 is missing; the next one is 4")
        #expect(try verdict(folder) == expected)
    }

    @Test func eventsWithFreshHashesInAnotherOrderAreNoticed() throws {
        let folder = try journal(events: 3)
        let events = try JournalStore(folder: folder, readOnly: true).events(from: 1, limit: 3)
        // A forger who computes the hash of the altered event, but not of all that follow.
        var forged = events[1]
        forged.body = .noteAdded("nothing happened")
        let first = try StoredEvent(events[0], after: StoredEvent.noHash)
        let stored = try StoredEvent(forged, after: first.hash)
        try root.tamper(
            folder,
            """
            UPDATE event SET body = '\(stored.body)', hash = x'\(stored.hash.hexadecimal)'
            WHERE sequence = 2
            """)
        #expect(
            try verdict(folder)
                == .broken(at: 3, reason: "event 3 does not follow the event before it"))
    }

    @Test func eventOfAnUnknownKindIsNoticedAndNotReadAsSomethingElse() throws {
        let folder = try journal(events: 1)
        var stored = try StoredEvent(
            JournalEvent(
                sequence: 1, at: SampleEvents.at, monotonic: 7, actor: "quell",
                body: .consoleStopped),
            after: StoredEvent.noHash)
        stored.kind = "teleported"
        stored.body = "{\"teleported\":{}}"
        stored.hash = stored.computedHash
        try root.tamper(
            folder,
            """
            UPDATE event SET kind = '\(stored.kind)', body = '\(stored.body)',
            at = \(stored.at), hash = x'\(stored.hash.hexadecimal)'
            """)
        #expect(try verdict(folder).isIntact == false)
        let store = try JournalStore(folder: folder, readOnly: true)
        guard case .damaged(_, let reason) = journalError({ _ = try store.state() }) else {
            Issue.record("an unknown event was read")
            return
        }
        #expect(reason == "event 1 cannot be read")
    }

    @Test func everyFlippedBitIsNoticedOrHarmless() throws {
        let folder = try journal(events: 8)
        let original = try Data(contentsOf: URL(fileURLWithPath: folder.journalPath))
        let events = try JournalStore(folder: folder, readOnly: true).events(from: 1, limit: 99)
        var random = SeededGenerator(seed: 20_261_121)
        var noticed = 0
        for number in 0..<200 {
            var bytes = original
            let position = Int.random(in: 0..<bytes.count, using: &random)
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            let copy = try root.makeFolder("FLIP-\(number)")
            try bytes.write(to: URL(fileURLWithPath: copy.journalPath))
            if try isNoticed(copy, events: events) { noticed += 1 }
        }
        #expect(noticed > 0)
    }

    /// True when damage is told; what is told to be whole must be whole.
    private func isNoticed(_ folder: IncidentFolder, events: [JournalEvent]) throws -> Bool {
        guard let store = try? JournalStore(folder: folder, readOnly: true) else { return true }
        defer { store.close() }
        guard let verdict = try? store.verify(), verdict.isIntact else { return true }
        #expect(try store.events(from: 1, limit: 99) == events)
        return false
    }
}
