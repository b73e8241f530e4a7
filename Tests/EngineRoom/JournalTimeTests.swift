import IncidentModel
import Testing

@testable import EngineRoom

/// Journal time over sleep, set clocks, restarts of the console and of the machine; no clock is read.
@Suite struct JournalTimeTests {
    private static let hour: Int64 = 3600
    private static let year: Int64 = 365 * 86_400

    private func reading(
        wall: Int64, sinceBoot: Int64, boot: String? = "b"
    ) -> JournalTime.Reading {
        JournalTime.Reading(
            wall: Timestamp(seconds: wall), sinceBoot: sinceBoot * 1_000_000_000, boot: boot)
    }

    private func now(_ time: JournalTime, sinceBoot: Int64) -> Timestamp {
        time.now(sinceBoot: sinceBoot * 1_000_000_000)
    }

    private func newest(at: Int64, monotonic: Int64, boot: String? = "b") -> JournalMoment {
        JournalMoment(
            at: Timestamp(seconds: at), monotonic: monotonic * 1_000_000_000, boot: boot)
    }

    @Test func beginsWithTheWallClockAndCountsSleep() {
        let time = JournalTime(reading(wall: 1_000, sinceBoot: 50))
        #expect(now(time, sinceBoot: 50) == Timestamp(seconds: 1_000))
        // A machine that sleeps runs nothing; its clock since boot goes on.
        #expect(
            now(time, sinceBoot: 50 + 8 * Self.hour) == Timestamp(seconds: 1_000 + 8 * Self.hour))
    }

    @Test(arguments: [1, -1, 3600, -3600, 31_536_000, -31_536_000])
    func setWallClockMovesNothingAndIsToldOnce(seconds: Int64) {
        var time = JournalTime(reading(wall: 100_000_000, sinceBoot: 50))
        let later = reading(wall: 100_000_010 + seconds, sinceBoot: 60)
        #expect(now(time, sinceBoot: 60) == Timestamp(seconds: 100_000_010))
        #expect(time.step(later) == .seconds(seconds))
        time.take(step: .seconds(seconds))
        #expect(time.step(later) == nil)
        #expect(time.wallOffset == .seconds(seconds))
        #expect(now(time, sinceBoot: 60) == Timestamp(seconds: 100_000_010))
    }

    @Test func lessThanASecondIsNotTold() {
        let time = JournalTime(reading(wall: 1_000, sinceBoot: 50))
        var later = reading(wall: 1_010, sinceBoot: 60)
        later.wall = later.wall + .milliseconds(999)
        #expect(time.step(later) == nil)
        later.wall = later.wall + .milliseconds(1)
        #expect(time.step(later) == .seconds(1))
    }

    @Test func resumeInTheSameBootGoesOnWithTheMachinesOwnClock() {
        // While no console ran, 300 s passed and the wall clock was set back by an hour.
        let clocks = reading(wall: 2_300 - Self.hour, sinceBoot: 400)
        var time = JournalTime(clocks)
        time.resume(after: newest(at: 2_000, monotonic: 100), wallOffset: .zero, clocks)
        #expect(now(time, sinceBoot: 400) == Timestamp(seconds: 2_300))
        #expect(time.step(clocks) == .seconds(-Self.hour), "it is told who set it")
    }

    @Test func resumeKnowsWhatWasToldBefore() {
        let clocks = reading(wall: 2_300 + Self.hour, sinceBoot: 400)
        var time = JournalTime(clocks)
        time.resume(
            after: newest(at: 2_000, monotonic: 100), wallOffset: .seconds(Self.hour), clocks)
        #expect(now(time, sinceBoot: 400) == Timestamp(seconds: 2_300))
        #expect(time.step(clocks) == nil)
    }

    @Test func afterARebootItIsTheWallClock() {
        let clocks = reading(wall: 9_000, sinceBoot: 20, boot: "c")
        var time = JournalTime(clocks)
        time.resume(after: newest(at: 2_000, monotonic: 100), wallOffset: .zero, clocks)
        #expect(now(time, sinceBoot: 20) == Timestamp(seconds: 9_000))
        #expect(time.step(clocks) == nil)
    }

    @Test func afterARebootWhatIsKnownOfTheWallClockStillHolds() {
        let clocks = reading(wall: 9_000 + Self.hour, sinceBoot: 20, boot: "c")
        var time = JournalTime(clocks)
        time.resume(
            after: newest(at: 2_000, monotonic: 100), wallOffset: .seconds(Self.hour), clocks)
        #expect(now(time, sinceBoot: 20) == Timestamp(seconds: 9_000))
        #expect(time.step(clocks) == nil)
    }

    @Test func rebootWithAClockThatWentBackNeverLeadsBeforeTheNewestEvent() {
        let clocks = reading(wall: 10, sinceBoot: 20, boot: "c")
        var time = JournalTime(clocks)
        time.resume(after: newest(at: Self.year, monotonic: 100), wallOffset: .zero, clocks)
        #expect(now(time, sinceBoot: 20) == Timestamp(seconds: Self.year))
        #expect(time.step(clocks) == .seconds(10 - Self.year))
    }

    @Test(arguments: [nil, "b"])
    func journalWithoutABootIsTakenAsOneOfAnother(boot: String?) {
        let clocks = reading(wall: 5_000, sinceBoot: 200, boot: boot)
        var time = JournalTime(clocks)
        time.resume(after: newest(at: 2_000, monotonic: 100, boot: nil), wallOffset: .zero, clocks)
        #expect(now(time, sinceBoot: 200) == Timestamp(seconds: 5_000))
    }

    @Test func clockThatIsBehindTheEventBelongsToAnotherBoot() {
        let clocks = reading(wall: 5_000, sinceBoot: 20)
        var time = JournalTime(clocks)
        time.resume(after: newest(at: 2_000, monotonic: 100), wallOffset: .zero, clocks)
        #expect(now(time, sinceBoot: 20) == Timestamp(seconds: 5_000))
    }
}
