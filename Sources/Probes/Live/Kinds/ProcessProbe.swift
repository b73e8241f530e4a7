import IncidentModel
import LocatedYAML
import SafeText

/// `process: nginx`: processes of that name must run, as many as expected.
///
/// With `matches` their command line must match too; `"*"` is any name. With `pid_file` the one is
/// meant whose number the file holds.
struct ProcessProbe: ProbeKind {
    static let name = "process"
    static var staysLocal: Bool { true }

    let choice: ProcessChoice
    let counts: ClosedRange<Int>
    let user: String?
    private let work = LocalWork()

    init(_ keys: inout ProbeKeys) throws {
        let text = try keys.value.string(expected: "a process's name")
        guard !text.isEmpty, !text.contains("\0") else {
            throw keys.value.error(expected: "a process's name")
        }
        var choice = ProcessChoice()
        if text != "*" { choice.name = text }
        choice.pidFile = try keys.probe.optionalString("pid_file")
        choice.pattern = try keys.probe.optionalNode("matches")?.pattern()
        guard choice.name != nil || choice.pattern != nil || choice.pidFile != nil else {
            throw keys.value.error(expected: "a name, or matches or pid_file beside it")
        }
        self.choice = choice
        user = try keys.expect.optionalString("user")
        let exact = try keys.expect.optionalInt("count", in: 0...1_000_000)
        let least = try keys.expect.optionalInt("at_least", in: 0...1_000_000)
        let most = try keys.expect.optionalInt("at_most", in: 0...1_000_000)
        let low = exact ?? least ?? (most == nil ? 1 : 0)
        let high = exact ?? most ?? Int.max
        guard low <= high else {
            throw keys.value.error(expected: "at_least that is no more than at_most")
        }
        counts = low...high
    }

    var origin: String { "process" }
    var isSpeedJudged: Bool { false }

    /// Shows numbers, users and states, not arguments, which may be secret.
    func equivalentCommand(timeout: Duration) -> String {
        let columns = "pid,stat,user,etime,rss,comm"
        if let pidFile = choice.pidFile {
            return "ps -o \(columns) -p \"$(cat \(ShellQuoting.quote(pidFile)))\""
        }
        if let pattern = choice.pattern {
            let user = user.map { ["-u", $0] } ?? []
            return ShellQuoting.line(["pgrep", "-c", "-f"] + user + ["--", pattern.text])
        }
        return ShellQuoting.line(["ps", "-o", columns, "-C", choice.name ?? ""])
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("look")
        let (choice, user) = (choice, user)
        work.run(attempt, looking: "the processes of this machine") { patience in
            Report(choice.find(patience), user: user)
        } done: { report in
            for line in report.lines { attempt.keep("process", line) }
            if let failure = report.failure ?? miscount(report) {
                attempt.fail(failure)
            } else {
                attempt.succeed("\(report.count)")
            }
        }
    }

    /// What is told of the processes that were found.
    private struct Report: Sendable {
        var count = 0
        var others = 0
        var zombies: Int
        var lines: [String] = []
        var failure: ProbeFailure?

        init(_ finding: ProcessChoice.Finding, user: String?) {
            (zombies, failure) = (finding.zombies, finding.failure)
            for process in finding.processes {
                let owner = LocalFile.userName(process.user)
                if let user, user != owner, user != "\(process.user)" {
                    others += 1
                    continue
                }
                count += 1
                guard lines.count < 8 else { continue }
                lines.append(
                    "\(process.name), pid \(process.pid), user \(owner), "
                        + "for \(Words.age(ProcFolder.age(process))), "
                        + Words.size(ProcFolder.memory(process)))
            }
        }
    }

    private func miscount(_ report: Report) -> ProbeFailure? {
        guard !counts.contains(report.count) else { return nil }
        let called = choice.name.map { "is called \($0)" } ?? "matches \(choice.words)"
        if report.count == 0 {
            var words = "no process \(called)"
            if let user, report.others > 0 {
                words = "\(Words.many(report.others)) of \(choice.words) run, none as \(user)"
            } else if report.zombies > 0 {
                words += " but \(Words.count(report.zombies, "zombie"))"
            }
            return .down("0", words, .state)
        }
        let wanted =
            counts.lowerBound == counts.upperBound
            ? "\(counts.lowerBound)"
            : report.count < counts.lowerBound
                ? "at least \(counts.lowerBound)" : "at most \(counts.upperBound)"
        let words = "\(Words.many(report.count)) of \(choice.words), expected \(wanted)"
        return .down("\(report.count)", words, .state)
    }
}

extension Words {
    /// `1 process`, `2 processes`.
    fileprivate static func many(_ number: Int) -> String {
        number == 1 ? "1 process" : "\(number) processes"
    }
}
