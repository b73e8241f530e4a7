import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct JournalLockTests {
    private let root = TemporaryRoot()

    @Test func secondConsoleIsRefusedAndToldWhoRecords() throws {
        let folder = try root.makeFolder()
        let first = try JournalStore(folder: folder)
        defer { first.close() }
        let error = journalError { _ = try JournalStore(folder: folder) }
        guard case .locked(_, let holder) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(holder.string.hasPrefix("\(getpid())@"))
        #expect(
            error?.description == "The journal \(folder.journalPath) is being recorded by another"
                + " console (\(holder)); it can be opened for reading only.")
    }

    @Test func readerWorksBesideTheConsoleThatRecords() throws {
        let folder = try root.makeFolder()
        let writer = try JournalStore(folder: folder)
        try writer.appendNotes(1...2)
        let reader = try JournalStore(folder: folder, readOnly: true)
        #expect(reader.isReadOnly)
        #expect(try reader.page(offset: 0, count: 9).total == 2)
        try writer.appendNotes(3...3)
        #expect(try reader.state() == writer.state())
        #expect(try reader.page(offset: 0, count: 9).total == 3)
        reader.close()
        try writer.appendNotes(4...4)
        #expect(try writer.verify().isIntact)
    }

    @Test func readerWritesNothing() throws {
        let folder = try root.makeFolder()
        try JournalStore(folder: folder).close()
        let reader = try JournalStore(folder: folder, readOnly: true)
        let refusal = JournalError.readOnly(path: DisplayText(folder.journalPath))
        #expect(journalError { try reader.append([.noteAdded("x")]) } == refusal)
        #expect(journalError { try reader.recordSamples([]) } == refusal)
        #expect(folder.recordedBy == nil)
    }

    @Test func readingAJournalThatIsNotThereMakesNone() throws {
        let folder = try root.makeFolder()
        let error = journalError { _ = try JournalStore(folder: folder, readOnly: true) }
        #expect(
            error?.description
                == "Cannot open the journal \(folder.journalPath): no such file or directory.")
        #expect(access(folder.journalPath, F_OK) != 0)
    }

    @Test func closingLetsTheNextConsoleRecord() throws {
        let folder = try root.makeFolder()
        let first = try JournalStore(folder: folder)
        #expect(folder.recordedBy != nil)
        first.close()
        #expect(folder.recordedBy == nil)
        let second = try JournalStore(folder: folder)
        #expect(throws: Never.self) { try second.appendNotes(1...1) }
    }

    @Test func refusedOpeningKeepsNoLock() throws {
        let folder = try root.makeFolder()
        try JournalStore(folder: folder).close()
        try root.tamper(folder, "PRAGMA user_version = 99")
        #expect(journalError { _ = try JournalStore(folder: folder) } != nil)
        #expect(folder.recordedBy == nil)
    }
}
