import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Hostile input")
struct HostileInputTests {
    @Test("random bytes neither crash nor lose a line", arguments: UInt64(1)...12)
    func survivesRandomBytes(seed: UInt64) {
        var random = SeededBytes(seed: seed)
        let bytes = (0..<60_000).map { _ in random.byte() }
        let log = LogText(bytes: bytes, chunk: 777)
        #expect(log.addsUp)
        let ends = bytes.count { $0 == 10 }
        #expect(log.analysis.status.lines == ends + (bytes.last == 10 ? 0 : 1))
    }

    @Test(
        "pieces of real formats in random order neither crash nor lose a line",
        arguments: UInt64(1)...12)
    func survivesRandomPieces(seed: UInt64) {
        let pieces = [
            "2026-11-21T02:32:40Z ", "ERROR ", "[", "]", "{\"message\":\"", "\"}", "\\u12", "\\",
            "Traceback (most recent call last):", "\n", "  File \"x\"", "level=", "msg=\"",
            "<34>", "<165>1 ", "E1121 02:32:40.1 ", "/a?b=c", "::", "a:b:c:d:e", "=", "\"", "'",
            "Caused by: x", "goroutine 1 [running]:", "\0", "\u{1B}[31m", "é", "🙂", "..", "|",
            " - - [21/Nov/2026:02:32:40 +0000] \"GET ", "99999999999999999999", "\r", "\t",
            "panic: ", "thread 'main' panicked at x:", "During handling of the above exception",
        ]
        var random = SeededBytes(seed: seed)
        var text = ""
        for _ in 0..<6_000 { text += pieces[Int(random.next() % UInt64(pieces.count))] }
        #expect(LogText(text).addsUp)
    }

    @Test("NUL bytes and broken UTF-8 are shown, not interpreted")
    func showsBrokenBytes() {
        let bytes: [UInt8] = [0x61, 0x00, 0x62, 0x20, 0xFF, 0xFE, 0x1B, 0x5B, 0x33, 0x31, 0x6D, 10]
        let log = LogText(bytes: bytes)
        let template = log.templates.first ?? ""
        #expect(log.clusters.count == 1)
        #expect(!template.utf8.contains { $0 < 32 })
    }

    @Test("secrets are hidden in templates and samples")
    func hidesSecrets() {
        let log = LogText("login with password=hunter2hunter2 failed\n")
        let shown =
            log.templates.joined()
            + log.clusters.flatMap(\.samples).flatMap(\.lines).map(\.string).joined()
        #expect(!shown.contains("hunter2hunter2"))
    }

    @Test("one record of many lines is cut, and all its lines are counted")
    func boundsRecords() {
        let text =
            "start\n" + String(repeating: "    frame of a very deep recursion\n", count: 50_000)
        let log = LogText(text)
        #expect(log.addsUp)
        #expect(log.analysis.status.lines == 50_001)
        #expect(log.clusters.flatMap(\.samples).allSatisfy { $0.lines.count <= 40 })
    }
}
