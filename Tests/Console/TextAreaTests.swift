import CellGrid
import Testing

@testable import Console

/// The small editor of several lines, and how text is broken into rows.
struct TextAreaTests {
    static func edited(_ text: String, _ keys: [Key], columns: Int = 20) -> TextArea {
        var area = TextArea(text)
        for key in keys { _ = area.handle(key, columns: columns, height: 5) }
        return area
    }

    @Test func typedTextGoesInAtTheCursor() {
        let area = Self.edited("ac", [.right, .character("b"), .enter])
        #expect(area.text == "ab\nc")
        #expect(area.cursor == 3)
    }

    @Test func keysDeleteOnBothSides() {
        #expect(Self.edited("abc", [.right, .backspace]).text == "bc")
        #expect(Self.edited("abc", [.right, .delete]).text == "ac")
        #expect(Self.edited("a\nb", [.end, .delete]).text == "ab")
        #expect(Self.edited("one two", [.end, .control("w")]).text == "one ")
        #expect(Self.edited("one\ntwo", [.down, .end, .control("u")]).text == "one\n")
        #expect(Self.edited("one\ntwo", [.control("k")]).text == "\ntwo")
        #expect(Self.edited("", [.backspace, .delete, .control("w")]).text == "")
    }

    @Test func cursorMovesThroughRowsAsTheyAreShown() {
        // Broken at four columns: "one ", "two ", "six".
        let area = Self.edited("one two six", [.down, .down], columns: 4)
        #expect(area.cursor == 8)
        #expect(Self.edited("one two six", [.down, .down, .up], columns: 4).cursor == 4)
    }

    @Test func cursorPassesTheEndOfABrokenRow() {
        // At the end of a row the same offset is the start of the next: down must not stand still.
        var area = TextArea("aaaa bbbb cccc dddd")
        var seen: [Int] = []
        for _ in 0..<4 {
            _ = area.handle(.down, columns: 5, height: 5)
            seen.append(area.cursor)
        }
        #expect(seen == [5, 10, 15, 19])
    }

    @Test func wideAndJoinedCharactersAreOne() {
        let area = Self.edited("日本語", [.right, .backspace])
        #expect(area.text == "本語")
        let joined = Self.edited("e\u{301}x", [.right, .backspace])
        #expect(joined.text == "x")
    }

    @Test func nothingInItControlsATerminal() {
        let area = TextArea("a\u{1B}[31mb\r\nc\td\u{202E}e")
        #expect(!area.text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
        #expect(!area.text.unicodeScalars.contains("\u{202E}"))
        #expect(area.text.split(separator: "\n").count == 2)
    }

    @Test func textIsBounded() {
        var area = TextArea(String(repeating: "x", count: 70_000))
        #expect(area.text.utf8.count == TextArea.byteLimit)
        let wasFull = !area.insert("y")
        #expect(wasFull)
        _ = area.handle(.end, columns: 80, height: 5)
        _ = area.handle(.backspace, columns: 80, height: 5)
        let isTaken = area.insert("y")
        #expect(isTaken)
    }

    @Test func rowsHoldEveryCharacterOnce() {
        var random = FuzzTests.Seeded(state: 5)
        let pieces = ["a", " ", "\n", "日", "long", "e\u{301}", "  "]
        for _ in 0..<300 {
            let text = (0..<40).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            let characters = Array(text)
            let columns = Int.random(in: 2...12, using: &random)
            let layout = TextLayout(characters, columns: columns)
            let held = layout.rows.flatMap { Array($0) }
            #expect(held == characters.indices.filter { characters[$0] != "\n" })
            for offset in 0...characters.count {
                let place = layout.place(of: offset)
                #expect(layout.rows.indices.contains(place.row))
            }
        }
    }
}
