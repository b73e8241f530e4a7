import IncidentModel
import Testing

@testable import Probes

@Suite struct ValueConditionTests {
    private func failure(_ condition: String, _ value: String?) -> String? {
        guard let condition = ValueCondition(condition) else { return "no condition" }
        return condition.failure(of: value, called: "it")
    }

    @Test func plainTextMeansExactlyThat() {
        #expect(failure("ok", "ok") == nil)
        #expect(failure("1", "1.0") == "it is “1.0”, expected “1”")
        #expect(failure("ok", nil) == "it is nothing, expected “ok”")
    }

    @Test func signsCompareNumbers() {
        #expect(failure("< 100", "99.5") == nil)
        #expect(failure("< 100", "100") == "it is 100, expected < 100")
        #expect(failure("<=100", "100") == nil)
        #expect(failure(">= -3", "-3") == nil)
        #expect(failure("> 0", "0") != nil)
        #expect(failure("== 1", "1.0") == nil)
        #expect(failure("!= 0", "0") != nil)
        #expect(failure("!= down", "up") == nil)
        #expect(failure("!= down", "down") == "it is “down”, expected another")
    }

    @Test func whatIsNoNumberIsSaid() {
        for value in ["many", "", "nan", "inf", "0x10", "1 2"] {
            #expect(failure("< 100", value) == "it is “\(value)”, expected a number < 100")
        }
    }

    @Test func aComparisonNeedsItsNumber() {
        for text in ["<", "< lots", ">=", "== one", "!="] { #expect(ValueCondition(text) == nil) }
    }
}

@Suite struct PostgresMessageTests {
    @Test func severityStateAndHintAreTakenApart() {
        let text = """
            connection to server at "127.0.0.1", port 5432 failed: FATAL:  28P01: password wrong
            HINT:  try another
            LOCATION:  auth_failed, auth.c:338

            """
        #expect(
            PostgresMessage(connecting: text)
                == PostgresMessage(state: "28P01", text: "password wrong", hint: "try another"))
    }

    @Test func ofTwoAttemptsTheOneThatSaysMoreCounts() {
        let place = "connection to server at \"h\", port 1 failed: "
        let rule = place + "FATAL:  28000: no pg_hba.conf entry, no encryption\n"
        let password = place + "FATAL:  28P01: wrong\n"
        for text in [rule + password, password + rule] {
            #expect(PostgresMessage(connecting: text).state == "28P01")
        }
    }

    @Test func anotherLanguageIsReadByItsState() {
        let message = PostgresMessage(connecting: "ВАЖНО:  53300: извините\n")
        #expect(PostgresWords.failure(message, at: .loggingIn).failure == .serverError)
    }

    @Test func randomBytesAreSurvived() {
        var random = HostileBytes(seed: 7)
        for _ in 0..<2000 {
            let text = String(decoding: random.bytes(upTo: 80), as: UTF8.self)
            let message = PostgresMessage(connecting: "FATAL:  " + text)
            #expect(!PostgresWords.failure(message, at: .accepted).summary.isEmpty)
        }
    }
}

@Suite struct RedisReaderTests {
    private func take(_ text: String) throws -> RedisReply? {
        var bytes = Array(text.utf8)[...]
        return try RedisReader.take(&bytes)
    }

    @Test func everyKindIsRead() throws {
        #expect(try take("+PONG\r\n") == .simple("PONG"))
        #expect(try take("-ERR no\r\n") == .error("ERR no"))
        #expect(try take(":12\r\n") == .number("12"))
        #expect(try take("$3\r\na\nb\r\n") == .bulk("a\nb"))
        #expect(try take("$-1\r\n") == .bulk(nil))
        #expect(try take("*2\r\n:1\r\n$1\r\nx\r\n") == .array([.number("1"), .bulk("x")]))
        #expect(try take("*-1\r\n") == .array(nil))
    }

    @Test func nothingIsTakenBeforeItIsComplete() throws {
        let whole = "*2\r\n:1\r\n$1\r\nx\r\n"
        for count in 0..<whole.utf8.count {
            var bytes = Array(whole.utf8.prefix(count))[...]
            #expect(try RedisReader.take(&bytes) == nil)
            #expect(bytes.count == count)
        }
    }

