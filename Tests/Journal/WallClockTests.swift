import IncidentModel
import Testing

@testable import Journal

@Suite struct WallClockTests {
    @Test(arguments: [
        (0, 0, "1970-01-01 00:00:00"),
        (951_782_399, 0, "2000-02-28 23:59:59"),
        (951_782_400, 0, "2000-02-29 00:00:00"),
        (1_795_228_325, 0, "2026-11-21 02:32:05"),
        (1_795_228_325, -3 * 3600 - 1800, "2026-11-20 23:02:05"),
        (1_795_228_325, 14 * 3600, "2026-11-21 16:32:05"),
        (-1, 0, "1969-12-31 23:59:59"),
        (4_107_542_400, 0, "2100-03-01 00:00:00"),
    ])
    func showsTheCivilDate(seconds: Int, offset: Int, expected: String) {
        let moment = Timestamp(seconds: Int64(seconds))
        #expect(WallClock(moment, utcOffsetSeconds: offset).dateAndTime == expected)
    }

    @Test func readsTheEndsOfTheRange() {
        let first = WallClock(Timestamp(nanoseconds: .min), utcOffsetSeconds: 0)
        let last = WallClock(Timestamp(nanoseconds: .max), utcOffsetSeconds: 0)
        #expect(first.dateAndTime == "1677-09-21 00:12:43")
        #expect(last.dateAndTime == "2262-04-11 23:47:16")
    }

    @Test func namesTheZone() {
        #expect(WallClock.zoneName(utcOffsetSeconds: 0) == "UTC")
        #expect(WallClock.zoneName(utcOffsetSeconds: 7200) == "UTC+02:00")
        #expect(WallClock.zoneName(utcOffsetSeconds: -12_600) == "UTC-03:30")
    }
}
