import IncidentModel
import SafeText
import Testing

@testable import Console

/// Days and moments as people type them.
struct RecordInputTests {
    /// A Monday.
    static let today = CalendarDay("2025-09-15")

    @Test(arguments: [
        ("2025-09-30", "2025-09-30"), ("+7d", "2025-09-22"), ("+2w", "2025-09-29"),
        ("+0", "2025-09-15"), ("fri", "2025-09-19"), ("Friday", "2025-09-19"),
        ("mon", "2025-09-22"), ("sun", "2025-09-21"), ("today", "2025-09-15"),
        ("tomorrow", "2025-09-16"), (" + 20 d ", "2025-10-05"), ("2028-02-29", "2028-02-29"),
    ])
    func dayIsRead(typed: String, expected: String) throws {
        let today = try #require(Self.today)
        #expect(DueDay.read(typed, today: today) == .success(CalendarDay(expected)))
    }

    @Test(arguments: ["", "-", "  "])
    func nothingMeansNoDay(typed: String) throws {
        let today = try #require(Self.today)
        #expect(DueDay.read(typed, today: today) == .success(nil))
    }

    @Test(arguments: [
        ("2025-09-14", "2025-09-14 has passed: today is 2025-09-15"),
        ("2025-02-30", "No calendar has the day 2025-02-30"),
        ("soon", "soon is no day: write 2026-11-30, +7d, +2w, fri or tomorrow"),
        ("+7x", "+7x is no time from today: write +7d or +2w"),
        ("+9999w", "+9999w is more than ten years away"),
        (
            "+99999999999999999999d",
            "+99999999999999999999d is no time from today: write +7d or +2w"
        ),
        ("fr", "fr is no day: write 2026-11-30, +7d, +2w, fri or tomorrow"),
    ])
    func wrongDayIsTold(typed: String, sentence: String) throws {
        let today = try #require(Self.today)
        #expect(DueDay.read(typed, today: today) == .failure(.init(sentence: sentence)))
    }

    @Test func everyDayOfCenturiesCountsThereAndBack() throws {
        let first = try #require(CalendarDay("1899-12-31")).daysSinceEpoch
        var previous: CalendarDay?
        var isInOrder = true
        for number in first...(first + 50_000) {
            let day = try #require(CalendarDay(daysSinceEpoch: number))
            let isNext = previous.map { $0 < day } ?? true
            isInOrder = isInOrder && isNext && day.daysSinceEpoch == number
            previous = day
        }
        #expect(isInOrder)
        #expect(CalendarDay("1970-01-01")?.daysSinceEpoch == 0)
        #expect(CalendarDay("2025-09-15")?.weekday == 1)
        #expect(CalendarDay(daysSinceEpoch: 9_999_999) == nil)
    }

    // MARK: Moments

    /// 22:35:15 in UTC, shown as 00:35:15 of the next day.
    static let east = PastMoment(now: Fixture.now, shift: .seconds(7_200))
    static let utc = PastMoment(now: Fixture.now, shift: .zero)

    @Test(arguments: [
        ("21:48", "21:48:00"), ("21:48:03", "21:48:03"), ("10m ago", "22:25:15"),
        ("1h30m", "21:05:15"), ("2025-09-15 9:05", "9:05:00"), ("now", "22:35:15"),
    ])
    func momentIsRead(typed: String, clock: String) {
        #expect(Self.utc.read(typed) == .success(Fixture.at(clock)))
    }

    @Test func timeLaterThanNowIsThatOfYesterday() {
        let expected = Fixture.at("23:00:00") - .seconds(86_400)
        #expect(Self.utc.read("23:00") == .success(expected))
    }

    @Test func timesAreThoseOfTheClockOnTheWall() {
        #expect(Self.east.read("00:10") == .success(Fixture.at("22:10:00")))
        #expect(Self.east.read("23:48") == .success(Fixture.at("21:48:00")))
        #expect(Self.east.typed(Fixture.at("22:10:00")) == "00:10:00")
        #expect(Self.east.typed(Fixture.at("21:48:00")) == "2025-09-15 23:48:00")
    }

    @Test(arguments: [
        ("25:00", "25:00 is no time of day: write 21:48"),
        ("21:48:99", "21:48:99 is no time of day: write 21:48"),
        ("soon", "soon is no time: write 21:48, 10m ago or 2026-11-21 21:48"),
        ("2025-09-16 10:00", "2025-09-16 10:00 is still to come: it is 22:35:15 now"),
        ("2025-13-01 10:00", "2025-13-01 is no day: write 2026-11-21 21:48"),
        ("", "Write 21:48, 10m ago or 2026-11-21 21:48"),
    ])
    func wrongMomentIsTold(typed: String, sentence: String) {
        #expect(Self.utc.read(typed) == .failure(.init(sentence: sentence)))
    }

    @Test func typedMomentIsReadBack() {
        for seconds in stride(from: Int64(0), to: 400_000, by: 9_973) {
            let moment = Fixture.now - .seconds(seconds)
            #expect(Self.east.read(Self.east.typed(moment)) == .success(moment))
        }
    }

    @Test(arguments: [
        ("The image lacks it.", "Why: the image lacks it?"),
        ("SQL times out", "Why: SQL times out?"), ("It is full!", "Why: it is full?"),
    ])
    func nextQuestionIsMadeFromTheAnswer(answer: String, question: String) {
        #expect(CauseWords.question(after: answer) == question)
    }
}
