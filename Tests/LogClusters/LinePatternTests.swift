import Testing

@testable import LogClusters

@Suite("Patterns of lines")
struct LinePatternTests {
    private func fields(_ pattern: String, _ line: String) throws -> [FieldRole: String]? {
        let compiled = try LinePattern(pattern)
        let spans = FieldSpans()
        let times = TimeReader(
            utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21))
        return Array(line.utf8).withUnsafeBytes { bytes in
            guard compiled.match(bytes, times: times, into: spans) else { return nil }
            var found: [FieldRole: String] = [:]
            for role in FieldRole.allCases where role != .ignored {
                if let range = spans[role] {
                    found[role] = String(decoding: bytes[range], as: UTF8.self)
                }
            }
            return found
        }
    }

    @Test("fields end where the next literal stands")
    func findsFields() throws {
        let found = try fields("[{severity}] {logger:word}: {message}", "[warn] a::b: c: d")
        #expect(found == [.severity: "warn", .logger: "a::b", .message: "c: d"])
    }

    @Test("a part in {? ?} may be missing")
    func allowsOptionalParts() throws {
        let pattern = "{service:word}{?[{process:number}]?}: {message}"
        #expect(try fields(pattern, "app[7]: x") == [.service: "app", .message: "x"])
        #expect(try fields(pattern, "app: x") == [.service: "app", .message: "x"])
        #expect(try fields(pattern, "app[x]: y") == [.service: "app[x]", .message: "y"])
        #expect(try fields(pattern, "app x") == nil)
    }

    @Test("one blank before the message is one; two are any number")
    func keepsIndentation() throws {
        #expect(try fields("{severity} {message}", "INFO   x")?[.message] == "  x")
        #expect(try fields("{severity}  {message}", "INFO   x")?[.message] == "x")
    }

    @Test(
        "a pattern that cannot be read is refused with its piece",
        arguments: ["{time", "{?{time}", "{time}?}", "{severity:loud}", "{time:never}", ""])
    func refusesBrokenPatterns(pattern: String) {
        #expect(throws: LinePatternError.self) { try LinePattern(pattern) }
    }

    @Test("random lines never crash a pattern", arguments: UInt64(1)...4)
    func survivesRandomLines(seed: UInt64) throws {
        var random = SeededBytes(seed: seed)
        let headers = HeaderReader(
            times: TimeReader(
                utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21)))
        let pieces = [
            "2026-11-21 02:32:40,1", " ", "[", "]", "ERROR", ":", "<11>", "1 ", "-", "a.b", "#",
            "{",
            "\"k\":", "\"", "\\", "}", "=", "77", "é", "|", "stdout F ", "Nov 21 02:32:40 ",
        ]
        for _ in 0..<400 {
            let line = (0..<12).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
                .joined()
            Array(line.utf8).withUnsafeBytes { bytes in
                for format in headers.formats {
                    let header = headers.read(bytes, as: format)
                    #expect((header?.message ?? 0) <= bytes.count)
                }
            }
        }
    }
}
