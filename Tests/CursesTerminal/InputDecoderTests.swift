import CellGrid
import Testing

@testable import CursesTerminal

@Suite("Bytes of a terminal become keys")
struct InputDecoderTests {
    private func inputs(_ text: String, keys: KeySequences = KeySequences()) -> [TerminalInput] {
        var decoder = InputDecoder(keys: keys)
        return decoder.feed(text.utf8) + decoder.expire()
    }

    @Test(arguments: [
        ("q", Key.character("q")), ("é", .character("é")), ("日", .character("日")),
        ("👍", .character("👍")), ("\r", .enter), ("\n", .enter), ("\t", .tab),
        ("\u{7F}", .backspace),
        ("\u{8}", .backspace), ("\u{1}", .control("a")), ("\u{1A}", .control("z")),
        ("\0", .control(" ")), ("\u{1C}", .control("\\")), ("\u{1F}", .control("_")),
        ("\u{1B}", .escape), ("\u{1B}x", .alt("x")), ("\u{1B}é", .alt("é")), ("\u{1B}[", .alt("[")),
        ("\u{1B}O", .alt("O")), ("\u{1B}]", .alt("]")), ("\u{1B}[A", .up), ("\u{1B}OB", .down),
        ("\u{1B}[1;5C", .right), ("\u{1B}O5D", .left), ("\u{1B}[H", .home), ("\u{1B}[4~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6;3~", .pageDown), ("\u{1B}[3~", .delete),
        ("\u{1B}[2~", .insert), ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)),
        ("\u{1B}[[A", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)),
        ("\u{1B}OM", .enter), ("\u{1B}Op", .character("0")), ("\u{1B}[99~", .unknown),
        ("\u{1B}\u{7F}", .unknown), ("\u{85}", .unknown),
    ])
    func oneKey(text: String, key: Key) {
        #expect(inputs(text) == [.key(key)])
    }

    @Test func keysThatFollowEachOtherAreToldApart() {
        #expect(
            inputs("a\u{1B}[A\u{1B}[B\u{1B}\u{1B}[Cb").map(\.key) == [
                .character("a"), .up, .down, .escape, .right, .character("b"),
            ])
        #expect(inputs("\u{1B}\r").map(\.key) == [.escape, .enter])
        #expect(inputs("\u{1B}[\u{1B}[A").map(\.key) == [.unknown, .up])
    }

    @Test func aSequenceMayComeByteByByte() {
        var decoder = InputDecoder()
        var result: [TerminalInput] = []
        for byte in Array("日\u{1B}[5~é".utf8) { result += decoder.feed([byte]) }
        #expect(result.map(\.key) == [.character("日"), .pageUp, .character("é")])
        #expect(decoder.patience == nil)
    }

    @Test func aLoneEscapeWaitsForAShortTime() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]).isEmpty)
        #expect(decoder.patience == InputDecoder.sequencePatience)
        #expect(decoder.expire() == [.key(.escape)])
        #expect(decoder.patience == nil)
        #expect(decoder.expire().isEmpty)
    }

    @Test func sequencesOfTheDescriptionComeFirst() {
        var keys = KeySequences()
        keys.add(Array("\u{1B}A".utf8), .up)
        keys.add(Array("\u{1B}[224z".utf8), .function(1))
        keys.add(Array("x".utf8), .down)
        #expect(
            inputs("\u{1B}A\u{1B}[224zx", keys: keys).map(\.key) == [
                .up, .function(1), .character("x"),
            ])
    }

    @Test func invalidBytesAreUnknownAndHideNothing() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0xFF, 0x61]).map(\.key) == [.unknown, .character("a")])
        #expect(decoder.feed([0xE6, 0x97, 0x61]).map(\.key) == [.unknown, .character("a")])
        #expect(decoder.feed([0xED, 0xA0, 0x80, 0x62]).map(\.key) == [.unknown, .character("b")])
        #expect(decoder.feed([0xC2, 0x9B]).map(\.key) == [.unknown])
    }

    @Test func answersNobodyAskedForAreDropped() {
        #expect(inputs("\u{1B}[?1;2c\u{1B}[I\u{1B}[Oa").map(\.key) == [.character("a")])
        #expect(inputs("\u{1B}]52;c;cm0gLXJm\u{7}a").map(\.key) == [.character("a")])
        #expect(inputs("\u{1B}P1+r\u{1B}\\a").map(\.key) == [.character("a")])
    }

    @Test(arguments: UInt64(1)...30)
    func anyBytesAreSurvivedInAnyCuts(seed: UInt64) {
        var random = SystemIndependentBytes(seed: seed)
        var whole = InputDecoder()
        var cut = InputDecoder()
        let bytes = random.bytes(count: 400)
        let expected = whole.feed(bytes) + whole.expire()
        var result: [TerminalInput] = []
        for byte in bytes { result += cut.feed([byte]) }
        result += cut.expire()
        #expect(result == expected)
        #expect(cut.patience == nil)
    }
}

extension TerminalInput {
    /// The key, if it is one.
    var key: Key? {
        if case .key(let key) = self { key } else { nil }
    }
}

/// Bytes that are the same in every run; those that begin something are common.
private struct SystemIndependentBytes {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func bytes(count: Int) -> [UInt8] {
        let common = Array("\u{1B}\u{1B}[[O]P~200;1Aa\u{7}\u{1B}[200~\u{1B}[201~é".utf8)
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let value = Int(state >> 33)
            return value % 4 == 0 ? UInt8(value >> 2 & 0xFF) : common[value / 4 % common.count]
        }
    }
}
