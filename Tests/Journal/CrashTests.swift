import Dispatch
import Foundation
import IncidentModel
import SafeText
import Synchronization
import Testing

@testable import Journal

/// What a crash leaves behind: the files as they are at some moment, the log possibly cut short.
@Suite struct CrashTests {
    private let root = TemporaryRoot()

    @Test func copyTakenAtAnyMomentHoldsAllThatWasAcknowledged() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        let begun = logHeader(folder)
        // Each takes two pages of the log or more, so that its 1,000th is reached on the way and the
        // log moved into the database and begun anew.
        let writer = Writer(store: store, events: 600)
        writer.start()
        var random = SeededGenerator(seed: 9)
        var copies = 0
        while !writer.isFinished || copies == 0 {
            writer.waitForEvents(Int.random(in: 1...40, using: &random))
            // The database first, then the log: the log only grows, and repeats every page that a
            // checkpoint under way moves, until it is begun anew. Then the copy is void.
            let (acknowledged, header) = (writer.acknowledged, logHeader(folder))
            let copy = try root.copy(folder, id: "COPY-\(copies)")
            guard logHeader(folder) == header else {
                try FileManager.default.removeItem(atPath: copy.path)
                continue
            }
            copies += 1
            try expectPrefix(copy, atLeast: acknowledged)
        }
        #expect(try writer.result() == 600)
        #expect(logHeader(folder) != begun)
    }

    @Test func logCutAnywhereOpensToAPrefix() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.appendNotes(1...6)
        let copy = try root.copy(folder, id: "COPY")
        let database = try contents(copy.journalPath)
        let log = try contents(copy.journalPath + "-wal")
        var counts: [Int] = []
        for cut in cuts(length: log.count) {
            let crashed = try root.makeFolder("CUT-\(cut)")
            try database.write(to: URL(fileURLWithPath: crashed.journalPath))
            try log.prefix(cut).write(to: URL(fileURLWithPath: crashed.journalPath + "-wal"))
            counts.append(try expectPrefix(crashed, atLeast: 0))
        }
        #expect(counts == counts.sorted())
        #expect(counts.first == 0)
        #expect(counts.last == 6)
        #expect(Set(counts).count == 7)
    }

    @Test func recoveredJournalGoesOnWhereThePrefixEnds() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.appendNotes(1...6)
        let copy = try root.copy(folder, id: "COPY")
        let path = copy.journalPath + "-wal"
        let log = try contents(path)
        try log.prefix(log.count - 100).write(to: URL(fileURLWithPath: path))
        let recovered = try JournalStore(folder: copy)
        let event = try recovered.append([.noteAdded("after")])
        #expect(event.map(\.sequence) == [6])
        #expect(try recovered.verify().isIntact)
    }

    /// The ends of all frames (a header of 32 bytes, frames of 24 and a page of 4,096: "WAL file
    /// format", sqlite.org/fileformat2.html), a byte beside them, and random places.
    private func cuts(length: Int) -> [Int] {
        var random = SeededGenerator(seed: 6)
        let ends = stride(from: 32, through: length, by: 24 + 4096).flatMap {
            [$0 - 1, $0, $0 + 1]
        }
        let places = (0..<40).map { _ in Int.random(in: 0...length, using: &random) }
        return Set([0, length] + ends + places).filter { 0...length ~= $0 }.sorted()
    }

    @discardableResult
    private func expectPrefix(_ folder: IncidentFolder, atLeast acknowledged: Int) throws -> Int {
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        let events = try store.events(from: 1, limit: .max)
        #expect(events.count >= acknowledged)
        #expect(events.map(\.sequence) == Array(1..<(events.count + 1)))
        #expect(events.allSatisfy { $0.headline == "note: note \($0.sequence)" })
        #expect(try store.verify().isIntact)
        return events.count
    }

    private func contents(_ path: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    private func logHeader(_ folder: IncidentFolder) -> Data? {
        let file = FileHandle(forReadingAtPath: folder.journalPath + "-wal")
        defer { try? file?.close() }
        return try? file?.read(upToCount: 32)
    }
}

/// Appends notes, one by one, on a thread of its own.
private final class Writer: Sendable {
    private let store: JournalStore
    private let events: Int
    private let count = Atomic<Int>(0)
    private let failure = Mutex<JournalError?>(nil)
    private let finished = Atomic<Bool>(false)
    private let written = DispatchSemaphore(value: 0)

    init(store: JournalStore, events: Int) {
        self.store = store
        self.events = events
    }

    var acknowledged: Int { count.load(ordering: .acquiring) }
    var isFinished: Bool { finished.load(ordering: .acquiring) }

    /// Waits until some more events are written, or until there are no more.
    func waitForEvents(_ count: Int) {
        for _ in 0..<count { written.wait() }
    }

    func start() {
        DispatchQueue(label: "writer").async { [self] in
            do throws(JournalError) {
                for number in 1...events {
                    try store.append([.noteAdded("note \(number)")])
                    count.store(number, ordering: .releasing)
                    written.signal()
                }
            } catch {
                failure.withLock { $0 = error }
            }
            finished.store(true, ordering: .releasing)
            for _ in 0..<events { written.signal() }
        }
    }

    func result() throws -> Int {
        if let error = failure.withLock({ $0 }) { throw error }
        return acknowledged
    }
}
