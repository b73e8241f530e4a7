import SafeText
import Testing

@Suite("RedactionStream")
struct RedactionStreamTests {
    private func redact(_ lines: [String]) -> [String] {
        var stream = RedactionStream()
        return lines.map { stream.redact(DisplayText($0)).string }
    }

    @Test func hidesAKeyThatSpansLines() {
        var generator = SeededGenerator(seed: 5)
        let body = (0..<6).map { _ in generator.text(of: SecretSamples.base64, count: 64) }
        let lines =
            ["before", "-----BEGIN RSA PRIVATE KEY-----"] + body + ["aQ=="]
            + ["-----END RSA PRIVATE KEY-----", "after password=x1"]
        let mark = "‹redacted:private-key›"
        let expected =
            ["before", "-----BEGIN RSA PRIVATE KEY-----" + mark]
            + Array(repeating: mark, count: 8) + ["after password=‹redacted:password›"]
        #expect(redact(lines) == expected)
    }

    @Test func hidesAKeyWhoseLinesCarryDates() {
        let key = String(repeating: "MIIEpAIBAAKCAQEA", count: 4)
        let lines = [
            "10:00 -----BEGIN PRIVATE KEY-----", "10:01 " + key, "10:02 -----END PRIVATE KEY-----",
            "10:03 x",
        ]
        let mark = "‹redacted:private-key›"
        #expect(
            redact(lines)
                == [
                    "10:00 -----BEGIN PRIVATE KEY-----" + mark, "10:01 " + mark, "10:02 " + mark,
                    "10:03 x",
                ])
    }

    @Test func aFalseBeginHidesNothingAfterIt() {
        let lines = ["-----BEGIN PRIVATE KEY-----", "the disk is full", "abc"]
        #expect(redact(lines).dropFirst() == ["the disk is full", "abc"])
    }

    @Test func oneLineKeysLeaveNothingOpen() {
        let line = "-----BEGIN PRIVATE KEY-----AAAABBBBCCCC-----END PRIVATE KEY----- x"
        #expect(
            redact([line, "AAAABBBBCCCCDDDDEEEE"])
                == ["-----BEGIN PRIVATE KEY-----‹redacted:private-key› x", "AAAABBBBCCCCDDDDEEEE"])
    }

    @Test func aKeyWithoutEndIsBounded() {
        let lines = ["-----BEGIN PRIVATE KEY-----"] + Array(repeating: "word", count: 1_000)
        #expect(redact(lines).last == "word")
    }

    @Test func keepsHeadersAndBlankLinesOfAKey() {
        let lines = [
            "-----BEGIN RSA PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED", "", "AAAABBBBCCCCDDDDEEEE",
        ]
        #expect(
            redact(lines).dropFirst() == ["Proc-Type: 4,ENCRYPTED", "", "‹redacted:private-key›"])
    }
}
