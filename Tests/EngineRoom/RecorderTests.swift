import Foundation
import GRDB
import IncidentModel
import Journal
import SafeText
import Testing

@testable import EngineRoom

/// What happened is shown in order, with growing numbers, whether or not the journal takes it.
struct RecorderTests {
    private let folder: TemporaryFolder
    private let incident: IncidentFolder

    init() throws {
        folder = try TemporaryFolder()
        incident = try IncidentFolder.create(root: folder.path, id: "INC-1")
    }

    @Test func writtenEventsHaveTheirNumbersOnDisk() throws {
        var recorder = Recorder(folder: incident)
        let shown = note(["a", "b"], in: &recorder) + note(["c"], in: &recorder)
        #expect(shown.map(\.sequence) == [1, 2, 3])
        #expect(recorder.isRecording)
        #expect(try onDisk() == shown)
    }

    @Test func folderThatIsAFileStillShowsEventsAndSaysWhy() throws {
        try FileManager.default.removeItem(atPath: incident.path)
        try Data().write(to: URL(fileURLWithPath: incident.path))
        var recorder = Recorder(folder: incident)
        let reason = try #require(recorder.continuity.reason)
        #expect(reason.string.contains(incident.path))
        #expect(recorder.restore() == nil)
        let shown = note(["a", "b"], in: &recorder) + note(["c"], in: &recorder)
        #expect(shown.map(\.sequence) == [1, 2, 3])
        #expect(shown.map(\.body) == ["a", "b", "c"].map { .noteAdded($0) })
        #expect(!recorder.isRecording)
        #expect(recorder.continuity.unrecorded == 3)
        #expect(recorder.continuity.reason == reason, "the reason stays the true one")
        #expect(recorder.page().unreadable == reason)
    }

    @Test func whatWaitedIsWrittenOnceTheJournalTakesEventsAgain() throws {
        var recorder = Recorder(folder: incident)
        var shown = note(["before"], in: &recorder)
        try behindItsBack("ALTER TABLE event RENAME TO hidden")
        shown += note(["late", "late too"], in: &recorder)
        #expect(!recorder.isRecording)
        #expect(recorder.wantsRetry)
        #expect(shown.map(\.sequence) == [1, 2, 3])
        try behindItsBack("ALTER TABLE hidden RENAME TO event")
        let recovered = note(["after"], in: &recorder)
        #expect(recorder.isRecording)
        guard case .noticed(.recordedLate(events: 2, _))? = recovered.first?.body else {
            Issue.record("no word of it but \(recovered.map(\.body))")
            return
        }
        #expect(recovered.map(\.sequence) == [4, 5])
        #expect(try onDisk() == shown + recovered, "what was shown is what is on disk, numbers too")
    }

    @Test func retryWritesWhatWaitsWithoutAnythingNew() throws {
        var recorder = Recorder(folder: incident)
        try behindItsBack("ALTER TABLE event RENAME TO hidden")
        let shown = note(["late"], in: &recorder)
        #expect(recorder.retry(at: Timestamp(seconds: 6), monotonic: 10).isEmpty)
        try behindItsBack("ALTER TABLE hidden RENAME TO event")
        let told = recorder.retry(at: Timestamp(seconds: 7), monotonic: 11)
        #expect(told.map(\.sequence) == [2])
        #expect(!recorder.wantsRetry)
        #expect(recorder.retry(at: Timestamp(seconds: 8), monotonic: 12).isEmpty)
        #expect(try onDisk() == shown + told)
    }

    @Test func eventsBeyondTheBoundAreAGapAndNumbersNeverGoBack() throws {
        var recorder = Recorder(folder: incident, bounds: .init(events: 2))
        var state = IncidentState()
        var shown = note(["1"], in: &recorder)
        try behindItsBack("ALTER TABLE event RENAME TO hidden")
        shown += note(["2", "3", "4", "5"], in: &recorder)
        try behindItsBack("ALTER TABLE hidden RENAME TO event")
        shown += note(["6"], in: &recorder)
        shown.forEach { state.apply($0) }
        #expect(state.noteCount == 6)
        #expect(state.unrecorded == 2)
        #expect(shown.map(\.sequence) == Array(1...8))
        let notes = try onDisk().compactMap { event in
            if case .noteAdded(let text, _) = event.body { text } else { nil }
        }
        #expect(notes == ["1", "4", "5", "6"])
    }

