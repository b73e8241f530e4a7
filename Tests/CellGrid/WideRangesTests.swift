import Testing

@testable import CellGrid

@Suite("The table of wide scalars can be searched")
struct WideRangesTests {
    @Test func rangesAreSortedAndApart() {
        for (range, next) in zip(WideRanges.ranges, WideRanges.ranges.dropFirst()) {
            #expect(range.upperBound < next.lowerBound)
        }
    }

    @Test func bothEndsOfEveryRangeAreFoundAndTheirNeighboursAreNot() {
        for range in WideRanges.ranges {
            #expect(WideRanges.contains(range.lowerBound))
            #expect(WideRanges.contains(range.upperBound))
            #expect(!WideRanges.contains(range.lowerBound - 1))
            #expect(!WideRanges.contains(range.upperBound + 1))
        }
    }

    @Test func quickAnswersAgreeWithTheTables() {
        for value in UInt32(0x300)...0x3FFFF {
            guard let scalar = Unicode.Scalar(value), ScalarClass.surelyStartsGlyph(scalar) else {
                continue
            }
            let category = scalar.properties.generalCategory
            let isMark = [.nonspacingMark, .enclosingMark, .format, .unassigned].contains(category)
            if isMark || scalar.properties.isEmojiModifier || scalar == "\u{200D}" {
                Issue.record("U+\(String(value, radix: 16)) does not start a glyph")
            }
        }
    }
}
