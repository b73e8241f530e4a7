import SafeText
import IncidentModel
import Processes
import Testing

@testable import Runbooks

/// Whatever a command writes, the ring stays small and its text safe.
@Suite struct OutputRingBoundTests {
    private func bytes(of ring: OutputRing) -> Int {
        ring.page.reduce(0) { $0 + $1.text.string.utf8.count }
    }

    @Test func longLinesPushOthersOutBeforeTheirNumberDoes() {
        var ring = OutputRing(redactor: .standard)
        let line = [UInt8](repeating: 0x78, count: 10_000) + [0x0A]
        for _ in 0..<1500 { ring.take(.standardOutput, line) }
        #expect(ring.totalLines == 1500)
        #expect(ring.byteCount == bytes(of: ring))
        #expect(ring.byteCount <= OutputRing.byteLimit)
        #expect(ring.byteCount > OutputRing.byteLimit - 10_000)
        #expect(ring.page.count == OutputRing.byteLimit / 10_000)
    }

    @Test func megabytesWithoutALineEndAreOneShortLine() {
        var ring = OutputRing(redactor: .standard)
        let piece = [UInt8](repeating: 0x79, count: 65_536)
        for _ in 0..<160 { ring.take(.standardOutput, piece) }
        #expect(ring.page.count == 1)
        #expect(bytes(of: ring) < 100_000)
        ring.finishLines()
        #expect(ring.totalLines == 1)
        #expect(ring.page[0].text.string.contains("bytes"))
    }

    @Test func randomBytesAreShownSafely() {
        var random = SeededRandom(7)
        var ring = OutputRing(redactor: .standard)
        for round in 0..<200 {
            let count = Int.random(in: 1...5000, using: &random)
            let piece = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            ring.take(round % 3 == 0 ? .standardError : .standardOutput, piece)
        }
        ring.finishLines()
        #expect(ring.byteCount <= OutputRing.byteLimit)
        #expect(ring.page.count <= OutputRing.limit)
        for line in ring.page {
            #expect(
                !line.text.string.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
        }
    }

    @Test func escapeSequencesVanish() {
        var ring = OutputRing(redactor: .standard)
        for piece in ["\u{1B}[3", "1mred\u{1B}[0m\u{1B}]0;title", "\u{07} and\u{1B}[2J more\n"] {
            ring.take(.standardOutput, Array(piece.utf8))
        }
        #expect(ring.page.map(\.text) == ["red and more"])
    }

    @Test func progressOverwritesItself() {
        var ring = OutputRing(redactor: .standard)
        for percent in 0...100 {
            ring.take(.standardError, Array("\r\(percent) %".utf8))
            #expect(ring.totalLines == 1)
        }
        ring.take(.standardError, Array("\n".utf8))
        #expect(ring.page.map(\.text) == ["100 %"])
    }

    @Test func lineThatHasNotEndedIsRedacted() {
        var ring = OutputRing(redactor: .standard)
        ring.take(.standardOutput, Array("key AKIAABCDEFGHIJKLMNOP".utf8))
        #expect(ring.page.first?.text.string.contains("AKIA") == false)
    }

    @Test func whatIsFarBehindIsCountedAndTold() {
        var ring = OutputRing(redactor: .standard)
        ring.take(.standardOutput, Array("1\nbegun".utf8))
        ring.take(.standardOutput, Array("2\n3\n".utf8), backlog: OutputRing.backlogLimit + 1)
        ring.take(.standardError, Array("4\n5".utf8), backlog: OutputRing.backlogRest + 1)
        ring.take(.standardOutput, Array("6\n".utf8), backlog: OutputRing.backlogRest)
        #expect(
            ring.page.map(\.text.string)
                == ["1", "3 lines came too fast to be shown; the output's file has them", "6"])
        #expect(ring.totalLines == 6)
    }

    @Test func aLittleBehindIsReadInFull() {
        var ring = OutputRing(redactor: .standard)
        ring.take(.standardOutput, Array("1\n".utf8), backlog: OutputRing.backlogLimit)
        #expect(ring.page.map(\.text) == ["1"])
    }

    @Test func leavingOutIsToldAtTheEndToo() {
        var ring = OutputRing(redactor: .standard)
        ring.take(.standardOutput, Array("1\n".utf8), backlog: OutputRing.backlogLimit + 1)
        ring.finishLines()
        #expect(ring.page.count == 1)
        #expect(ring.page.first?.stream == .notice)
    }
}