    @Test func journalThatCannotBeOpenedIsOpenedLater() throws {
        var first = Recorder(folder: incident)
        _ = note(["earlier"], in: &first)
        first.close(at: Timestamp(seconds: 5), monotonic: 9)
        try FileManager.default.moveItem(
            atPath: incident.journalPath, toPath: incident.journalPath + ".away")
        try FileManager.default.createDirectory(
            atPath: incident.journalPath, withIntermediateDirectories: false)
        var recorder = Recorder(folder: incident)
        #expect(!recorder.isRecording)
        _ = note(["late"], in: &recorder)
        #expect(recorder.retry(at: Timestamp(seconds: 6), monotonic: 10).isEmpty)
        try FileManager.default.removeItem(atPath: incident.journalPath)
        try FileManager.default.moveItem(
            atPath: incident.journalPath + ".away", toPath: incident.journalPath)
        #expect(recorder.retry(at: Timestamp(seconds: 7), monotonic: 11).count == 1)
        #expect(recorder.isStateStale)
        let restored = recorder.restore()
        let state = try #require(restored)
        #expect(state.noteCount == 2)
        #expect(!recorder.wantsRetry)
        #expect(try onDisk().map(\.at.seconds) == [5, 5, 7])
        #expect(note(["next"], in: &recorder).map(\.sequence) == [4])
    }

    @Test func journalDamagedUnderwayIsCarriedOverAndWrittenOn() throws {
        var recorder = Recorder(folder: incident)
        _ = note(["1", "2"], in: &recorder)
        try behindItsBack("UPDATE event SET hash = zeroblob(32) WHERE sequence = 2")
        _ = note(["3"], in: &recorder)
        #expect(!recorder.isRecording)
        #expect(recorder.retry(at: Timestamp(seconds: 7), monotonic: 11).count == 1)
        #expect(recorder.isStateStale)
        _ = recorder.restore()
        let bodies = try onDisk().map(\.body)
        #expect(bodies.first == .noteAdded("1"))
        #expect(bodies.contains(.noteAdded("3")))
        #expect(!bodies.contains(.noteAdded("2")), "an altered event is not believed")
    }

    @Test func anotherRecorderGoesOnWhereTheFirstStopped() throws {
        var first = Recorder(folder: incident)
        #expect(first.restore() == nil, "a new journal holds nothing")
        _ = note(["a", "b"], in: &first)
        first.close(at: Timestamp(seconds: 5), monotonic: 9)
        var second = Recorder(folder: incident)
        #expect(second.restore()?.noteCount == 2)
        #expect(note(["c"], in: &second).map(\.sequence) == [3])
        #expect(second.page(offset: 0, count: 2).events.map(\.sequence) == [3, 2])
    }

    @Test func secondRecorderOfAnIncidentOnlyReads() throws {
        var first = Recorder(folder: incident)
        _ = note(["mine"], in: &first)
        var second = Recorder(folder: incident)
        #expect(second.isWatching)
        #expect(!second.isRecording)
        #expect(second.restore()?.noteCount == 1)
        #expect(note(["theirs"], in: &second).isEmpty)
        #expect(second.newEvents(after: 1, limit: 9).isEmpty)
        let more = note(["mine too"], in: &first)
        #expect(second.newEvents(after: 1, limit: 9) == more)
        #expect(second.page(offset: 0, count: 1).events == more)
        first.close(at: Timestamp(seconds: 5), monotonic: 9)
        #expect(second.isWatching, "it would have to be opened again")
        #expect(second.recordedBy == nil)
        #expect(try onDisk().map(\.body) == [.noteAdded("mine"), .noteAdded("mine too")])
    }

    @Test func samplesAreWrittenInBatches() throws {
        var recorder = Recorder(folder: incident)
        let batch = (0..<Recorder.sampleBatch).map(reading)
        recorder.keep(Array(batch.dropLast()))
        #expect(try samplesOnDisk() == 0)
        recorder.keep([batch[batch.count - 1]])
        #expect(try samplesOnDisk() == Recorder.sampleBatch)
    }

    @Test func closingWritesTheSamplesThatAreLeft() throws {
        var recorder = Recorder(folder: incident)
        recorder.keep((0..<3).map(reading))
        recorder.close(at: Timestamp(seconds: 5), monotonic: 9)
        #expect(try samplesOnDisk() == 3)
        #expect(incident.recordedBy == nil)
    }

    private func note(_ texts: [DisplayText], in recorder: inout Recorder) -> [JournalEvent] {
        recorder.record(
            texts.map { .noteAdded($0) }, actor: "ada", at: Timestamp(seconds: 5), monotonic: 9)
    }

    private func reading(_ number: Int) -> Reading {
        Reading(
            probe: ProbeID(service: ServiceID("web"), index: 0), kind: "http",
            startedAt: Timestamp(seconds: Int64(number)), duration: .milliseconds(3), outcome: .up)
    }

    private func onDisk() throws -> [JournalEvent] {
        let store = try JournalStore(folder: incident, readOnly: true)
        defer { store.close() }
        return try store.events(from: 1, limit: 100)
    }

    private func samplesOnDisk() throws -> Int {
        let store = try JournalStore(folder: incident, readOnly: true)
        defer { store.close() }
        return try store.samples(
            of: ProbeID(service: ServiceID("web"), index: 0), limit: 1000
        ).count
    }

    /// Makes the journal refuse events, or take them again.
    private func behindItsBack(_ sql: String) throws {
        let database = try DatabaseQueue(path: incident.journalPath)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }
}
