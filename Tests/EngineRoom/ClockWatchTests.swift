import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Each clock is warned of once before it runs out and once when it has.
@Suite struct ClockWatchTests {
    private let clock = IncidentClock.update(audience: "business")

    private func countdown(dueAt second: Int64, length: Int64 = 3600) -> Countdown {
        Countdown(clock: clock, length: .seconds(length), dueAt: Timestamp(seconds: second))
    }

    private func warning(dueAt second: Int64, isDue: Bool) -> ClockWarning {
        ClockWarning(clock: clock, dueAt: Timestamp(seconds: second), isDue: isDue)
    }

    private func due(
        _ countdown: Countdown, told: ClockWarning? = nil, at second: Int64
    ) -> [ClockWarning] {
        ClockWatch().due(
            [countdown], told: told.map { [clock: $0] } ?? [:], at: Timestamp(seconds: second))
    }

    @Test func nothingIsToldBeforeItIsTime() {
        #expect(due(countdown(dueAt: 10_000), at: 9_879).isEmpty)
        #expect(
            ClockWatch().nextMoment([countdown(dueAt: 10_000)], told: [:])
                == Timestamp(seconds: 9_880))
    }

    @Test func twoMinutesBeforeItIsToldOnce() {
        let early = warning(dueAt: 10_000, isDue: false)
        #expect(due(countdown(dueAt: 10_000), at: 9_880) == [early])
        #expect(due(countdown(dueAt: 10_000), told: early, at: 9_999).isEmpty)
        #expect(
            ClockWatch().nextMoment([countdown(dueAt: 10_000)], told: [clock: early])
                == Timestamp(seconds: 10_000))
    }

    @Test func whenItIsDueItIsToldOnce() {
        let late = warning(dueAt: 10_000, isDue: true)
        #expect(
            due(countdown(dueAt: 10_000), told: warning(dueAt: 10_000, isDue: false), at: 10_000)
                == [late])
        #expect(due(countdown(dueAt: 10_000), told: late, at: 99_999).isEmpty)
        #expect(ClockWatch().nextMoment([countdown(dueAt: 10_000)], told: [clock: late]) == nil)
    }

    @Test func whatFellDueWhileNobodyLookedIsToldOnceAsDue() {
        #expect(due(countdown(dueAt: 10_000), at: 20_000) == [warning(dueAt: 10_000, isDue: true)])
    }

    @Test func newDueDateIsToldAnew() {
        let told = warning(dueAt: 10_000, isDue: true)
        #expect(
            due(countdown(dueAt: 13_600), told: told, at: 13_500)
                == [warning(dueAt: 13_600, isDue: false)])
    }

    @Test func shortClockIsNotWarnedOfAtItsStart() {
        let short = countdown(dueAt: 10_000, length: 60)
        #expect(due(short, at: 9_969).isEmpty)
        #expect(due(short, at: 9_970) == [warning(dueAt: 10_000, isDue: false)])
    }

    @Test func withoutALeadOnlyTheEndIsTold() {
        var watch = ClockWatch()
        watch.warnBefore = .zero
        let told = watch.due([countdown(dueAt: 10_000)], told: [:], at: Timestamp(seconds: 10_000))
        #expect(told == [warning(dueAt: 10_000, isDue: true)])
    }
}
