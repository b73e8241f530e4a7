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

    @Test func daysAreOrdered() throws {
        let days = ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].compactMap {
            CalendarDay($0)
        }
        #expect(days.count == 4)
        #expect(days == days.shuffled().sorted())
    }
}
