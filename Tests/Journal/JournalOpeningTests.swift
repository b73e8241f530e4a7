import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct JournalOpeningTests {
    private let root = TemporaryRoot()

    @Test func journalOfALaterVersionIsRefusedAndLeftAsItIs() throws {
        let folder = try root.makeFolder()
        try JournalStore(folder: folder).close()
        try root.tamper(folder, "PRAGMA user_version = 4")
        let before = try contents(folder)
        for readOnly in [false, true] {
            let error = journalError { _ = try JournalStore(folder: folder, readOnly: readOnly) }
            #expect(
                error?.description == "The journal \(folder.journalPath) was written by a later"
                    + " version of Quell (schema 4, this one knows 3).")
        }
        #expect(try contents(folder) == before)
    }

    @Test func journalOfTheFirstVersionIsReadAndThenBroughtUpToDate() throws {
        let folder = try root.makeFolder()
        let first = try JournalStore(folder: folder)
        try first.appendNotes(1...2)
        first.close()
        try root.tamper(
            folder,
            """
            DROP TABLE log_engine; DROP TABLE headline; DROP TABLE snapshot; PRAGMA user_version = 1
            """)
        let reader = try JournalStore(folder: folder, readOnly: true)
        #expect(try reader.storedLogEngine() == nil)
        #expect(try reader.page(offset: 0, count: 9).total == 2)
        reader.close()
        let writer = try JournalStore(folder: folder)
        try writer.storeLogEngine([1, 2], at: Timestamp(seconds: 1))
        try writer.storeLogEngine([3], at: Timestamp(seconds: 2))
        #expect(try writer.storedLogEngine() == [3])
        #expect(try writer.page(offset: 0, count: 9).total == 2)
    }

    @Test func databaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws {
        let folder = try root.makeFolder()
        try root.tamper(folder, "CREATE TABLE bookmark (url TEXT)")
        let before = try contents(folder)
        let error = journalError { _ = try JournalStore(folder: folder) }
        #expect(
            error?.description
                == "The journal \(folder.journalPath) is a database of another program.")
        #expect(try contents(folder) == before)
    }

    @Test func fileThatIsNoDatabaseIsCalledDamagedAndKept() throws {
        let folder = try root.makeFolder()
        let junk = Data(repeating: 0x41, count: 5000)
        try junk.write(to: URL(fileURLWithPath: folder.journalPath))
        let error = journalError { _ = try JournalStore(folder: folder, readOnly: true) }
        guard case .damaged = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        let store = try JournalStore(folder: folder)
        let account = try #require(try store.carryOvers().first)
        #expect(account.events == 0)
        let kept = folder.path + "/" + account.kept.string
        #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == junk)
    }

    @Test func emptyFileBecomesAJournalButIsNotRead() throws {
        let folder = try root.makeFolder()
        try Data().write(to: URL(fileURLWithPath: folder.journalPath))
        let error = journalError { _ = try JournalStore(folder: folder, readOnly: true) }
        #expect(
            error?.description == "Cannot open the journal \(folder.journalPath): it is empty.")
        let store = try JournalStore(folder: folder)
        #expect(throws: Never.self) { try store.appendNotes(1...1) }
    }

    @Test func folderInPlaceOfTheFileIsRefused() throws {
        let folder = try root.makeFolder()
        try FileManager.default.createDirectory(
            atPath: folder.journalPath, withIntermediateDirectories: false)
        let error = journalError { _ = try JournalStore(folder: folder) }
        guard case .cannotOpen = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
    }

    @Test func missingFolderIsToldInTheSystemsWords() throws {
        let folder = IncidentFolder(root: root.path, id: "INC-1")
        let error = journalError { _ = try JournalStore(folder: folder) }
        #expect(
            error?.description
                == "Cannot create the journal \(folder.path)/lock: no such file or directory.")
    }

    private func contents(_ folder: IncidentFolder) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: folder.journalPath))
    }
}
