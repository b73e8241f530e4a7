import Testing

@testable import LogClusters

@Suite("Words and variables")
struct TokenScannerTests {
    /// The tokens as text, variables as `*`.
    private func tokens(_ text: String) -> String {
        let clusterer = Clusterer()
        let bytes = Array(text.utf8)
        let count = bytes.withUnsafeBytes { clusterer.scan($0) }
        let words = (0..<count).map { index -> String in
            let token = clusterer.tokens[index]
            if token.kind == .mask { return "*" }
            if token.start == token.end { return "-" }
            return String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
        }
        return words.joined(separator: " ")
    }

    @Test(
        "a word that looks like a variable becomes a mask",
        arguments: [
            ("took 15 seconds", "took *"), ("took 1.5ms", "took *"), ("user42 left", "* left"),
            ("GET /v1/orders/17?x=1 done", "GET * done"),
            ("open /etc/passwd now", "open * now"),
            ("see https://example.test/a?b=c, please", "see * please"),
            ("to db.internal:5432 refused", "to * refused"),
            ("addr fe80:0:0:1::2 up", "addr * up"), ("mac 00:1b:44:11:3a:b7 seen", "mac * seen"),
            ("hash deadbeef found", "hash * found"), ("is true now", "is * now"),
            ("on Sun the", "on * the"), ("MIXER2 failed", "MIXER2 failed"),
            ("VM2 failed", "* failed"), ("a -1 b", "a * b"), (#"C:\temp\x file"#, #"C * file"#),
        ])
    func masksVariables(example: (text: String, tokens: String)) {
        #expect(tokens(example.text) == example.tokens)
    }

    @Test(
        "punctuation splits words and is not part of them",
        arguments: [
            ("a, b;c(d)[e]{f}", "a b c d e f"), ("wait... what", "wait what"),
            ("from..to", "from to"), ("\"quoted\" 'too'", "quoted too"), ("-- end --", "end"),
            ("(retrying!)", "retrying"), ("", ""), ("   ", ""), ("=", ""),
        ])
    func splitsAtPunctuation(example: (text: String, tokens: String)) {
        #expect(tokens(example.text) == example.tokens)
    }

    @Test(
        "the value of a key is one token",
        arguments: [
            ("user=bob id=7", "user bob id *"), ("path=/x/y ok=true", "path * ok *"),
            ("name=\"two words\" x", "name * x"), ("msg=\"disk is full\"", "msg disk is full"),
            ("level=warn x=", "level warn x -"), ("a => b", "a b"), ("a == b", "a b"),
            ("rhost= user=root", "rhost - user root"),
            ("limit=<a, b>", "limit a b"), ("host=alpha", "host *"),
        ])
    func readsKeyValues(example: (text: String, tokens: String)) {
        #expect(tokens(example.text) == example.tokens)
    }

    @Test(
        "a value of several words is one token",
        arguments: [
            ("tags [a, b, c] set", "tags a, b, c set"), ("ids [a, b7] set", "ids * set"),
            ("flags qr,rd,ra 5", "flags qr,rd,ra *"), ("paid 12.50 EUR by", "paid * by"),
            ("by Agent/5.0 (X11; Linux) Other/2.1 end", "by * end"),
            ("page / shown", "page * shown"),
            ("to shop:8080 with", "to * with"), ("key a:b:7 hit", "key * hit"),
            ("x (pass: YES)", "x pass *"),
            ("dn ou=people,dc=example end", "dn ou people,dc=example end"),
            ("mail to a@example.test", "mail to *"),
        ])
    func takesValuesAsOne(example: (text: String, tokens: String)) {
        #expect(tokens(example.text) == example.tokens)
    }

    @Test(
        "a quotation and a name are one token",
        arguments: ["for \"big red shoe\" now", "for 'big red' now", "for José Núñez now"])
    func countsTextAsOne(text: String) {
        let clusterer = Clusterer()
        #expect(Array(text.utf8).withUnsafeBytes { clusterer.scan($0) } == 3)
    }

    @Test("an apostrophe or a bracket without its end is no value")
    func leavesOpenSpans() {
        #expect(tokens("x 'a b c") == "x a b c")
        #expect(tokens("x [a, b") == "x a b")
        #expect(tokens("don't stop, won't go") == "don t stop won t go")
    }

    @Test(
        "names that hold a number are words",
        arguments: [
            ("over ssh2 now", "over ssh2 now"), ("use IPv6 only", "use IPv6 only"),
            ("Slf4jReader ready", "Slf4jReader ready"), ("r24=5", "r24 *"), ("v2x 5", "*"),
            ("CPU#0 up", "CPU * up"), ("Session@4f2a81c0 lost", "Session * lost"),
            ("for root from", "for * from"), ("the root cause", "the root cause"),
        ])
    func keepsNumberedNames(example: (text: String, tokens: String)) {
        #expect(tokens(example.text) == example.tokens)
    }

    @Test("all words behind the last position are one token, and none is lost")
    func boundsTokens() {
        let clusterer = Clusterer()
        func scan(_ text: String) -> (count: Int, last: Token) {
            let count = Array(text.utf8).withUnsafeBytes { clusterer.scan($0) }
            return (count, clusterer.tokens[count - 1])
        }
        let long = String(repeating: "word ", count: 10_000)
        let found = scan(long)
        #expect(found.count == TokenScanner.limit)
        #expect(Int(found.last.end) == long.utf8.count - 1)
        #expect(scan(long + "more").last.hash != found.last.hash)
        #expect(scan(long + "17").last.hash == scan(long + "4 5").last.hash)
    }
}
