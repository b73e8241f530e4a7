import CellGrid
import Testing

@testable import CursesTerminal

@Suite("Pasted text arrives as one piece")
struct PasteTests {
    private func paste(_ text: String) -> [TerminalInput] {
        var decoder = InputDecoder()
        return decoder.feed("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    }

    @Test func keysWithinAPasteAreText() {
        #expect(paste("rm -rf q\u{3}") == [.paste("rm -rf q")])
    }

    @Test func lineEndsAreLineFeeds() {
        #expect(paste("one\rtwo\r\nthree\nfour\tfive") == [.paste("one\ntwo\nthree\nfour\tfive")])
    }

    @Test func controlsAreGoneAndAnEndMarkInPiecesIsFound() {
        #expect(paste("a\u{1B}[20\u{1B}[31mb\u{9B}") == [.paste("a[20[31mb")])
        #expect(paste("\u{1B}\u{1B}[201") == [.paste("[201")])
    }

    @Test func invalidBytesAreReplaced() {
        var decoder = InputDecoder()
        let bytes = Array("\u{1B}[200~a".utf8) + [0xFF] + Array("b\u{1B}[201~".utf8)
        #expect(decoder.feed(bytes) == [.paste("a\u{FFFD}b")])
    }

    @Test func keysAfterThePasteAreKeys() {
        var decoder = InputDecoder()
        #expect(
            decoder.feed("\u{1B}[200~x\u{1B}[201~q".utf8) == [.paste("x"), .key(.character("q"))])
    }

    @Test func aPasteIsBounded() {
        let result = paste(String(repeating: "x", count: PasteCollector.mostBytes + 10))
        #expect(result == [.paste(String(repeating: "x", count: PasteCollector.mostBytes))])
    }

    @Test func anEmptyPasteIsNothing() {
        #expect(paste("").isEmpty)
    }

    @Test func aPasteWithoutEndIsDeliveredWhenNothingMoreComes() {
        var decoder = InputDecoder()
        #expect(decoder.feed("\u{1B}[200~text".utf8).isEmpty)
        #expect(decoder.patience == InputDecoder.pastePatience)
        #expect(decoder.expire() == [.paste("text")])
        #expect(decoder.feed("q".utf8) == [.key(.character("q"))])
    }
}
