import Foundation
import Testing

@testable import Runbooks

/// Changes of a file as `diff -u` shows them.
@Suite struct LineDiffTests {
    @Test func equalTextsHaveNoLines() {
        #expect(LineDiff.lines(from: "a\nb\n", to: "a\nb\n").isEmpty)
        #expect(LineDiff.lines(from: "", to: "").isEmpty)
    }

    @Test func changedLineStandsWithThreeAroundIt() {
        let old = (1...9).map { "\($0)\n" }.joined()
        let new = old.replacing("5\n", with: "five\n")
        #expect(
            Self.picture(old, new) == [
                "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8",
            ])
    }

    @Test func farChangesAreApart() {
        let old = (1...30).map { "\($0)\n" }.joined()
        let new = old.replacing("\n2\n", with: "\n").replacing("29\n", with: "29\n29b\n")
        #expect(
            Self.picture(old, new) == [
                "@@ -1,5 +1,4 @@", " 1", "-2", " 3", " 4", " 5", "@@ -27,4 +26,5 @@", " 27", " 28",
                " 29", "+29b", " 30",
            ])
    }

    @Test func missingLineEndIsAChange() {
        #expect(
            Self.picture("a\nb", "a\nb\n")
                == ["@@ -1,2 +1,2 @@", " a", "-b (without a line end)", "+b"])
    }

    @Test func carriageReturnsAreAChange() {
        #expect(Self.picture("a\r\n", "a\n").count == 3)
    }

    @Test func sidesRebuildBothTexts() {
        var random = SeededRandom(11)
        for _ in 0..<300 {
            let old = Self.randomText(&random), new = Self.randomText(&random)
            let lines = LineDiff.lines(from: old, to: new)
            let olds = LineDiff.split(old), news = LineDiff.split(new)
            let kept = lines.count { $0.side == .both }
            let (gone, come) = (lines.count { $0.side == .old }, lines.count { $0.side == .new })
            #expect(olds.count - gone == news.count - come)
            #expect(kept <= olds.count - gone)
            #expect(lines.isEmpty == (old == new))
        }
    }

    @Test func hugeTextsAreReplacedAsAWhole() {
        let old = (0..<3000).map { "a\($0)\n" }.joined(),
            new = (0..<3000).map { "b\($0)\n" }.joined()
        let lines = LineDiff.lines(from: old, to: new)
        #expect(lines.count { $0.side == .old } == 3000)
        #expect(lines.count { $0.side == .new } == 3000)
    }

    private static func picture(_ old: String, _ new: String) -> [String] {
        LineDiff.lines(from: old, to: new).map { $0.sign + $0.text }
    }

    private static func randomText(_ random: inout SeededRandom) -> String {
        let count = Int(random.next() % 12)
        return (0..<count).map { _ in "\(random.next() % 4)\n" }.joined()
    }
}
