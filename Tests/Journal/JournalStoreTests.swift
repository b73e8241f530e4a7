import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct JournalStoreTests {
    private let root = TemporaryRoot()

    @Test func everyKindOfEventIsReadAsItWasWritten() throws {
        let folder = try root.makeFolder()
        let bodies = SampleEvents.all("déjà vu ␛ 日本 \"quoted\" \\")
        let store = try JournalStore(folder: folder)
        let written = try store.append(
            bodies, actor: "ada@web-1", at: Timestamp(nanoseconds: -5), monotonic: .max)
        store.close()
        let read = try JournalStore(folder: folder).events(from: 1, limit: 100)
        #expect(read == written)
        #expect(read.map(\.body) == bodies)
    }

    @Test func reopenedJournalHasTheSameState() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        var live = IncidentState()
        for body in SampleEvents.all() {
            for event in try store.append([body]) { live.apply(event) }
        }
        #expect(try store.state() == live)
        store.close()
        #expect(try JournalStore(folder: folder).state() == live)
    }

    @Test func theSameEventsFoldToTheSameState() throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.append(SampleEvents.all())
        #expect(try store.state() == store.state())
        let once = try store.events(from: 1, limit: 100)
        var twice = IncidentState()
        for event in once + once { twice.apply(event) }
        #expect(try store.state() == twice)
    }

    @Test func numbersAreDenseAcrossBatchesAndOpenings() throws {
        let folder = try root.makeFolder()
        for opening in 0..<3 {
            let store = try JournalStore(folder: folder)
            let events = try store.append([.noteAdded("a"), .noteAdded("b"), .noteAdded("c")])
            #expect(events.map(\.sequence) == Array((opening * 3 + 1)...(opening * 3 + 3)))
            store.close()
        }
    }

    @Test func manyThreadsAppendWithoutAGap() async throws {
        let store = try JournalStore(folder: root.makeFolder())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for note in 0..<10 { try store.append([.noteAdded("\(writer) \(note)")]) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.events(from: 1, limit: 100).map(\.sequence) == Array(1...80))
        #expect(try store.verify().isIntact)
    }

    @Test func emptyBatchWritesNothing() throws {
        let store = try JournalStore(folder: root.makeFolder())
        #expect(try store.append([EventBody]()) == [])
        #expect(try store.page(offset: 0, count: 10) == TimelinePage())
        #expect(try store.state() == IncidentState())
    }

    @Test func writeAheadLogIsSyncedAtEveryCommit() throws {
        let store = try JournalStore(folder: root.makeFolder())
        let (mode, synchronous) = try store.reading { db in
            (
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        // 2 is FULL (sqlite.org/pragma.html#pragma_synchronous).
        #expect(synchronous == 2)
    }

    @Test func secretsAreHiddenBeforeTheyReachTheDisk() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        let key = "AKIA" + "IOSFODNN7EXAMPLF"
        let events = try store.append([.noteAdded("use \(key) for now")])
        #expect(events.first?.headline.string.contains(key) == false)
        store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.journalPath))
        #expect(bytes.range(of: Data(key.utf8)) == nil)
        #expect(bytes.range(of: Data("for now".utf8)) != nil)
    }

    @Test func literalSecretsAreHiddenInEventsActorsAndSamples() throws {
        let folder = try root.makeFolder()
        let secret = "correct-horse-battery"
        let store = try JournalStore(folder: folder, redactor: Redactor(secretValues: [secret]))
        let text = DisplayText("it is \(secret)")
        _ = try store.append(SampleEvents.all(text), actor: text, at: SampleEvents.at, monotonic: 0)
        try store.recordSamples([
            Reading(
                probe: ProbeID(service: ServiceID("db"), index: 0), kind: "exec",
                startedAt: SampleEvents.at, duration: .zero, outcome: .down, summary: text,
                reason: text)
        ])
        store.close()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.journalPath))
        #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }

    @Test func closedJournalRefusesWithASentence() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        store.close()
        store.close()
        let closed = JournalError.closed(path: DisplayText(folder.journalPath))
        #expect(journalError { try store.append([.noteAdded("x")]) } == closed)
        #expect(journalError { _ = try store.state() } == closed)
        #expect(journalError { _ = try store.verify() } == closed)
    }
}
