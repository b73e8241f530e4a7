import Testing

@testable import Probes

@Suite struct LinearPatternTests {
    private func occurs(_ pattern: String, _ text: String) throws -> Bool {
        try LinearPattern(pattern).occurs(in: Array(text.utf8))
    }

    @Test(arguments: [
        ("", ""), ("b", "abc"), ("a.c", "xabcx"), ("^ok$", "no\nok\nyes"), ("^ok$", "ok\r\n"),
        ("ver(sion)? [0-9]+\\.\\d{1,3}$", "version 12.7"), ("colou?r", "color"),
        ("(a|b)*c", "ababc"), ("[^x]z", "xz yz"), ("[]x]", "]"), ("[a-f-]$", "1-"),
        ("\\bup\\b", "is up."), ("\\Bp", "up"), ("(?i)STATUS: Ok", "status: OK"),
        ("(?i)[^a]b", "Xb"), ("a{2}b", "aab"), ("a{2,}b", "aaaab"), ("a{0,1}$", "b"),
        ("{\"a\": [0-9]}", "{\"a\": 1}"), ("[[:digit:]]+[[:space:]]x", "12 x"),
        ("é.", "né\u{301}e"),
        ("a|b|c|d", "d"), ("x*?y", "xxy"), ("[\\d.]+ms", "1.5ms"), ("(?:ab)+$", "abab"),
        ("\\$5\\.", "$5."), ("[\\]a]", "]"), ("(|a)b", "b"),
    ])
    func patternsOccur(_ pattern: String, _ text: String) throws {
        #expect(try occurs(pattern, text))
    }

    @Test(arguments: [
        ("b", "a"), ("^b", "ab"), ("a$", "ab"), ("a.c", "a\nc"), ("a{2}b", "xab"),
        ("(?i)[^a]b", "Ab"), ("\\bup\\b", "upper"), ("\\d", "x"), ("[^a-z]", "abc"),
        ("a{3,}", "aa"), ("ok", "OK"), ("(a|b){2}c", "ac"),
    ])
    func otherTextsDoNotMatch(_ pattern: String, _ text: String) throws {
        #expect(try !occurs(pattern, text))
    }

    @Test(arguments: [
        ("(a", "in which every ( has its )"), ("a)", "in which every ) has its ("),
        ("[a", "in which every [ has its ]"), ("*a", "that has something before its *"),
        ("(a)\\1", "without back references (\\1)"), ("a\\", "that does not end with \\"),
        ("(?=a)", "without looking ahead or behind ((?…) other than (?:…))"),
        ("[z-a]", "whose ranges go upwards"), ("a**", "with one of * + ? {} at a place"),
        ("a{3,2}", "with counts in order, at most 255"), ("\\y", "without \\y"),
        ("((a{1,200}){1,200}){1,200}", "of a smaller size"),
        ("[[:digits:]]", "with a known class such as [[:digit:]]"),
    ])
    func badPatternsAreRefusedInWords(_ pattern: String, _ expected: String) {
        #expect(throws: LinearPattern.Problem(expected: expected)) { try LinearPattern(pattern) }
    }

    @Test func groupsWithinGroupsAreBounded() {
        let deep = String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)
        #expect(throws: LinearPattern.Problem.self) { try LinearPattern(deep) }
    }

    /// glibc needs many seconds for these, and a matcher that backtracks needs for ever.
    @Test(arguments: ["(a|a)*b", "(a*)*b", "([a-z]+)*\\d", "(.*)(.*)(.*)(.*)(.*)q"])
    func hostileTextDoesNotHoldItUp(_ pattern: String) throws {
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 65_536)
        #expect(try !LinearPattern(pattern).occurs(in: text))
    }
}
