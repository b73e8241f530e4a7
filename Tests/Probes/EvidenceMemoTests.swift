import SafeText
import Testing

@testable import Probes

@Suite struct EvidenceMemoTests {
    @Test func onlyWhatChangedIsMadeAgain() {
        let memo = EvidenceMemo()
        var made: [String] = []
        func keep(_ texts: [String]) -> [DisplayText] {
            memo.rewind()
            return texts.map { text in
                memo.text(text) {
                    made.append($0); return DisplayText("<\($0)>")
                }
            }
        }
        #expect(keep(["a", "b"]) == ["<a>", "<b>"])
        #expect(keep(["a", "c"]) == ["<a>", "<c>"])
        #expect(keep(["a", "c", "d"]) == ["<a>", "<c>", "<d>"])
        #expect(made == ["a", "b", "c", "d"])
    }

    @Test func linesAreKnownByTheirBytes() {
        let memo = EvidenceMemo()
        var count = 0
        for bytes in [[1], [1], [2], [1]] as [[UInt8]] {
            memo.rewind()
            let lines = memo.lines(bytes) {
                count += 1; return [DisplayText("\($0)")]
            }
            #expect(lines == [DisplayText("\(bytes)")])
        }
        #expect(count == 3)
    }

    @Test func longTextsAreNotRemembered() {
        let memo = EvidenceMemo()
        let long = String(repeating: "x", count: EvidenceMemo.longestText + 1)
        var count = 0
        for _ in 0..<2 {
            memo.rewind()
            #expect(
                memo.text(long) {
                    count += 1; return DisplayText($0)
                }.string == long)
        }
        #expect(count == 2)
    }
}
