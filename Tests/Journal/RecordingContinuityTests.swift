import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct RecordingContinuityTests {
    private let full = JournalError.diskFull(path: "/j")
    private let note = EventBody.noteAdded("x")

    @Test func workingJournalGetsTheEventsAsTheyAre() {
        let continuity = RecordingContinuity()
        #expect(continuity.isRecording)
        #expect(continuity.bodies(for: [note]) == [note])
    }

    @Test func refusalsAreCountedWithTheNewestReason() {
        var continuity = RecordingContinuity()
        continuity.failed(events: 2, because: "first")
        continuity.failed(events: 1, because: "second")
        #expect(!continuity.isRecording)
        #expect(continuity.unrecorded == 3)
        #expect(
            continuity.bodies(for: [note])
                == [.recordingGap(events: 3, reason: "second"), note])
    }

    @Test func successEndsTheGap() {
        var continuity = RecordingContinuity()
        continuity.failed(events: 2, because: "x")
        continuity.succeeded()
        #expect(continuity == RecordingContinuity())
    }

    @Test func journalThatNeverOpenedMissesNothingYet() {
        let continuity = RecordingContinuity(notRecordingBecause: "locked")
        #expect(!continuity.isRecording)
        #expect(continuity.bodies(for: [note]) == [note])
    }

    @Test func gapThatCannotBeWrittenEitherIsNotCountedAsAnEvent() {
        var continuity = RecordingContinuity()
        for _ in 0..<3 {
            let recorded = continuity.record([note, note]) { _ throws(JournalError) in throw full }
            #expect(recorded.isEmpty)
        }
        #expect(continuity.unrecorded == 6)
        #expect(continuity.reason == "The disk of the journal /j is full.")
    }

    @Test func nothingIsTriedForNoEvents() {
        var continuity = RecordingContinuity(notRecordingBecause: "locked")
        _ = continuity.record([]) { _ throws(JournalError) in
            Issue.record("tried")
            return []
        }
        #expect(!continuity.isRecording)
    }
}