    @Test func hostileLengthsAreRefused() {
        #expect(throws: RedisReader.Problem.tooLong) { try take("$99999999999999999999\r\n") }
        #expect(throws: RedisReader.Problem.tooLong) { try take("$2000000\r\n") }
        #expect(throws: RedisReader.Problem.tooLong) { try take("*99999999\r\n") }
        #expect(throws: RedisReader.Problem.tooLong) {
            try take(String(repeating: "*1\r\n", count: 20))
        }
        #expect(throws: RedisReader.Problem.tooLong) {
            try take("+" + String(repeating: "x", count: 70_000))
        }
        #expect(throws: RedisReader.Problem.notRedis) { try take("HTTP/1.1 400\r\n") }
        #expect(throws: RedisReader.Problem.notRedis) { try take("$-2\r\n") }
        #expect(throws: RedisReader.Problem.notRedis) { try take("+PONG\n") }
        #expect(throws: RedisReader.Problem.notRedis) { try take("$1\r\nxyz\r\n") }
    }

    @Test func randomBytesAreSurvived() {
        var random = HostileBytes(seed: 3)
        for _ in 0..<3000 {
            var bytes = (Array("*3\r\n$".utf8) + random.bytes(upTo: 40))[...]
            let count = bytes.count
            _ = try? RedisReader.take(&bytes)
            #expect(bytes.count <= count)
        }
    }

    @Test func targetsAndCommandsAreRead() {
        #expect(RedisTarget("db:6380")?.authority.port == 6380)
        let url = RedisTarget("rediss://me:p%40ss@[::1]/2")
        #expect(url?.isSecure == true)
        #expect(url?.authority == HostPort(host: "::1", port: 6379))
        #expect(url?.user == "me" && url?.password == "p@ss" && url?.database == 2)
        for text in ["http://db", "redis://", "redis://db/x", "redis://db/-1", "redis://db:0"] {
            #expect(RedisTarget(text) == nil, "\(text)")
        }
        #expect(RedisCommand.words("GET \"a b\" 'c'") == ["GET", "a b", "c"])
        #expect(RedisCommand.words("GET \"a") == nil)
        #expect(RedisCommand.words(" ") == nil)
        #expect(RedisCommand.encode(["GET", "ü"]) == Array("*2\r\n$3\r\nGET\r\n$2\r\nü\r\n".utf8))
    }
}

@Suite struct HealthMessageTests {
    @Test func aRequestIsFramed() {
        #expect(HealthMessage.request(service: "") == [0, 0, 0, 0, 0])
        #expect(HealthMessage.request(service: "ab") == [0, 0, 0, 0, 4, 0x0A, 2, 0x61, 0x62])
        let long = HealthMessage.request(service: String(repeating: "x", count: 300))
        #expect(Array(long.prefix(8)) == [0, 0, 0, 1, 0x2F, 0x0A, 0xAC, 0x02])
    }

    @Test func anAnswerIsRead() {
        #expect(HealthMessage.answer([0, 0, 0, 0, 2, 8, 1]) == .serving)
        #expect(HealthMessage.answer([0, 0, 0, 0, 2, 8, 2]) == .notServing)
        #expect(HealthMessage.answer([0, 0, 0, 0, 0]) == .unknown)
        // Unknown fields of every kind before and after.
        let more: [UInt8] = [
            0x12, 1, 9, 8, 1, 0x1D, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x28, 5,
        ]
        #expect(HealthMessage.answer([0, 0, 0, 0, UInt8(more.count)] + more) == .serving)
    }

    @Test func hostileBytesAreNoAnswer() {
        let bad: [[UInt8]] = [
            [], [0, 0, 0, 0], [1, 0, 0, 0, 2, 8, 1], [0, 0, 0, 0, 3, 8, 1], [0, 0, 0, 0, 1, 8, 1],
            [0, 255, 255, 255, 255, 8, 1], [0, 0, 0, 0, 2, 8, 9], [0, 0, 0, 0, 1, 8],
            [0, 0, 0, 0, 2, 0, 1], [0, 0, 0, 0, 2, 0x0B, 1],
            [0, 0, 0, 0, 11, 8] + Array(repeating: 0xFF, count: 10),
            [0, 0, 0, 0, 11, 0x12] + Array(repeating: 0xFF, count: 9) + [1],
        ]
        for bytes in bad { #expect(HealthMessage.answer(bytes) == nil, "\(bytes)") }
    }

    @Test func randomBytesAreSurvived() {
        var random = HostileBytes(seed: 11)
        for _ in 0..<5000 {
            let body = random.bytes(upTo: 30)
            _ = HealthMessage.answer([0, 0, 0, 0, UInt8(body.count)] + body)
        }
    }

    @Test func messagesAreDecoded() {
        #expect(GRPCWords.decode(message: "a%20b%C3%BC") == "a bü")
        #expect(GRPCWords.decode(message: "50% of %zz %2") == "50% of %zz %2")
        #expect(GRPCWords.decode(message: "%+1") == "%+1")
        #expect(GRPCWords.name(ofStatus: 14) == "UNAVAILABLE")
        #expect(GRPCWords.name(ofStatus: 99) == "status 99")
    }
}

/// Bytes that are the same in every run (xorshift64).
private struct HostileBytes {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func bytes(upTo limit: Int) -> [UInt8] {
        let count = Int(next() % UInt64(limit))
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: next() >> 11) }
    }
}
