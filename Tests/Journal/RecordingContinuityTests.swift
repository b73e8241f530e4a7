import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct RecordingContinuityTests {
    /// A journal that can be full.
    private struct Desk {
        var isFull = false
        var written: [JournalEntry] = []
        var attempts = 0

        mutating func append(_ entries: [JournalEntry]) throws(JournalError) -> [JournalEvent] {
            attempts += 1
            if isFull { throw .diskFull(path: "/j") }
            let first = written.count + 1
            written += entries
            return entries.enumerated().map { place, entry in
                JournalEvent(
                    sequence: first + place, at: entry.at, monotonic: entry.monotonic,
                    actor: entry.actor, body: entry.body)
            }
        }
    }

    private func note(_ number: Int) -> JournalEntry {
        JournalEntry(
            .noteAdded("note \(number)"), actor: "ada", at: Timestamp(seconds: Int64(number)),
            monotonic: Int64(number))
    }

    private func record(
        _ entries: [JournalEntry], _ continuity: inout RecordingContinuity, _ desk: inout Desk,
        at seconds: Int64 = 900, isForced: Bool = false
    ) -> [JournalEvent] {
        continuity.record(
            entries, at: Timestamp(seconds: seconds), monotonic: seconds * 1_000_000_000,
            isForced: isForced
        ) { entries throws(JournalError) in try desk.append(entries) }
    }

    @Test func workingJournalGetsTheEventsAsTheyAre() {
        var (continuity, desk) = (RecordingContinuity(), Desk())
        let shown = record([note(1), note(2)], &continuity, &desk)
        #expect(shown.map(\.sequence) == [1, 2])
        #expect(desk.written == [note(1), note(2)])
        #expect(continuity == RecordingContinuity())
    }

    @Test func refusedEventsWaitWithTheNewestReason() {
        var continuity = RecordingContinuity(notRecordingBecause: "first")
        var desk = Desk(isFull: true)
        #expect(record([note(1), note(2)], &continuity, &desk).isEmpty)
        #expect(record([note(3)], &continuity, &desk).isEmpty)
        #expect(!continuity.isRecording)
        #expect(continuity.unrecorded == 3)
        #expect(continuity.waiting == [note(1), note(2), note(3)])
        #expect(continuity.reason == "The disk of the journal /j is full.")
    }

    @Test func whatWaitedIsWrittenBeforeWhatIsNewAndOnlyTheRestIsShown() {
        var (continuity, desk) = (RecordingContinuity(), Desk(isFull: true))
        _ = record([note(1), note(2)], &continuity, &desk)
        desk.isFull = false
        let shown = record([note(3)], &continuity, &desk)
        #expect(shown.map(\.sequence) == [3, 4])
        let late = EventBody.noticed(
            .recordedLate(events: 2, reason: "The disk of the journal /j is full."))
        #expect(desk.written.map(\.body) == [note(1).body, note(2).body, late, note(3).body])
        #expect(desk.written.prefix(2) == [note(1), note(2)], "with their own times and author")
        #expect(continuity == RecordingContinuity())
    }

    @Test func retryWithoutNewEventsWritesWhatWaits() {
        var (continuity, desk) = (RecordingContinuity(), Desk(isFull: true))
        _ = record([note(1)], &continuity, &desk)
        #expect(record([], &continuity, &desk, isForced: true).isEmpty)
        desk.isFull = false
        #expect(record([], &continuity, &desk).isEmpty, "not asked for")
        #expect(record([], &continuity, &desk, isForced: true).map(\.sequence) == [2])
        #expect(record([], &continuity, &desk, isForced: true).isEmpty, "nothing twice")
        #expect(desk.written.count == 2)
    }

    @Test func oldestBeyondTheBoundAreToldAsAGap() {
        var continuity = RecordingContinuity(bounds: .init(events: 3))
        var desk = Desk(isFull: true)
        for number in 1...8 { _ = record([note(number)], &continuity, &desk) }
        #expect(continuity.unrecorded == 8)
        #expect(continuity.lost == 5)
        desk.isFull = false
        let shown = record([], &continuity, &desk, isForced: true)
        #expect(shown.count == 2)
        let gap = EventBody.recordingGap(events: 5, reason: "The disk of the journal /j is full.")
        #expect(desk.written.first?.body == gap)
        #expect(desk.written.first?.at == note(5).at, "times do not run back")
        #expect(Array(desk.written[1...3]) == [note(6), note(7), note(8)])
    }

    @Test func bytesAreBoundedToo() {
        var continuity = RecordingContinuity(bounds: .init(events: 1000, bytes: 10_000))
        var desk = Desk(isFull: true)
        let long = JournalEntry(
            .noteAdded(DisplayText(String(repeating: "x", count: 3_000))), actor: "ada",
            at: Timestamp(seconds: 1), monotonic: 1)
        for _ in 0..<10 { _ = record([long], &continuity, &desk) }
        #expect(continuity.waiting.count == 3)
        #expect(continuity.lost == 7)
    }

    @Test func manyWaitingEventsAreNotTriedWithEveryNewOne() {
        var (continuity, desk) = (RecordingContinuity(), Desk(isFull: true))
        _ = record((1...200).map(note), &continuity, &desk, at: 10)
        _ = record([note(201)], &continuity, &desk, at: 11)
        #expect(desk.attempts == 1)
        _ = record([note(202)], &continuity, &desk, at: 12)
        #expect(desk.attempts == 2)
        #expect(continuity.unrecorded == 202)
    }

    @Test func nothingIsTriedForNoEvents() {
        var continuity = RecordingContinuity(notRecordingBecause: "locked")
        var desk = Desk()
        #expect(record([], &continuity, &desk).isEmpty)
        #expect(desk.attempts == 0)
        #expect(!continuity.isRecording)
    }
}
