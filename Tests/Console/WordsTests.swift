import CellGrid
import IncidentModel
import Testing

@testable import Console

/// Numbers, clocks and graphs as people read them.
struct WordsTests {
    @Test func durationsAreShort() {
        #expect(DurationText.taken(.milliseconds(86)) == "86 ms")
        #expect(DurationText.taken(.milliseconds(1_214)) == "1.21 s")
        #expect(DurationText.taken(.milliseconds(12_345)) == "12.3 s")
        #expect(DurationText.taken(.seconds(250)) == "4 min")
        #expect(DurationText.taken(.seconds(-1)) == "0 ms")
        #expect(DurationText.elapsed(.seconds(2_832)) == "00:47:12")
        #expect(DurationText.clock(.seconds(768)) == "12:48")
        #expect(DurationText.clock(.seconds(4_368)) == "1:12:48")
        #expect(DurationText.words(.seconds(3_600)) == "1 h")
        #expect(DurationText.words(.seconds(1_800)) == "30 min")
    }

    @Test func takenNeverNeedsMoreThanSevenColumns() {
        var nanoseconds: Int64 = 1
        while nanoseconds < Int64.max / 3 {
            #expect(TextWidth.width(of: DurationText.taken(.nanoseconds(nanoseconds))) <= 8)
            nanoseconds *= 3
        }
    }

    @Test func wallClockUsesTheOffset() {
        let moment = Timestamp(seconds: 1_757_972_883)
        #expect(WallClock(utcOffsetSeconds: 0).time(moment) == "21:48:03")
        #expect(WallClock(utcOffsetSeconds: 7_200).time(moment) == "23:48:03")
        #expect(WallClock(utcOffsetSeconds: 10_800).date(moment) == "16 Sep")
        #expect(WallClock(utcOffsetSeconds: -7_200).time(Timestamp(seconds: 3_600)) == "23:00:00")
        #expect(WallClock(utcOffsetSeconds: 0).date(Timestamp(seconds: -1)) == "31 Dec")
        #expect(WallClock(utcOffsetSeconds: 0).date(Timestamp(seconds: 951_782_400)) == "29 Feb")
    }

    @Test func countsAreGrouped() {
        #expect(CountText.grouped(0) == "0")
        #expect(CountText.grouped(1_284) == "1,284")
        #expect(CountText.grouped(-1_000_000) == "-1,000,000")
        #expect(CountText.short(9_950) == "9.9k")
        #expect(CountText.counted(1, "line") == "1 line")
    }

    @Test func steadyServiceDrawsALowEvenLine() {
        let marks = Sparkline.marks(
            of: Fixture.history([80, 82, 81, 83], failing: 0), columns: 10)
        #expect(marks.map(\.level) == [1, 1, 1, 1])
    }

    @Test func failedSamplesHaveNoHeight() {
        let marks = Sparkline.marks(of: Fixture.history([80], failing: 2), columns: 2)
        #expect(marks.map(\.level) == [nil, nil])
        #expect(marks.allSatisfy { $0.outcome == .down })
    }

    @Test func rareMessagesStayLow() {
        #expect(Sparkline.levels(of: [0, 1, 1], columns: 3) == [nil, 0, 0])
        #expect(Sparkline.levels(of: [5, 50, 100], columns: 2) == [3, 6])
    }

    @Test func truncatedTextKeepsTheEllipsisInSight() {
        let text = StyledText([Span("abc"), Span("def", .faint), Span("ghi")])
        #expect(text.truncated(to: 9, ellipsis: "…").plain == "abcdefghi")
        #expect(text.truncated(to: 8, ellipsis: "…").plain == "abcdefg…")
        #expect(text.truncated(to: 6, ellipsis: "…").plain == "abcde…")
        #expect(text.truncated(to: 1, ellipsis: "…").plain == "…")
        #expect(text.truncated(to: 0, ellipsis: "…").plain == "")
    }

    @Test(arguments: [
        "short", "a few words that need more than one row", "averyverylongwordwithoutanyspace",
        "接続が失敗しました タイムアウト", "  leading and trailing  ", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    ])
    func wrappedTextLosesNothingAndFits(text: String) {
        for columns in [4, 7, 12, 30] {
            let rows = StyledText(text).wrapped(to: columns, indent: 2)
            #expect(rows.allSatisfy { $0.width <= columns })
            let kept = rows.map(\.plain).joined().filter { $0 != " " }
            #expect(kept == text.filter { $0 != " " })
        }
    }

    @Test func matchesAreMarkedWhateverTheirCase() {
        let text = MatchText.styled("Error and ERROR", needle: "error", role: .output)
        #expect(text.spans.filter { $0.role == .match }.map(\.text) == ["Error", "ERROR"])
        #expect(text.plain == "Error and ERROR")
    }
}
