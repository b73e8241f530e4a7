import IncidentModel
import Testing

@testable import LogClusters

@Suite("Formats found and changed")
struct FormatDetectionTests {
    /// What a stream of lines became.
    struct Outcome {
        var records: [(text: String, lines: Int, service: String, trace: String)] = []
        var loose = 0
        var format = ""
        var lines: Int { records.reduce(loose) { $0 + $1.lines } }
    }

    private func outcome(_ text: String, format: String? = nil, chunk: Int = 4_096) -> Outcome {
        let assembler = RecordAssembler(
            reader: HeaderReader(
                times: TimeReader(
                    utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21))),
            format: format.flatMap { RecordFormat.named($0) })
        var splitter = LineSplitter()
        var outcome = Outcome()
        func take(_ record: RecordView) {
            outcome.loose += record.blankLinesBefore
            outcome.records.append(
                (
                    String(decoding: record.text, as: UTF8.self), record.lines,
                    String(decoding: record.service, as: UTF8.self),
                    String(decoding: record.trace, as: UTF8.self)
                ))
        }
        Array(text.utf8).withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: chunk) {
                let part = all[start..<min(start + chunk, all.count)]
                let bytes = UnsafeRawBufferPointer(rebasing: part)
                if start == 0 { assembler.preview(bytes) }
                _ = assembler.take(bytes, &splitter, take)
            }
        }
        splitter.finish { assembler.take($0, take) }
        assembler.finish(take)
        outcome.loose += assembler.takeLooseLines()
        outcome.format = assembler.formatName
        return outcome
    }

    private let klog = "I1121 02:32:40.123456       1 controller.go:17] synced the queue\n"
    private let redis = "77:M 21 Nov 2026 02:32:40.123 * Ready to accept connections\n"

    @Test("a source whose format changes is read by the new one")
    func detectsAgain() {
        let text = String(repeating: klog, count: 40) + String(repeating: redis, count: 120)
        let found = outcome(text)
        #expect(found.format == "redis")
        #expect(found.records.last?.text == "Ready to accept connections")
        #expect(found.lines == 160)
    }

    @Test("a forced format stays, and lines of others are read by their looks")
    func keepsForced() {
        let found = outcome(klog + String(repeating: redis, count: 60), format: "klog")
        #expect(found.format == "klog")
        #expect(found.lines == 61)
    }

    @Test("a source without a known format is read by its looks")
    func fallsBack() {
        let found = outcome("some words\nmore of them\n")
        #expect(found.format == "detected")
        #expect(found.records.map(\.text) == ["some words", "more of them"])
    }

    @Test("entries of a printed JSON array are one record each", arguments: [7, 64, 4_096])
    func readsArrays(chunk: Int) {
        let entry = """
              {
                "insertId": "a",
                "labels": {},
                "logName": "projects/p/logs/stderr",
                "resource": {"labels": {"container_name": "api"}, "type": "k8s_container"},
                "severity": "ERROR",
                "textPayload": "cannot { reach } it",
                "timestamp": "2026-11-21T02:32:40Z"
              }
            """
        let found = outcome("[\n\(entry),\n\(entry)\n]\n", chunk: chunk)
        #expect(found.records.map(\.text) == ["cannot { reach } it", "cannot { reach } it"])
        #expect(found.records.allSatisfy { $0.service == "api" })
        #expect(found.lines == 20)
    }

    @Test("pieces of a line that a container runtime cut are one record, with their trace inside")
    func joinsPartialLines() {
        func line(_ flag: String, _ text: String) -> String {
            "2026-11-21T02:32:40.1Z stderr \(flag) \(text)\n"
        }
        let text =
            line("P", "2026-11-21 02:32:40,123 - shop - ERROR - it ") + line("F", "broke")
            + line("F", "Traceback (most recent call last):") + line("F", "  File \"a.py\", line 1")
            + line("F", "ValueError: bad")
            + line("F", "2026-11-21 02:32:41,123 - shop - INFO - next")
        let found = outcome(text)
        #expect(found.format == "cri, python-logging")
        #expect(found.records.map(\.text) == ["it broke: ValueError: bad", "next"])
        #expect(found.records.map(\.lines) == [5, 1])
    }

    @Test("lines of two services in one stream are never joined")
    func separatesServices() {
        let text = "api-1  | panic: boom\ndb-1   | ready\napi-1  | goroutine 1 [running]:\n"
        let found = outcome(text)
        #expect(found.records.map(\.service) == ["api", "db", "api"])
    }

    @Test(
        "the request or trace is found in text",
        arguments: [
            ("cannot save request_id=7f3a91c0 now", "7f3a91c0"),
            ("[req-38101a0b-2096] listing", "req-38101a0b-2096"),
            ("traceId=\"4bf92f3577\" slow", "4bf92f3577"), ("x-request-id=abcd-17", "abcd-17"),
            ("id=77 user_id=12345", ""), ("[request] no", ""),
        ])
    func findsTraceNames(example: (text: String, trace: String)) {
        #expect(outcome(example.text + "\n").records.first?.trace == example.trace)
    }

    @Test("a line of a megabyte of JSON is one line of a bounded record")
    func boundsJSON() {
        let text = "{\"level\":50,\"msg\":\"" + String(repeating: "x ", count: 500_000) + "\"}\n"
        let found = outcome(text + klog)
        #expect(found.lines == 2)
        #expect(found.records.allSatisfy { $0.text.utf8.count <= LineSplitter.lineLimit })
    }

    @Test("what failed is not taken for the name of who says so")
    func keepsExceptionsInMessages() {
        let stamp = "2026-11-21T02:32:40Z"
        let known = String(repeating: "\(stamp) ERROR shop::web: no route\n", count: 4)
        let found = outcome(
            known + "\(stamp) ERROR ValueError: bad\n\(stamp) ERROR failed: 7 of 9\n")
        #expect(found.format == "env-logger")
        #expect(found.records.first?.text == "no route")
        #expect(found.records.suffix(2).map(\.text) == ["ValueError: bad", "failed: 7 of 9"])
        #expect(found.records.allSatisfy { $0.service.isEmpty })
    }

    @Test("an object that never closes ends with the next line that is no JSON")
    func endsBrokenObjects() {
        let found = outcome("{\n\"a\": 1,\n\(klog)\(klog)")
        #expect(found.lines == 4)
        #expect(found.records.last?.text == "synced the queue")
    }
}
