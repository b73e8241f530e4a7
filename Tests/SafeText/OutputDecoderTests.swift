import SafeText
import Testing

@Suite("OutputDecoder")
struct OutputDecoderTests {
    /// The lines of an output that arrives at once and ends.
    private func lines(_ output: String, limit: Int = 100) -> [String] {
        var decoder = OutputDecoder(lineLimit: limit)
        return (decoder.feed(Array(output.utf8)) + decoder.finish()).map(\.string)
    }

    @Test func returnsCompleteLinesAndKeepsTheRest() {
        var decoder = OutputDecoder()
        #expect(decoder.feed(Array("one\ntwo\r\nthr".utf8)) == ["one", "two"])
        #expect(decoder.partial == "thr")
        #expect(decoder.feed(Array("ee\n".utf8)) == ["three"])
        #expect(decoder.partial.isEmpty)
        #expect(decoder.finish().isEmpty)
    }

    @Test func endsTheLastLineWithoutALineEnd() {
        #expect(lines("a\n\nb") == ["a", "", "b"])
    }

    @Test func joinsCharactersSplitAcrossReads() {
        for cut in 0...7 {
            var decoder = OutputDecoder()
            let bytes = Array("é中👩\n".utf8)
            let found = decoder.feed(Array(bytes[..<cut])) + decoder.feed(Array(bytes[cut...]))
            #expect(found == ["é中👩"])
        }
    }

    @Test(arguments: [
        ("\u{1B}[1;31mred\u{1B}[0m x", "red x"), ("\u{1B}]0;title\u{7}x", "x"),
        ("\u{1B}]8;;http://a\u{1B}\\link\u{1B}]8;;\u{1B}\\.", "link."),
        ("\u{1B}(B\u{F}x", "x"), ("\u{1B}P1;2q#0\u{1B}\\x", "x"), ("\u{1B}=\u{1B}>x", "x"),
        ("a\u{1B}[?25lb\u{1B}[2Jc", "abc"), ("\u{1B}[38;5;196mx", "x"),
        ("a\u{1B}\u{1B}[0mb", "ab"), ("ring\u{7}", "ring"),
    ])
    func removesEscapeSequences(output: String, expected: String) {
        #expect(lines(output) == [expected])
    }

    @Test func removesSequencesSplitAtEveryByte() {
        let bytes = Array("a\u{1B}[1;31mb\u{1B}]0;t\u{1B}\\c\u{1B}(Bd\n".utf8)
        var decoder = OutputDecoder()
        #expect(bytes.flatMap { decoder.feed([$0]) } == ["abcd"])
    }

    @Test func anUnterminatedStringHidesAtMostItsLine() {
        #expect(lines("\u{1B}]0;hide\nshown") == ["␛", "shown"])
        let long = String(repeating: "x", count: 5_000)
        let shown = lines("\u{1B}]0;" + long + "END", limit: 10_000)
        #expect(shown.count == 1)
        #expect(shown.first?.hasPrefix("␛x") == true)
        #expect(shown.first?.hasSuffix("END") == true)
    }

    @Test func anUnterminatedControlSequenceIsBounded() {
        let shown = lines("\u{1B}[" + String(repeating: "1", count: 300) + "END\n", limit: 1_000)
        #expect(shown.first?.hasPrefix("␛1") == true)
        #expect(shown.first?.hasSuffix("END") == true)
    }

    @Test func aBrokenSequenceAtTheEndIsShown() {
        #expect(lines("x\u{1B}[3") == ["x␛"])
        #expect(lines("\u{1B}") == ["␛"])
    }

    @Test(arguments: [
        ("10%\r50%\r100%", "100%"), ("longer\rabc", "abcger"), ("longer\r\u{1B}[Kabc", "abc"),
        ("abc\u{1B}[2K\rx", "x  "), ("abc\u{8}\u{8}XY", "aXY"), ("\u{8}\u{8}a", "a"),
        ("中文\rab", "ab"), ("abcd\r\u{1B}[1Kx", "xbcd"),
    ])
    func honoursCarriageReturnBackspaceAndErase(output: String, expected: String) {
        #expect(lines(output) == [expected])
    }

    @Test func boundsALine() {
        #expect(lines("123456789\nx\n", limit: 4) == ["1234… +5 bytes", "x"])
        #expect(lines("123456\r\u{1B}[Kab", limit: 4) == ["ab"])
    }

    @Test func aProgressBarOfOneMegabyteIsOneShortLine() {
        var decoder = OutputDecoder()
        let frame = Array("\rprogress [#####     ] 50 %".utf8)
        let lines = (0..<50_000).flatMap { _ in decoder.feed(frame) }
        #expect(lines.isEmpty)
        #expect(decoder.partial.string == "progress [#####     ] 50 %")
    }

    @Test func showsControlsThatAreNoSequences() {
        #expect(lines("a\u{0}b\u{B}c\u{9B}d") == ["a␀b␋c<U+009B>d"])
    }

    @Test func expandsTabs() {
        #expect(lines("a\tb") == ["a       b"])
    }

    @Test(arguments: 0..<30)
    func randomOutputIsSafeHoweverItIsCut(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = generator.hostileBytes(count: 600)
        var whole = OutputDecoder(lineLimit: 80)
        let expected = whole.feed(bytes) + whole.finish()
        var cut = OutputDecoder(lineLimit: 80)
        var found: [DisplayText] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...7, using: &generator))
            rest = rest.dropFirst(piece.count)
            found += cut.feed(Array(piece))
            expectSafe(cut.partial)
        }
        found += cut.finish()
        #expect(found == expected)
        for line in found { expectSafe(line) }
    }
}
