import CellGrid
import Testing

@Suite("Keys have names that can be read back")
struct KeyNameTests {
    private static let keys: [Key] =
        [
            .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left,
            .right, .home, .end, .pageUp, .pageDown, .unknown, .control("z"), .control(" "),
            .control("\\"), .alt("x"), .alt(" "), .alt("-"), .alt("É"), .character("q"),
            .character("Q"), .character(" "), .character("-"), .character("日"), .character("C"),
            .character("F"), .character("?"), .character("👩‍💻"),
        ] + (1...63).map { .function($0) }

    @Test(arguments: keys)
    func everyNameGivesItsKeyBack(key: Key) {
        #expect(Key(name: key.name) == key)
    }

    @Test func namesAreThoseOfKeyMaps() {
        let keys: [Key] = [
            .control("z"), .enter, .function(1), .tab, .backTab, .escape, .alt("x"),
            .character(" "), .character("q"),
        ]
        #expect(
            keys.map(\.name) == ["C-z", "Enter", "F1", "Tab", "S-Tab", "Esc", "M-x", "Space", "q"])
    }

    @Test func wordsMayBeWrittenInAnyCase() {
        #expect(Key(name: "enter") == .enter)
        #expect(Key(name: "PAGEUP") == .pageUp)
        #expect(Key(name: "space") == .character(" "))
        #expect(Key(name: "f12") == .function(12))
    }

    @Test(arguments: [
        "", " ", "ab", "C-", "C-Z", "C-m", "C-i", "C-1", "C-ab", "M-", "F0", "F64", "F01", "F+1",
        "Ctrl-z",
        "\u{1B}", "M-\u{7}",
    ])
    func whatIsNoKeyIsRefused(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test func randomNamesNeverCrashAndReadBackToThemselves() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let name = ["", "C-", "M-", "F"].randomElement(using: &generator) ?? ""
            guard let key = Key(name: name + generator.awkwardText(upTo: 3)) else { continue }
            #expect(Key(name: key.name) == key)
        }
    }
}
