import IncidentModel
import Testing

@testable import LogClusters

@Suite("Headers of lines")
struct HeaderReaderTests {
    /// What was read of one line, as text.
    struct Reading: Equatable, CustomStringConvertible {
        var seconds: Int64?
        var severity: Severity
        var service: String?
        var message: String
        var description: String { "\(seconds ?? -1) \(severity) \(service ?? "-") “\(message)”" }
    }

    private func read(_ line: String) -> Reading {
        let reader = HeaderReader(
            times: TimeReader(
                utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21)))
        return Array(line.utf8).withUnsafeBytes { bytes in
            let header = reader.read(bytes)
            let message =
                header.usesScratch
                ? String(decoding: reader.scratch, as: UTF8.self)
                : String(
                    decoding: bytes[header.message..<min(header.messageEnd, bytes.count)],
                    as: UTF8.self)
            return Reading(
                seconds: header.time.map { $0 / 1_000_000_000 }, severity: header.severity,
                service: header.service.map { String(decoding: bytes[$0], as: UTF8.self) },
                message: message)
        }
    }

    private static let moment: Int64 = 1_795_228_360  // 2026-11-21T02:32:40Z

    @Test(
        "time stamps in their spellings",
        arguments: [
            ("2026-11-21T02:32:40.123Z x", moment), ("2026-11-21 02:32:40,123 x", moment),
            ("2026-11-21T03:32:40+01:00 x", moment), ("2026/11/21 02:32:40 x", moment),
            ("[21/Nov/2026:04:32:40 +0200] x", moment), ("Nov 21 02:32:40 host x", moment),
            ("Dec 24 02:32:40 host x", 1_766_543_560), ("1795228360 x", moment),
            ("1795228360.5 x", moment), ("1795228360123 x", moment),
            ("1795228360123456789 x", moment), ("26/11/21 02:32:40 x", moment),
            ("261121 023240 x", moment), ("[Sat Nov 21 02:32:40 2026] x", moment),
            ("20261121-02:32:40:123 x", moment), ("11-21 02:32:40.123 x", moment),
            ("2026-11-21T02:32:40.123456789-00:00 x", moment),
            ("E1121 02:32:40.123456    77 a.go:12] x", moment),
        ])
    func readsTimes(example: (line: String, seconds: Int64)) {
        #expect(read(example.line).seconds == example.seconds)
    }

    @Test(
        "what is no time stamp is none",
        arguments: [
            "2026 was good", "99/99/99 99:99:99 x", "May I come in", "12345 items", "Sunday",
            "2026-13-45T02:32:40Z x", "10.0.0.1 x", "[pid 17] x", "17:99 x",
        ])
    func refusesOtherNumbers(line: String) {
        #expect(read(line).seconds == nil)
    }

    @Test(
        "level, service and message of a plain line",
        arguments: [
            (
                "2026-11-21T02:32:40Z ERROR Connection lost", Severity.error, nil,
                "Connection lost"
            ),
            ("2026-11-21 02:32:40,1 - app.db - WARNING - slow", .warning, nil, "slow"),
            (
                "2026-11-21 02:32:40 [error] 12#0: *3 no live upstreams", .error, nil,
                "no live upstreams"
            ),
            (
                "2026-11-21 02:32:40,978 INFO [main] org.apache.App: Created it", .info, nil,
                "Created it"
            ),
            ("26/11/21 02:32:40 INFO exec.Backend: Registered", .info, nil, "Registered"),
            ("Nov 21 02:32:40 box sshd[77]: Failed password", .unknown, "sshd", "Failed password"),
            ("Nov 21 02:32:40 box kernel: error: bad", .error, "kernel", "error: bad"),
            ("<11>Nov 21 02:32:40 box app[7]: x y", .error, "app", "x y"),
            (
                "<165>1 2026-11-21T02:32:40Z box app 77 ID47 [a b=\"c\"] hello", .notice, "app",
                "hello"
            ),
            ("W1121 02:32:40.123456    77 a.go:12] careful", .warning, nil, "careful"),
            ("2026-11-21 02:32:40.1 ERROR 17 --- [main] c.e.App : boom", .error, nil, "boom"),
            ("[ERROR] it broke", .error, nil, "it broke"),
            ("WARNING:root:watch out", .warning, nil, "watch out"),
            ("backend-1  | 2026-11-21T02:32:40Z INFO Ready now", .info, "backend", "Ready now"),
            ("just a sentence", .unknown, nil, "just a sentence"),
            ("Error handling is hard", .unknown, nil, "Error handling is hard"),
            (
                "11-21 02:32:40.811  1702  2395 D WindowManager: printing", .debug, "WindowManager",
                "printing"
            ),
        ] as [(String, Severity, String?, String)])
    func readsPlainLines(example: (line: String, Severity, String?, String)) {
        let reading = read(example.line)
        #expect(reading.severity == example.1, "\(reading)")
        #expect(reading.service == example.2, "\(reading)")
        #expect(reading.message.drop { $0 == " " } == example.3, "\(reading)")
    }

    @Test("a JSON entry gives time, severity, service and its unescaped message")
    func readsJSON() {
        let line = #"""
            {"severity":"ERROR","timestamp":"2026-11-21T02:32:40Z","labels":{"service":"x"},"service":"backend","message":"a \"b\"\n\u00e9 \ud83d\ude00"}
            """#
        #expect(
            read(line)
                == Reading(
                    seconds: Self.moment, severity: .error, service: "backend",
                    message: "a \"b\"\né 😀"))
    }

    @Test(
        "JSON levels may be numbers or nested",
        arguments: [
            (#"{"level":50,"time":1795228360123,"msg":"boom"}"#, Severity.error),
            (#"{"level":30,"msg":"boom"}"#, .info),
            (#"{"log":{"level":"warn"},"message":"boom"}"#, .warning),
            (#"{"PRIORITY":"3","MESSAGE":"boom"}"#, .error),
        ])
    func readsJSONLevels(example: (line: String, severity: Severity)) {
        let reading = read(example.line)
        #expect(reading.severity == example.severity)
        #expect(reading.message == "boom")
    }

    @Test("broken JSON is read as a plain line")
    func toleratesBrokenJSON() {
        #expect(read(#"{"message":"half"#).message == #"{"message":"half"#)
        #expect(read("{}").message == "{}")
    }

    @Test("logfmt gives its header keys, and the rest is the message")
    func readsLogfmt() {
        let line = #"time="2026-11-21T02:32:40Z" level=warning service=api msg="slow call" ms=17"#
        let reading = read(line)
        #expect(reading.seconds == Self.moment)
        #expect(reading.severity == .warning)
        #expect(reading.service == "api")
        #expect(reading.message == #"msg="slow call" ms=17"#)
    }

    @Test(
        "an access log's severity is its status",
        arguments: [
            (503, Severity.error, "GET /a/b 503 server error"),
            (404, .warning, "GET /a/b 404 client error"), (200, .info, "GET /a/b 200 ok"),
        ])
    func readsAccessLog(status: Int, severity: Severity, message: String) {
        let line =
            #"10.1.2.3 - bob [21/Nov/2026:02:32:40 +0000] "GET /a/b HTTP/1.1" \#(status) 17 "-" "x""#
        #expect(
            read(line)
                == Reading(
                    seconds: Self.moment, severity: severity, service: nil, message: message))
    }

    @Test(
        "severity in its spellings",
        arguments: [
            ("TRACE", Severity.debug), ("debug", .debug), ("INFO", .info), ("Information", .info),
            ("notice", .notice), ("WARN", .warning), ("Warning", .warning), ("ERR", .error),
            ("error", .error), ("SEVERE", .error), ("CRIT", .critical), ("Critical", .critical),
            ("FATAL", .critical), ("emerg", .critical), ("EMERGENCY", .critical),
            ("alert", .critical), ("panic", .critical),
        ])
    func knowsSeverities(word: String, severity: Severity) {
        #expect(SeverityWord.severity(of: word) == severity)
    }

    @Test(
        "other words are no severity",
        arguments: ["", "inform", "warned", "errors", "information!"])
    func knowsOtherWords(word: String) {
        #expect(SeverityWord.severity(of: word) == nil)
    }

    @Test("many prefixes in a row do not exhaust the stack")
    func boundsPrefixes() {
        let line = String(repeating: "a | ", count: 16_000)
        #expect(read(line).service == "a")
    }
}
