import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// The note of the newest event: what it names was recorded, whatever the log looks like.
@Suite struct JournalHeadTests {
    private let root = TemporaryRoot()

    /// The files of a journal of three notes that nobody closed, in a folder of their own; a cut one
    /// lacks the whole last transaction in its log.
    private func unclosed(isCut: Bool = false) throws -> IncidentFolder {
        let folder = try root.makeFolder("INC-1")
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        try store.appendNotes(1...2)
        let log = URL(fileURLWithPath: folder.journalPath + "-wal")
        let size = try Data(contentsOf: log).count
        try store.appendNotes(3...3)
        let copy = try root.makeFolder("INC-2")
        for ending in ["", "-wal", JournalHead.suffix] {
            try FileManager.default.copyItem(
                atPath: folder.journalPath + ending, toPath: copy.journalPath + ending)
        }
        if isCut { try change(copy.journalPath + "-wal") { $0 = $0.prefix(size) } }
        return copy
    }

    private func change(_ path: String, _ change: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        change(&bytes)
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    private func carryOver(_ folder: IncidentFolder) throws -> (events: Int, missing: DisplayText)?
    {
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        let events = try store.events(from: 1, limit: 99)
        guard case .noticed(.carriedOver(let account))? = events.last?.body else { return nil }
        return (account.events, account.missing)
    }

    @Test func soundLogIsOpenedAsItIs() throws {
        let folder = try unclosed()
        #expect(JournalHead(besideJournal: folder.journalPath)?.sequence == 3)
        #expect(try carryOver(folder) == nil)
    }

    @Test func logThatLostItsLastTransactionIsNoticed() throws {
        let folder = try unclosed(isCut: true)
        let reader = try JournalStore(folder: folder, readOnly: true)
        #expect(reader.damage == "event 3 was recorded and is missing")
        reader.close()
        let found = try #require(try carryOver(folder))
        #expect(found == (2, "event 3 cannot be read"))
        // The new journal has a note of its own.
        #expect(try carryOver(folder)?.events == 2)
        #expect(JournalHead(besideJournal: folder.journalPath)?.sequence == 3)
    }

    @Test func eventOfATransactionThatIsCutShortIsReadAllTheSame() throws {
        let folder = try unclosed()
        // The frame that ends the transaction is not whole, the one with the event is.
        try change(folder.journalPath + "-wal") { $0.removeLast(1) }
        let found = try #require(try carryOver(folder))
        #expect(found == (3, ""))
    }

    @Test func eventBehindAWrongChecksumIsReadAllTheSame() throws {
        let folder = try unclosed()
        // The last frame's page is whole, its checksum is not.
        try change(folder.journalPath + "-wal") { bytes in
            let size = 24 + 4096
            let last = 32 + (bytes.count - 32) / size * size - size
            bytes[last + 16] ^= 1
        }
        let found = try #require(try carryOver(folder))
        #expect(found == (3, ""))
    }

    @Test func noteThatLagsOrDoesNotCheckSaysNothing() throws {
        let folder = try unclosed()
        let note = folder.journalPath + JournalHead.suffix
        try change(note) { $0[5] ^= 1 }
        #expect(JournalHead(besideJournal: folder.journalPath) == nil)
        #expect(try carryOver(folder) == nil)
        let first = try JournalStore(folder: folder, readOnly: true).events(from: 1, limit: 1)
        #expect(first.count == 1)
        try Data().write(to: URL(fileURLWithPath: note))
        #expect(try carryOver(folder) == nil)
        try FileManager.default.removeItem(atPath: note)
        #expect(try carryOver(folder) == nil)
        #expect(JournalHead(besideJournal: folder.journalPath)?.sequence == 3)
    }

    @Test func chainThatWasWrittenAnewIsNoticed() throws {
        let (first, other) = (try root.makeFolder("INC-3"), try root.makeFolder("INC-4"))
        for (folder, text) in [(first, "this"), (other, "that")] {
            let store = try JournalStore(folder: folder)
            _ = try store.append([.noteAdded(DisplayText(text))])
            store.close()
        }
        let files = FileManager.default
        try files.removeItem(atPath: first.journalPath)
        try files.copyItem(atPath: other.journalPath, toPath: first.journalPath)
        let reader = try JournalStore(folder: first, readOnly: true)
        defer { reader.close() }
        #expect(reader.damage == "event 1 is not the one that was recorded")
    }

    @Test func noteThatCannotBeWrittenHindersNothing() throws {
        let folder = try root.makeFolder("INC-5")
        try FileManager.default.createDirectory(
            atPath: folder.journalPath + JournalHead.suffix, withIntermediateDirectories: false)
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        #expect(try store.append([.noteAdded("x")]).count == 1)
    }
}
