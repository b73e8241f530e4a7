import Foundation
import SafeText
import Testing

@Suite("DisplayText")
struct DisplayTextTests {
    @Test(arguments: [
        ("plain ASCII ~!", "plain ASCII ~!"),
        ("naïve 中文 ✓ ├─ —", "naïve 中文 ✓ ├─ —"),
        ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"),
        ("a\u{0}b\u{7}c\u{7F}", "a␀b␇c␡"),
        ("one\r\ntwo\n", "one␍␊two␊"),
        ("\u{9B}31m", "<U+009B>31m"),
        ("user\u{202E}txt.exe", "user<U+202E>txt.exe"),
        ("a\u{2066}b\u{2069}\u{61C}", "a<U+2066>b<U+2069><U+061C>"),
        ("zero\u{200B}width\u{200D}\u{200C}", "zero<U+200B>width<U+200D><U+200C>"),
        ("\u{FEFF}mark\u{AD}", "<U+FEFF>mark<U+00AD>"),
        ("line\u{2028}paragraph\u{2029}", "line<U+2028>paragraph<U+2029>"),
        ("tag\u{E0041}", "tag<U+E0041>"),
        ("private\u{E000} none\u{FFFE}\u{378}", "private<U+E000> none<U+FFFE><U+0378>"),
        ("a\u{34F}b", "a<U+034F>b"),
        ("filler\u{3164}\u{115F}", "filler<U+3164><U+115F>"),
    ])
    func showsWhatMayNotReachATerminal(hostile: String, expected: String) {
        #expect(DisplayText(hostile).string == expected)
    }

    @Test(arguments: [
        ("\tx", "        x"), ("ab\tx", "ab      x"), ("12345678\tx", "12345678        x"),
        ("中\tx", "中      x"), ("e\u{301}\tx", "e\u{301}       x"),
    ])
    func expandsTabsToMultiplesOfEight(hostile: String, expected: String) {
        #expect(DisplayText(hostile).string == expected)
    }

    @Test(arguments: ["👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "1️⃣", "👍🏽", "👩🏽‍💻", "🇩🇪", "⛹🏽‍♀️", "✔︎"])
    func leavesRealEmojiSequencesWhole(emoji: String) {
        #expect(DisplayText("a \(emoji) b").string == "a \(emoji) b")
    }

    @Test(arguments: [
        ("a\u{FE0F}", "a<U+FE0F>"), ("1\u{FE0F}", "1<U+FE0F>"), ("\u{200D}👩", "<U+200D>👩"),
        ("👩\u{200D}x", "👩<U+200D>x"), ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}<U+FE0F>"),
        ("🇩\u{200D}🇪", "🇩<U+200D>🇪"),
    ])
    func showsEmojiPartsThatStandAlone(hostile: String, expected: String) {
        #expect(DisplayText(hostile).string == expected)
    }

    @Test func capsCombiningMarksAtFourABase() {
        let marks = String(repeating: "\u{301}", count: 4)
        #expect(DisplayText("e" + marks + "x").string == "e" + marks + "x")
        #expect(
            DisplayText("e" + marks + "\u{302}\u{303}x").string
                == "e" + marks + "<U+0302><U+0303>x")
    }

    @Test func showsAMarkThatHasNoBase() {
        #expect(DisplayText("\u{301}a").string == "<U+0301>a")
    }

    @Test func capsEndlessJoinersAndSkinTones() {
        let joined = Array(repeating: "👩", count: 8).joined(separator: "\u{200D}")
        let clusters = DisplayText(joined).string.map { cluster in
            cluster.unicodeScalars.count { $0.value == 0x200D }
        }
        #expect(clusters.max() == 4)
        let tones = DisplayText("👍" + String(repeating: "🏽", count: 9)).string.unicodeScalars
        #expect(tones.count { $0.value == 0x1F3FD } == 4)
    }

    @Test(
        arguments: [
            ([0x61, 0x9B, 0x33], "a<U+009B>3"), ([0xC3], "\u{FFFD}"), ([0xC3, 0x28], "\u{FFFD}("),
            ([0xE2, 0x80], "\u{FFFD}"), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}<U+0080>"), ([0xF5], "\u{FFFD}"),
            ([0x63, 0xE9, 0x64], "c\u{FFFD}d"),
        ] as [([UInt8], String)])
    func repairsBrokenUTF8(bytes: [UInt8], expected: String) {
        #expect(DisplayText(bytes: bytes).string == expected)
    }

    @Test func tellsWhatALimitLeftOut() {
        #expect(DisplayText(bytes: Array("abcdef".utf8), limit: 4).string == "abcd… +2 bytes")
        #expect(DisplayText(bytes: Array("abcd".utf8), limit: 4).string == "abcd")
        #expect(
            DisplayText(bytes: "abcdef".utf8.lazy.map { $0 }, limit: 4).string == "abcd… +2 bytes")
        #expect(DisplayText(bytes: Array("ab中c".utf8), limit: 4).string == "ab… +4 bytes")
    }

    @Test func isBoundedByDefault() {
        let text = DisplayText(bytes: [UInt8](repeating: 0x61, count: 70_000))
        #expect(text.string.hasSuffix("a… +4464 bytes"))
    }

    @Test func splitsIntoLines() {
        let expected: [DisplayText] = ["one", "two", "", "four␍x"]
        #expect(DisplayText.lines("one\r\ntwo\n\nfour\rx\n") == expected)
        #expect(DisplayText.lines(bytes: Array("one\r\ntwo\n\nfour\rx".utf8)) == expected)
        #expect(DisplayText.lines("").isEmpty)
        #expect(DisplayText.lines("\n") == [""])
    }

    @Test func filtersWhatItDecodes() throws {
        let data = Data(#"["\u001b]0;x\u0007","safe"]"#.utf8)
        let texts = try JSONDecoder().decode([DisplayText].self, from: data)
        #expect(texts == ["␛]0;x␇", "safe"])
        let again = try JSONDecoder().decode(
            [DisplayText].self, from: JSONEncoder().encode(texts))
        #expect(again == texts)
    }

    @Test func filtersLiteralsAndWhatIsPutIntoThem() {
        let hostile = "\u{1B}c"
        let text: DisplayText = "reset \(hostile)"
        #expect(text.string == "reset ␛c")
    }

    @Test func joinsWithoutAnOverloadedBase() {
        let left = DisplayText("👍" + String(repeating: "🏽", count: 4))
        let joined = left + "🏽"
        #expect(joined.string == left.string + "<U+1F3FD>")
        var sum: DisplayText = .empty
        sum += "a"
        sum += "é"
        #expect(sum == "aé")
        #expect(DisplayText.empty.isEmpty)
    }

    @Test func ordersLikeStrings() {
        #expect(DisplayText("a") < DisplayText("b"))
        #expect("\(DisplayText("x"))" == "x")
    }
}
