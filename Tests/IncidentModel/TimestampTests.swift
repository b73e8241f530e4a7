import IncidentModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [(-1, -1), (0, 0), (999_999_999, 0), (1_000_000_000, 1), (-1_000_000_001, -2)])
    func secondsRoundTowardsThePast(nanoseconds: Int, seconds: Int) {
        #expect(Timestamp(nanoseconds: Int64(nanoseconds)).seconds == Int64(seconds))
    }

    @Test func secondsOutsideTheRangeAreClamped() {
        #expect(Timestamp(seconds: .max).nanoseconds == .max)
        #expect(Timestamp(seconds: .min).nanoseconds == .min)
        #expect(Timestamp(seconds: -5).nanoseconds == -5_000_000_000)
    }

    @Test func additionAndDifferenceAreInverse() {
        let (first, second) = (Timestamp(seconds: 100), Timestamp(seconds: 40))
        #expect(first - second == .seconds(60))
        #expect(second - first == .seconds(-60))
        #expect(second + (first - second) == first)
        #expect(first + .milliseconds(-1500) == Timestamp(nanoseconds: 98_500_000_000))
    }

    @Test func additionClampsAtTheEndOfTheRange() {
        #expect(Timestamp(nanoseconds: .max) + .seconds(1) == Timestamp(nanoseconds: .max))
    }

    @Test func earlierComesFirst() {
        #expect(Timestamp(nanoseconds: -1) < Timestamp(nanoseconds: 0))
    }

    @Test func durationsCountInWholeUnits() {
        let duration = Duration.nanoseconds(1_999_999_999)
        #expect(duration.wholeNanoseconds == 1_999_999_999)
        #expect(duration.wholeMilliseconds == 1_999)
        #expect(duration.wholeSeconds == 1)
        #expect(Duration.nanoseconds(-1_999_999_999).wholeMilliseconds == -1_999)
    }

    @Test func endlessDurationsAreClamped() {
        #expect(Duration.seconds(Int64.max).wholeNanoseconds == .max)
        #expect(Duration.seconds(Int64.min).wholeNanoseconds == .min)
    }
}
