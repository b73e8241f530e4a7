import Testing

@testable import SafeText

@Suite("OutputMask")
struct OutputMaskTests {
    private static let secret = "correct horse battery"
    private static let token = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"

    /// Feeds bytes in random pieces; `flushes` asks now and then for what waits.
    private func shown(
        _ bytes: [UInt8], secrets: [String] = [secret], flushes: Bool = false,
        by random: inout SeededGenerator
    ) -> [UInt8] {
        var mask = OutputMask(secrets: secrets)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let end = min(bytes.count, index + Int.random(in: 1...40, using: &random))
            output += mask.feed(Array(bytes[index..<end]))
            if flushes, Int.random(in: 0..<3, using: &random) == 0 { output += mask.flush() }
            index = end
        }
        return output + mask.finish()
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func bytesThatAreNoSecretPassUnchanged() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            let count = Int.random(in: 0..<600, using: &random)
            // Without `=`, `:`, `-` and letters nothing can look like a secret.
            let bytes = (0..<count).map { _ in
                let byte = UInt8.random(in: 0...255, using: &random)
                return byte.isLetter || [0x3D, 0x3A, 0x2D].contains(byte) ? 0x80 : byte
            }
            #expect(shown(bytes, flushes: true, by: &random) == bytes)
        }
    }

    @Test func exactValueIsHiddenHoweverItIsCut() {
        var random = SeededGenerator(seed: 2)
        let bytes = Array("a \(Self.secret)\nb correct horse\nccorrect \(Self.secret)c".utf8)
        for _ in 0..<300 {
            let output = text(shown(bytes, flushes: true, by: &random))
            #expect(
                output
                    == "a ‹redacted:secret›\nb correct horse\nccorrect ‹redacted:secret›c")
        }
    }

    @Test func exactValueOverLinesIsHidden() {
        var random = SeededGenerator(seed: 3)
        let secret = "one\ntwo\nthree"
        for _ in 0..<50 {
            let output = shown(
                Array("<one\ntwo\nthree>\none\ntwo\n".utf8), secrets: [secret], flushes: true,
                by: &random)
            #expect(text(output) == "<‹redacted:secret›>\none\ntwo\n")
        }
    }

    @Test func longestOfValuesThatBeginAlikeIsHidden() {
        var random = SeededGenerator(seed: 4)
        let output = shown(
            Array("abc abcdef abcd\n".utf8), secrets: ["abc", "abcdef"], by: &random)
        #expect(text(output) == "‹redacted:secret› ‹redacted:secret› ‹redacted:secret›d\n")
    }

    @Test func valueThatNamesAreGivenForIsHidden() {
        var mask = OutputMask(environment: ["DB_PASSWORD": "tr0ub4dor", "HOME": "/home/x"])
        let output = mask.feed(Array("is tr0ub4dor in /home/x\n".utf8))
        #expect(text(output) == "is ‹redacted:secret› in /home/x\n")
    }

    @Test func whatLooksLikeASecretIsHiddenOnWholeLines() {
        var random = SeededGenerator(seed: 5)
        let bytes = Array("x\npassword=hunter2x done\r\n\u{FF}\(Self.token)\nend".utf8)
        for _ in 0..<300 {
            let output = text(shown(bytes, by: &random))
            #expect(
                output
                    == "x\npassword=‹redacted:password› done\r\n\u{FF}‹redacted:github-token›\nend")
        }
    }

    @Test func valueAfterAPromptThatWasShownIsHidden() {
        var mask = OutputMask()
        #expect(text(mask.feed(Array("password=".utf8))) == "")
        #expect(text(mask.flush()) == "password=")
        #expect(text(mask.feed(Array("hunt".utf8)) + mask.flush()) == "‹redacted:password›")
        #expect(text(mask.feed(Array("er2 next\n".utf8))) == " next\n")
        #expect(text(mask.feed(Array("plain\n".utf8))) == "plain\n")
    }

    @Test func beginningOfATokenWaitsForItsRest() {
        var mask = OutputMask()
        let first = String(Self.token.prefix(12))
        #expect(text(mask.feed(Array("got \(first)".utf8)) + mask.flush()) == "got ")
        let rest = String(Self.token.dropFirst(12)) + " ok\n"
        #expect(text(mask.feed(Array(rest.utf8))) == "‹redacted:github-token› ok\n")
    }

    @Test func privateKeyIsHiddenHoweverItIsCut() {
        var random = SeededGenerator(seed: 6)
        let body = (0..<12).map { _ in
            String((0..<64).map { _ in "ABCDEFabcdef0123456789+/".randomElement(using: &random)! })
        }
        let key =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
            + body.joined(separator: "\n") + "\n-----END RSA PRIVATE KEY-----\nafter\n"
        for flushes in [false, true] {
            for _ in 0..<40 {
                let output = text(shown(Array(key.utf8), flushes: flushes, by: &random))
                for line in body { #expect(!output.contains(line.suffix(20))) }
                #expect(output.hasSuffix("\nafter\n"))
            }
        }
    }

    @Test func lineWithoutAnEndIsShownInPieces() {
        var mask = OutputMask(secrets: [Self.secret])
        var count = 0
        for _ in 0..<160 {
            count += mask.feed([UInt8](repeating: 0x78, count: 65_536)).count
        }
        let fed = 160 * 65_536
        #expect(count >= fed - LineMask.longestLine - LineMask.overlap)
        #expect(count + mask.finish().count == fed)
    }

    @Test func secretOnTheBorderOfAPieceIsHidden() {
        for shift in stride(from: -60, through: 60, by: 7) {
            var mask = OutputMask()
            let before = LineMask.longestLine - LineMask.overlap + shift
            var bytes = [UInt8](repeating: 0x20, count: before)
            bytes += Array("\(Self.token) ".utf8) + [UInt8](repeating: 0x20, count: 20_000)
            let output = mask.feed(bytes) + mask.finish()
            #expect(!text(output).contains(Self.token.suffix(8)), "\(shift)")
            #expect(text(output).contains("‹redacted:github-token›"), "\(shift)")
        }
    }

    @Test func secretLongerThanAPieceIsHidden() {
        var mask = OutputMask()
        let value = [UInt8](repeating: 0x31, count: 300_000)
        var output = mask.feed(Array("x Cookie: session=".utf8))
        for start in stride(from: 0, to: value.count, by: 10_000) {
            output += mask.feed(Array(value[start..<start + 10_000]))
        }
        output += mask.feed(Array("\nnext\n".utf8))
        #expect(text(output) == "x Cookie: ‹redacted:cookie›\nnext\n")
    }

    @Test func wholeTextIsMasked() {
        let mask = OutputMask(secrets: ["s3cret"])
        #expect(
            mask.masked("curl -H 'X: s3cret'\npassword=abc") == """
                curl -H 'X: ‹redacted:secret›'
                password=‹redacted:password›
                """)
    }
}
