import CellGrid
import Testing

@Suite("Text takes as many columns as terminals give it")
struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("e\u{301}", 1), ("é", 1), ("日本", 4), ("한글", 4), ("ﬁ", 1),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("Ａ", 2), ("👍", 2), ("👍🏽", 2), ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2),
        ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("⚠", 1), ("⚠\u{FE0F}", 2), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 1),
        ("✓✗⊘▁█╭─╮", 8), ("…", 1), ("·", 1), ("α", 1), ("क्ष", 2), ("\t", 1), ("\u{1B}[31m", 5),
        ("\u{200B}", 1), ("a\u{202E}b", 3), ("\r\n", 1), ("\u{301}", 1), ("\u{1F1E9}", 1),
    ])
    func widthOfText(text: String, columns: Int) {
        #expect(TextWidth.width(of: text) == columns)
    }

    @Test func widthOfACharacter() {
        #expect(TextWidth.width(of: Character("日")) == 2)
        #expect(TextWidth.width(of: Character("x")) == 1)
    }

    @Test(arguments: [
        ("short", 5, "short"), ("longer", 5, "long…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
        ("日本語", 6, "日本語"), ("abc", 1, "…"), ("abc", 0, ""), ("abc", -3, ""),
        ("e\u{301}xy", 2, "e\u{301}…"),
        ("👩‍💻👩‍💻", 3, "👩‍💻…"),
    ])
    func textIsCutWithAnEllipsis(text: String, columns: Int, expected: String) {
        #expect(TextWidth.truncate(text, toColumns: columns) == expected)
    }

    @Test func anEllipsisThatDoesNotFitIsLeftOut() {
        #expect(TextWidth.truncate("abcdef", toColumns: 2, ellipsis: "...") == "ab")
        #expect(TextWidth.truncate("abcdef", toColumns: 4, ellipsis: "...") == "a...")
    }

    @Test func textIsPaddedOnTheSideAskedFor() {
        #expect(TextWidth.padded("日", toColumns: 4) == "日  ")
        #expect(TextWidth.padded("日", toColumns: 4, alignment: .right) == "  日")
        #expect(TextWidth.padded("x", toColumns: 4, alignment: .centre) == " x  ")
        #expect(TextWidth.padded("日本語", toColumns: 4) == "日… ")
    }
}
