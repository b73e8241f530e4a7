import IncidentModel
import Testing

@testable import Probes

@Suite struct CheckOutputTests {
    private func check(_ text: String) -> CheckOutput {
        CheckOutput(output: Array(text.utf8), error: [])
    }

    /// The example of the Monitoring Plugins Development Guidelines.
    @Test func longOutputIsTakenApart() {
        let check = check(
            """
            DISK OK - free space: / 3326 MB (56%); | /=2643MB;5948;5958;0;5968
            / 15272 MB (77%);
            /boot 68 MB (69%); | /boot=68MB;88;93;0;98
            /home=69357MB;253404;253409;0;253414
            """)
        #expect(check.firstLine == "DISK OK - free space: / 3326 MB (56%);")
        #expect(
            String(decoding: check.text, as: UTF8.self).split(separator: "\n").map(String.init) == [
                "DISK OK - free space: / 3326 MB (56%);", "/ 15272 MB (77%);",
                "/boot 68 MB (69%);",
            ])
        #expect(check.performance.map(\.label) == ["/", "/boot", "/home"])
        #expect(check.performance.last?.maximum == "253414")
    }

    @Test(arguments: [
        ("time=0.004s;1;2;0;10", "time = 0.004 s (warning 1, critical 2, from 0 to 10)"),
        ("'a label'=50%", "a label = 50%"), ("'it''s'=1c", "it's = 1 c"),
        ("users=U", "users = not known"),
        ("x=1e3B;@10:20;~:5", "x = 1e3 B (warning @10:20, critical ~:5)"),
        ("t=-1.5;;;0", "t = -1.5 (at least 0)"), ("e=2E", "e = 2 E"),
    ])
    func performanceDataIsReadable(_ text: String, _ words: String) {
        #expect(PerformanceDatum.parse(text).map(\.words) == [words])
    }

    @Test(arguments: [
        "", "=1", "x", "x=", "'open=1", "''=1", "x=abc", "x=1;a;b", "x=1;2;3;4;5;6", "x=%", "a'b=1",
        "'x'1=2",
    ])
    func otherTextIsNoPerformanceData(_ text: String) {
        #expect(PerformanceDatum.parse(text).isEmpty)
    }

    @Test func dataAfterWhatIsNoneIsStillRead() {
        let data = PerformanceDatum.parse("broken a=1 'b c'=2;3 =4 \n d=5\n")
        #expect(data.map(\.label) == ["a", "b c", "d"])
    }

    @Test func hostileTextIsReadToItsEndAndBounded() {
        var random = SystemRandomNumberGenerator()
        let signs = Array("'=;| \n\tU1.e-%aä\u{0}\u{1B}@~:".unicodeScalars)
        for _ in 0..<2000 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<60).compactMap { _ in signs.randomElement(using: &random) }))
            let check = check(text)
            #expect(check.performance.allSatisfy { !$0.label.isEmpty })
        }
        let many = PerformanceDatum.parse(String(repeating: "a=1 ", count: 100_000))
        #expect(many.count == PerformanceDatum.mostData)
        #expect(PerformanceDatum.parse(String(repeating: "x", count: 100_000) + "=1").isEmpty)
    }

    @Test func signalBehindAShellIsNamed() {
        #expect(
            check("").judge(status: 137).reason == "exit 137: signal 9 (KILL) ended a part of it")
        #expect(check("").judge(status: 42).reason == "exit 42")
    }
}
