import Foundation
import GRDB
import IncidentModel
import SafeText

@testable import Journal

/// A folder of incidents that goes with the test.
final class TemporaryRoot: Sendable {
    let path: String

    init() {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-journal-\(UUID().uuidString)").path
    }

    deinit {
        for folder in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            JournalReplay.check(IncidentFolder(root: path, id: folder))
        }
        try? FileManager.default.removeItem(atPath: path)
    }

    func makeFolder(_ id: String = "INC-1") throws -> IncidentFolder {
        try IncidentFolder.create(root: path, id: id)
    }

    /// Another folder with copies of a journal's files.
    ///
    /// A child copies: to open and close the database
    /// in this process would give up SQLite's locks on it.
    func copy(_ folder: IncidentFolder, id: String) throws -> IncidentFolder {
        let target = try makeFolder(id)
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/cp")
        child.arguments = [folder.journalPath, folder.journalPath + "-wal", target.path]
        child.standardError = FileHandle.nullDevice
        try child.run()
        child.waitUntilExit()
        return target
    }

    /// Runs SQL behind the journal's back.
    func tamper(_ folder: IncidentFolder, _ sql: String) throws {
        let database = try DatabaseQueue(path: folder.journalPath)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }
}

extension JournalStore {
    /// Appends at a fixed time, `quell` being the actor.
    @discardableResult
    func append(_ bodies: [EventBody]) throws(JournalError) -> [JournalEvent] {
        try append(bodies, actor: "quell", at: Timestamp(seconds: 1_000), monotonic: 7)
    }

    /// Appends numbered notes, each in its own transaction.
    func appendNotes(_ numbers: ClosedRange<Int>) throws {
        for number in numbers { try append([.noteAdded("note \(number)")]) }
    }
}

/// The error that a call throws.
func journalError(_ body: () throws -> Void) -> JournalError? {
    do {
        try body()
        return nil
    } catch {
        return error as? JournalError
    }
}
