import Foundation
import Testing

@testable import LogClusters

/// Bytes of a text for the length of a call.
private func bytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Array(text.utf8).withUnsafeBytes(body)
}

@Suite("The parts of feeds")
struct FeedPartsTests {
    @Test(
        "moments are read to the nanosecond, in any zone",
        arguments: [
            ("1970-01-01T00:00:00Z x", 0, 20),
            ("2026-11-21T06:00:00.123456789Z line", 1_795_240_800_123_456_789, 30),
            ("2026-11-21T08:00:00.5+02:00 line", 1_795_240_800_500_000_000, 27),
            ("2024-02-29T23:59:59.000000001-00:30", 1_709_252_999_000_000_001, 35),
            ("1969-12-31T23:59:59.25Z", -750_000_000, 23),
        ])
    func readsMoments(text: String, nanoseconds: Int64, length: Int) throws {
        let read = bytes(text) { InternetTime.read($0) }
        #expect(read?.nanoseconds == nanoseconds)
        #expect(read?.length == length)
        let written = InternetTime.text(nanoseconds)
        #expect(bytes(written) { InternetTime.read($0)?.nanoseconds } == nanoseconds)
    }

    @Test(
        "what is no moment is none",
        arguments: [
            "", "2026-11-21", "2026-13-21T06:00:00Z", "2026-11-21T06:00:00", "Error: no",
            "9999-12-31T23:59:59Z",
        ])
    func refusesOtherText(text: String) {
        #expect(bytes(text) { InternetTime.read($0) == nil })
    }

    @Test("lines that come again at a seam are dropped, lines of the same moment are told apart")
    func dropsAtSeam() {
        var filter = SeamFilter()
        #expect([10, 20, 20].map { filter.isNew($0) } == [true, true, true])
        filter.beginAgain()
        #expect(
            [10, 20, 20, 20, 20, 30, 30].map { filter.isNew($0) }
                == [false, false, false, true, true, true, true])
        filter.beginAgain()
        #expect([30, 30, 31].map { filter.isNew($0) } == [false, false, true])
    }

    @Test("an array that is cut anywhere comes out as its objects, each one line")
    func cutsArray() {
        let text = """
            [
              {
                "a": "}]{ \\" \\\\",
                "b": [1, {"c": 2}]
              },
              {}, {"d":
              3}
            ]
            """
        for size in 1...text.utf8.count {
            var splitter = JSONArraySplitter()
            var found: [String] = []
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                Array(rest.prefix(size)).withUnsafeBytes { piece in
                    splitter.split(piece) { found.append(String(decoding: $0, as: UTF8.self)) }
                }
                rest = rest.dropFirst(size)
            }
            #expect(found.count == 3)
            #expect(found.first == "{    \"a\": \"}]{ \\\" \\\\\",    \"b\": [1, {\"c\": 2}]  }")
        }
    }

    @Test("members are found behind strings, arrays and objects that hold their names")
    func findsMembers() {
        let object = """
            { "x" : "\\"id\\":1" , "y":{"id":2,"z":[{}]}, "n":-1.5e3,"id" : "a\\"b", "last":[3] }
            """
        func value(_ name: StaticString) -> String? {
            bytes(object) { bytes in
                JSONMembers.value(name, in: bytes).map { String(decoding: $0, as: UTF8.self) }
            }
        }
        #expect(value("id") == "a\\\"b")
        #expect(value("y") == "{\"id\":2,\"z\":[{}]}")
        #expect(value("n") == "-1.5e3")
        #expect(value("last") == "[3] " || value("last") == "[3]")
        #expect(value("none") == nil)
    }

    @Test("cut and damaged objects end, wherever they are cut")
    func survivesDamage() {
        let object = Array(#"{"a":"b\\","c":{"d":[1,"x"]},"e":tru"#.utf8)
        for end in object.indices {
            Array(object[..<end]).withUnsafeBytes { bytes in
                var members = JSONMembers(bytes)
                var count = 0
                while members.next() != nil { count += 1 }
                #expect(count <= 3)
            }
        }
    }

    @Test("the rate is that of the window, decays to zero and then asks for nothing")
    func measuresRate() throws {
        let second: Int64 = 1_000_000_000
        var window = RateWindow(length: 10 * second)
        for tick in 0..<200 { window.note(50, at: Int64(tick) * second / 10) }
        let end = 20 * second
        #expect(abs(window.linesPerSecond(at: end) - 500) <= 50)
        var looks: [Int64] = []
        var moment = end
        while let look = window.nextLook(after: moment) {
            looks.append(look)
            moment = look
        }
        #expect(looks.count == 3)
        #expect(window.linesPerSecond(at: try #require(looks.last)) == 0)
    }
}
