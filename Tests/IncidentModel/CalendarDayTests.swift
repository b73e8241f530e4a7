import Foundation
import IncidentModel
import Testing

@Suite struct CalendarDayTests {
    @Test(arguments: ["2026-11-30", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func aDayIsReadAndWrittenTheSame(text: String) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.text == text)
        let stored = try JSONEncoder().encode([day])
        #expect(try JSONDecoder().decode([CalendarDay].self, from: stored) == [day])
    }

    @Test(arguments: [
        "", "2026-11-31", "2026-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-01-00",
        "0000-01-01", "26-11-30", "2026-1-30", "2026-11-30 ", "+026-11-30", "2026/11/30",
        "2026-11-30-1", "٢٠٢٦-11-30",
    ])
    func whatIsNoDayIsRefused(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func aStoredDayThatIsNoneIsAnError() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CalendarDay].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }

    @Test(arguments: [
        (0, 0, "1970-01-01"), (-1, 0, "1969-12-31"), (951_782_400, 0, "2000-02-29"),
        (951_868_799, 0, "2000-02-29"), (951_868_800, 0, "2000-03-01"),
        (4_107_542_400, 0, "2100-03-01"), (1_795_228_325, -12_600, "2026-11-20"),
        (1_795_228_325, 50_400, "2026-11-21"),
    ])
    func aMomentIsOnItsDay(seconds: Int, offset: Int, expected: String) {
        let moment = Timestamp(seconds: Int64(seconds))
        #expect(CalendarDay(moment, utcOffsetSeconds: offset).text == expected)
    }

    @Test func theEndsOfTimeStampsHaveDays() {
        #expect(CalendarDay(Timestamp(nanoseconds: .min)).text == "1677-09-21")
        #expect(CalendarDay(Timestamp(nanoseconds: .max)).text == "2262-04-11")
    }

    @Test func daysAreCountedThereAndBack() throws {
        let range: ClosedRange<Int64> = -719_162...2_932_896
        for number in [range.lowerBound, -1, 0, 59, 11_016, 20_778, range.upperBound] {
            let day = try #require(CalendarDay(daysSinceEpoch: number))
            #expect(day.daysSinceEpoch == number)
            #expect(CalendarDay(day.text) == day)
        }
        #expect(CalendarDay(daysSinceEpoch: range.lowerBound)?.text == "0001-01-01")
        #expect(CalendarDay(daysSinceEpoch: range.upperBound)?.text == "9999-12-31")
        #expect(CalendarDay(daysSinceEpoch: range.lowerBound - 1) == nil)
        #expect(CalendarDay(daysSinceEpoch: range.upperBound + 1) == nil)
    }

    @Test func daysAreOrdered() throws {
        let days = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].compactMap {
            CalendarDay($0)
        }
        #expect(days.count == 4)
        #expect(days == days.shuffled().sorted())
    }
}
