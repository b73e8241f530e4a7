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
    }

    @Test func gapIsWrittenOnceTheJournalTakesEventsAgain() throws {
        var recorder = Recorder(folder: incident)
        var shown = note(["before"], in: &recorder)
        try behindItsBack("ALTER TABLE event RENAME TO hidden")
        shown += note(["lost", "lost too"], in: &recorder)
        #expect(!recorder.isRecording)
        #expect(shown.map(\.sequence) == [1, 2, 3])
        try behindItsBack("ALTER TABLE hidden RENAME TO event")
        let recovered = note(["after"], in: &recorder)
        #expect(recorder.isRecording)
        guard case .recordingGap(events: 2, _)? = recovered.first?.body else {
            Issue.record("no gap but \(recovered.map(\.body))")
            return
        }
        #expect(recovered.map(\.sequence) == [4, 5], "shown numbers never go back")
        #expect(try onDisk().map(\.sequence) == [1, 2, 3])
        #expect(try onDisk().map(\.body) == shown.prefix(1).map(\.body) + recovered.map(\.body))
    }

    @Test func foldOfShownEventsIgnoresNone() throws {
        var recorder = Recorder(folder: incident)
        var state = IncidentState()
        var shown = note(["1"], in: &recorder)
        try behindItsBack("ALTER TABLE event RENAME TO hidden")
        shown += note(["2", "3"], in: &recorder)
        try behindItsBack("ALTER TABLE hidden RENAME TO event")
        shown += note(["4"], in: &recorder)
        shown.forEach { state.apply($0) }
        #expect(state.noteCount == 4)
        #expect(state.unrecorded == 2)
    }

    @Test func anotherRecorderGoesOnWhereTheFirstStopped() throws {
        var first = Recorder(folder: incident)
        #expect(first.restore() == nil, "a new journal holds nothing")
        _ = note(["a", "b"], in: &first)
        first.close()
        var second = Recorder(folder: incident)
        #expect(second.restore()?.noteCount == 2)
        #expect(note(["c"], in: &second).map(\.sequence) == [3])
        #expect(second.page(offset: 0, count: 2)?.events.map(\.sequence) == [3, 2])
    }

    @Test func secondRecorderOfAnIncidentRecordsNothingAndNamesTheReason() throws {
        var first = Recorder(folder: incident)
        var second = Recorder(folder: incident)
        #expect(second.continuity.reason?.string.contains("another console") == true)
        _ = note(["mine"], in: &first)
        _ = note(["theirs"], in: &second)
        #expect(second.continuity.reason?.string.contains("another console") == true)
        #expect(try onDisk().map(\.body) == [.noteAdded("mine")])
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
        recorder.close()
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
