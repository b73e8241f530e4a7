import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct FullDiskTests {
    private let root = TemporaryRoot()
    private let bulk = EventBody.noteAdded(DisplayText(String(repeating: "x", count: 40_000)))

    @Test func refusedAppendLeavesNothingAndTheNextOneWorksWhenThereIsRoom() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.appendNotes(1...2)
        // SQLite's own bound gives the very error of a full disk.
        try limitPages(store, to: 1)
        let error = journalError { try store.append([.noteAdded("x"), bulk]) }
        #expect(error == .diskFull(path: DisplayText(folder.journalPath)))
        #expect(try store.page(offset: 0, count: 9).total == 2)
        try limitPages(store, to: 100_000)
        #expect(try store.append([bulk]).map(\.sequence) == [3])
        #expect(try store.verify().isIntact)
    }

    @Test func whatWasRefusedIsWrittenInOrderOnceThereIsRoom() throws {
        let store = try JournalStore(folder: root.makeFolder())
        var continuity = RecordingContinuity()
        try limitPages(store, to: 1)
        for second in 1...3 {
            let entry = JournalEntry(
                bulk, actor: "ada@web-1", at: Timestamp(seconds: Int64(second)),
                monotonic: Int64(second))
            let recorded = continuity.record([entry], at: entry.at, monotonic: entry.monotonic) {
                entries throws(JournalError) in try store.append(entries)
            }
            #expect(recorded.isEmpty)
        }
        #expect(continuity.unrecorded == 3)
        try limitPages(store, to: 100_000)
        let at = Timestamp(seconds: 9)
        let recorded = continuity.record([], at: at, monotonic: 9, isForced: true) {
            entries throws(JournalError) in try store.append(entries)
        }
        #expect(recorded.map(\.sequence) == [4])
        #expect(continuity == RecordingContinuity())
        let events = try store.events(from: 1, limit: 9)
        #expect(events.map(\.body).prefix(3) == [bulk, bulk, bulk])
        #expect(events.map { $0.at.seconds } == [1, 2, 3, 9])
        #expect(events.map(\.actor) == ["ada@web-1", "ada@web-1", "ada@web-1", "quell"])
        guard case .noticed(.recordedLate(events: 3, _)) = events.last?.body else {
            Issue.record("no word of it but \(String(describing: events.last?.body))")
            return
        }
        #expect(try store.state().unrecorded == 0)
    }

    @Test(.enabled(if: SmallDisk.canBeMounted, "mounting a file system needs privileges"))
    func smallFileSystemFillsAndFreesAgain() throws {
        let disk = try SmallDisk()
        let folder = try IncidentFolder.create(root: disk.path, id: "INC-1")
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        try store.appendNotes(1...2)
        let ballast = URL(fileURLWithPath: disk.path + "/ballast")
        disk.fill(ballast)
        let error = journalError { for _ in 0..<100 { try store.append([bulk]) } }
        #expect(
            error?.description == "The disk of the journal \(folder.journalPath) is full.")
        let total = try store.page(offset: 0, count: 0).total
        try FileManager.default.removeItem(at: ballast)
        #expect(try store.append([bulk]).map(\.sequence) == [total + 1])
        #expect(try store.verify().isIntact)
    }

    @Test(.enabled(if: SmallDisk.canBeMounted, "mounting a file system needs privileges"))
    func fullFileSystemRefusesANewJournalInOneSentence() throws {
        let disk = try SmallDisk()
        let folder = try IncidentFolder.create(root: disk.path, id: "INC-1")
        disk.fill(URL(fileURLWithPath: disk.path + "/ballast"))
        let error = journalError { _ = try JournalStore(folder: folder) }
        guard case .diskFull = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
    }

    private func limitPages(_ store: JournalStore, to pages: Int) throws {
        try store.reading { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }
}

/// A file system of 2 MB in memory that goes with the test.
private final class SmallDisk {
    static let canBeMounted: Bool = (try? SmallDisk()) != nil

    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-disk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", path]) else {
            try? FileManager.default.removeItem(atPath: path)
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    deinit {
        if Self.run("umount", ["--lazy", path]) {
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    /// Writes a file until there is no room for another byte.
    func fill(_ file: URL) {
        _ = Self.run("dd", ["if=/dev/zero", "of=\(file.path)", "bs=4096"])
    }

    private static func run(_ name: String, _ arguments: [String]) -> Bool {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        child.arguments = [name] + arguments
        child.standardOutput = FileHandle.nullDevice
        child.standardError = FileHandle.nullDevice
        guard (try? child.run()) != nil else { return false }
        child.waitUntilExit()
        return child.terminationStatus == 0
    }
}
