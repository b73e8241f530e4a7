import IncidentModel
import Testing

@testable import LogClusters

@Suite("Filters of a log read without a screen")
struct LogFilterTests {
    /// 2027-01-15 08:00:00 UTC.
    private let now = Timestamp(seconds: 1_800_000_000)

    private func moment(_ text: String) throws -> Int64 {
        try LogFilter.moment(text, now: now, option: "--since").seconds
    }

    @Test(
        "lengths count back from now",
        arguments: [
            ("90s", 90), ("90m", 5_400), ("2h", 7_200), ("1h30m", 5_400), ("2d", 172_800),
            ("1w", 604_800),
        ])
    func readsLengths(text: String, seconds: Int64) throws {
        #expect(try moment(text) == now.seconds - seconds)
    }

    @Test("dates and times with a zone are absolute")
    func readsDates() throws {
        #expect(try moment("2026-11-21T02:32:40Z") == 1_795_228_360)
        #expect(try moment("2026-11-21T03:32:40+01:00") == 1_795_228_360)
        #expect(try moment("1795228360") == 1_795_228_360)
    }

    @Test("dates without seconds or without a time are read, in local time")
    func readsShortDates() throws {
        #expect(try moment("2026-11-21 02:32") == moment("2026-11-21 02:32:00"))
        #expect(try moment("2026-11-21") == moment("2026-11-21 00:00:00"))
    }

    @Test("a clock time is the newest one that is past")
    func readsClockTimes() throws {
        for hour in 0..<24 {
            let found = try moment("\(hour):48")
            #expect(found <= now.seconds)
            #expect(found > now.seconds - 86_400)
        }
        #expect(try moment("21:48:30") - moment("21:48") == 30)
    }

    @Test(
        "nonsense is refused in one sentence",
        arguments: [
            "", "yesterday", "5", "h", "1h5", "25:00", "21:60", "2026-13-40", "-1h", "1e9d",
        ])
    func refusesNonsense(text: String) {
        let error = #expect(throws: LogOptionError.self) { try moment(text) }
        #expect(
            error?.description
                == "--since \(text): not a moment; write 90m, 2d, 21:48, 2026-11-21 or"
                + " 2026-11-21T21:48:00Z")
    }

    @Test("severities are read in all spellings")
    func readsSeverities() throws {
        #expect(try LogFilter.severity("WARN", option: "--severity") == .warning)
        #expect(try LogFilter.severity("err", option: "--severity") == .error)
        #expect(throws: LogOptionError.self) {
            try LogFilter.severity("loud", option: "--severity")
        }
    }

    @Test("an empty range is refused")
    func refusesEmptyRanges() {
        let error = #expect(throws: LogOptionError.self) {
            try LogFilter(since: "1h", until: "2h", minimumSeverity: nil, now: now)
        }
        #expect(error?.description == "--until 2h is not after --since 1h")
    }

    @Test("an unknown format is named with those that there are")
    func refusesUnknownFormats() {
        let error = #expect(throws: LogOptionError.self) {
            var options = LogAnalysis.Options()
            try options.readLines(as: "cobol", option: "--format")
        }
        #expect(error?.description.hasPrefix("--format cobol: not a format; there are ") == true)
        #expect(error?.description.contains("detected, message, ") == true)
    }

    private static let text = """
        2026-11-21T02:30:00Z INFO early bird
        2026-11-21T02:32:40Z ERROR Request 1 failed
        2026-11-21T02:32:41Z INFO all is well
          and goes on
        2026-11-21T02:32:42Z WARN slow answer
        2026-11-21T02:40:00Z ERROR Request 2 failed

        """

    private func filtered(_ change: (inout LogFilter) -> Void) -> LogAnalysis {
        var options = LogAnalysis.Options()
        options.keepsAssignments = true
        change(&options.filter)
        let pass = AnalysisPass(options: options)
        Array(Self.text.utf8).withUnsafeBytes { pass.take($0) }
        return pass.finish()
    }

    @Test("records outside the range are counted, not hidden")
    func countsOutsideRange() {
        let analysis = filtered {
            $0.since = Timestamp(seconds: 1_795_228_360)
            $0.until = Timestamp(seconds: 1_795_228_800)
        }
        #expect(analysis.status.lines == 4)
        #expect(analysis.filtered.outsideRange == 2)
        #expect(analysis.linesRead == 6)
        #expect(analysis.filtered.newestBefore == Timestamp(seconds: 1_795_228_200))
        #expect(analysis.assignments.count == 6)
        #expect(analysis.assignments.first == 0)
        #expect(analysis.assignments.last == 0)
        let worklog = analysis.worklog()
        #expect(worklog.contains("Lines read: 6; left out: 2, of these:"))
        #expect(worklog.contains("2 are outside the time range"))
        #expect(worklog.contains("| left out | | | 2 |\n| all | | 3 | 6 |"))
    }

    @Test("records below the severity are counted, with the lines that continue them")
    func countsBelowSeverity() {
        let analysis = filtered { $0.minimumSeverity = .warning }
        #expect(analysis.status.records == 3)
        #expect(analysis.filtered.belowSeverity == 3)
        #expect(analysis.linesRead == 6)
        #expect(analysis.worklog().contains("3 are below warning"))
    }

    @Test("a range without any record tells where the newest one is")
    func tellsNewestBeforeRange() {
        let analysis = filtered { $0.since = Timestamp(seconds: 1_800_000_000) }
        #expect(
            analysis.worklog().contains(
                "the newest record before it is from 2026-11-21 02:40:00 UTC"))
    }
}
