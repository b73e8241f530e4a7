import Testing

@testable import Console

/// Regular expressions, read and found in time that grows with the text only.
struct PatternTests {
    @Test(arguments: [
        ("abc", "xxABCxx", true), ("^abc", "xabc", false), ("abc$", "abcx", false),
        ("^$", "", true), ("a.c", "a\u{E9}c", true), ("a+b", "aaab", true), ("a+b", "b", false),
        ("a*b", "b", true), ("colou?r", "color", true), ("(ab)+c", "ababc", true),
        ("(?:ab|cd)e", "cde", true), ("a{3}", "aa", false), ("a{3}", "aaa", true),
        ("a{2,3}b", "ab", false), ("^a{0,2}$", "aaa", false), ("a{2,}", "aaaa", true),
        ("x{", "x{", true), ("[a-c]x", "bx", true), ("[^a-c]x", "bx", false), ("[]x]", "]", true),
        ("[A-C]x", "bx", true), ("[\\d-]+", "1-2", true), ("\\bup\\b", "is up.", true),
        ("\\bup\\b", "upper", false), ("\\Bper", "upper", true), ("\\w+\\s\\d", "cpu 9", true),
        ("\\S\\D", "12", false), ("\\.", "a.b", true), ("\\.", "ab", false),
        ("time(d )?out", "it timed out", true), ("", "anything", true), ("a|", "b", true),
        ("接続.+失敗", "接続 3 が失敗", true),
    ])
    func findsWhatItDescribes(pattern: String, text: String, isFound: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == isFound)
    }

    @Test(arguments: [
        "(", ")", "[", "[]", "a{3,1}", "a{999}", "*", "+a", "a|*", "\\", "\\q", "(?=a)", "[z-a]",
        String(repeating: "(", count: 60) + String(repeating: ")", count: 60),
        "((((a{200}){200}){200}){200})",
    ])
    func refusesWhatItCannotRead(pattern: String) {
        #expect(throws: PatternError.self) { try Pattern(pattern) }
    }

    /// A backtracking matcher would need 2^60 steps for this.
    @Test func neverTakesMoreThanLinearTime() throws {
        let pattern = try Pattern("(a*)*(a|a)*(a+)+b")
        #expect(!pattern.matches(String(repeating: "a", count: 2_000)))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomExpressionsNeverCrash(seed: UInt64) {
        var random = FuzzTests.Seeded(state: seed)
        let signs = Array("ab01()[]{}|*+?.^$\\dwsbW,-<> é")
        for _ in 0..<2_000 {
            let count = Int.random(in: 0...12, using: &random)
            let text = String((0..<count).compactMap { _ in signs.randomElement(using: &random) })
            _ = (try? Pattern(text))?.matches("ab 01 <*> baa")
            _ = ListQuery(typed: text, hasFields: true).keeps(text)
        }
    }
}
