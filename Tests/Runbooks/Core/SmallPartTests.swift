import IncidentModel
import SafeText
import Testing

@testable import Processes
@testable import Runbooks

@Suite struct ContentHashTests {
    /// Compared with coreutils' sha256sum.
    @Test func hashIsTheOneThatSha256sumPrints() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(RunbookParser.contentHash(of: Array("abc".utf8)) == hash)
    }
}

@Suite struct TimeBudgetTests {
    @Test(arguments: [
        ("A (10 min)", 600), ("A (0-30 minutes)", 1800), ("A (0–30 min) now", 1800),
        ("A (about 1 h)", 3600),
        ("A (90s)", 90), ("A (x) (2 hours)", 7200), ("A (5 to 10 minutes)", 600),
        ("(1h - 2h)", 7200),
        ("A (~15 min)", 900), ("A (0 min - 5 min)", 300), ("A (max. 1.5 h)", 5400),
    ])
    func budgetIsFound(_ heading: String, _ seconds: Int) {
        #expect(TimeBudget.find(in: heading)?.budget.length(after: nil) == .seconds(seconds))
    }

    @Test(arguments: [
        "A", "A (if needed)", "A (2)", "A (10-5 min)", "A ()", "A (1-2-3 min)", ")(", "A (v1.2)",
    ])
    func otherParenthesesAreNone(_ heading: String) {
        #expect(TimeBudget.find(in: heading) == nil)
    }

    @Test func windowAfterAWindowIsTheDifference() throws {
        let first = try #require(TimeBudget.find(in: "A (0-30 min)"))
        let second = try #require(TimeBudget.find(in: "B (30-90 min)"))
        #expect(second.budget.length(after: first.budget) == .seconds(3600))
        #expect(second.budget.length(after: nil) == .seconds(5400))
        #expect(first.title == "A")
    }
}

@Suite struct FenceReaderTests {
    private func read(_ line: String) -> (CommandAttributes, String?) {
        let result = FenceReader(line: line, column: 1).read()
        return (result.attributes, result.problems.first?.text)
    }

    @Test(arguments: [
        ("```bash", "bash"), ("~~~~ SH ", "sh"), ("   ```Console # wait", "console"), ("```", ""),
        ("- ```bash {name=x}", "bash"), ("```bash{name=x}", "bash"), ("```{.bash name=x}", "bash"),
        ("text", ""),
        ("> ````sh", "sh"), ("```bash,linenos", "bash"), ("``bash", ""),
    ])
    func languageIsTheFirstWord(_ line: String, _ language: String) {
        #expect(FenceReader(line: line, column: 1).language == language)
    }

    @Test func valuesMayBeQuotedAndWrittenAsJSON() {
        let expected = ["name": "a b", "cwd": "x", "confirm": "true"]
        #expect(read("```sh {name=\"a b\" cwd='x' confirm}").0.values == expected)
        #expect(
            read("```sh {\"name\":\"a b\", \"cwd\": \"x\", \"confirm\":\"true\"}").0.values
                == expected)
    }

    @Test func pandocClassesSayNothing() {
        #expect(read("```bash {.numberLines #here name=x}").1 == nil)
    }

    @Test(arguments: [
        "```sh {speed=1}", "```sh {timeout=soon}", "```sh {timeout=0s}", "```sh {exit=256}",
        "```sh {exit=}",
        "```sh {tty=maybe}", "```sh {name=x", "```sh {confirm=perhaps}", "```sh {Name=x}",
        "```sh {=}",
    ])
    func wrongAttributeIsTold(_ line: String) {
        #expect(read(line).1 != nil)
    }

    @Test func timeoutIsFiveMinutesUnlessSaid() {
        #expect(read("```sh").0.timeout == .seconds(300))
        #expect(read("```sh {timeout=none}").0.timeout == nil)
        #expect(read("```sh {timeout=1h30m}").0.timeout == .seconds(5400))
    }
}

@Suite struct OutputRingTests {
    private func ring() -> OutputRing { OutputRing(redactor: .standard) }

    @Test func streamsAreJoinedApart() {
        var ring = ring()
        ring.take(.standardOutput, Array("one".utf8))
        ring.take(.standardError, Array("two\n".utf8))
        ring.take(.standardOutput, Array(" more\n".utf8))
        #expect(ring.page.map(\.text) == ["two", "one more"])
        #expect(ring.page.map(\.stream) == [.standardError, .standardOutput])
    }

    @Test func newestLinesAreKept() {
        var ring = ring()
        for number in 1...5000 { ring.take(.standardOutput, Array("\(number)\n".utf8)) }
        #expect(ring.totalLines == 5000)
        #expect(ring.page.count == OutputRing.limit)
        #expect(ring.page.last?.text == "5000")
        #expect(ring.page.first?.text == "3001")
    }

    @Test func secretsAreHiddenOnWholeLines() {
        var ring = ring()
        ring.take(.standardOutput, Array("key AKIAABCD".utf8))
        ring.take(.standardOutput, Array("EFGHIJKLMNOP end\n".utf8))
        #expect(ring.page.first?.text.string.contains("AKIA") == false)
    }

    @Test func lineThatHasNotEndedIsShownAsItIsNow() {
        var ring = ring()
        ring.take(.standardOutput, Array("10 %\r20".utf8))
        #expect(ring.page.map(\.text) == ["20 %"])
        ring.take(.standardError, Array("name? ".utf8))
        #expect(ring.page.map(\.text) == ["20 %", "name? "])
        #expect(ring.totalLines == 2)
        ring.finishLines()
        #expect(ring.page.map(\.text) == ["20 %", "name? "])
        #expect(ring.totalLines == 2)
    }

    @Test func commandIsShownAsTyped() {
        var ring = ring()
        ring.note(command: "a \\\nb\u{1B}")
        #expect(ring.page.map(\.text) == ["$ a \\", "> b␛"])
        #expect(ring.page.map(\.stream) == [.notice, .notice])
    }
}

@Suite struct EndReportTests {
    private func report(_ end: Processes.StepEnd, expected: Set<Int> = [0]) -> EndReport {
        var attributes = CommandAttributes()
        attributes.expectedStatuses = expected
        return EndReport(
            StepResult(end: end, status: nil),
            rule: RunRecord.Command(attributes, line: 1), wroteExpected: true)
    }

    @Test func expectedStatusIsDone() {
        #expect(report(.exited(0)).isExpected)
        let grep = report(.exited(1), expected: [0, 1])
        #expect(grep.isExpected)
        #expect(grep.end == .exited(0))
        #expect(grep.notice == "done: exit status 1, as expected")
    }

    @Test func successThatWasNotExpectedIsNotDone() {
        let found = report(.exited(0), expected: [1])
        #expect(!found.isExpected)
        #expect(!found.end.isSuccess)
    }

    @Test func everyOtherEndStopsTheStep() {
        let ends: [(Processes.StepEnd, IncidentModel.StepEnd)] = [
            (.exited(3), .exited(3)), (.signalled(9), .signalled(9)), (.timedOut, .timedOut),
            (.couldNotStart("x"), .couldNotStart("x")), (.cancelled, .cancelled),
            (.unknown("y"), .unknown("y")),
        ]
        for (end, told) in ends {
            #expect(report(end).end == told)
            #expect(!report(end).isExpected)
        }
    }
}
