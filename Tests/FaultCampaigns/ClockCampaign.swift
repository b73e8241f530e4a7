import Foundation
import IncidentModel
import Journal

/// A console whose wall clock jumps while an incident runs: all its clocks go on as time does.
///
/// Debian's libfaketime 0.9.10 fakes the wall clock of the console and of all that it starts, and leaves
/// CLOCK_MONOTONIC and CLOCK_BOOTTIME alone (`--exclude-monotonic`). It is started by its wrapper: the
/// library alone sets a variable before the program begins, and Swift then finds no arguments. The offset
/// is read from a file at every look at the clock (FAKETIME_NO_CACHE).
public struct ClockCampaign: Sendable {
    /// The path of `quell`.
    public let program: String
    /// The wall clock's distances from the true one in seconds, some jumps a round.
    public var rounds: [[Int]]

    /// By a second, an hour, a year, forwards and back; by a second five times in a row, because one
    /// second is less than it takes to look at a screen.
    public static let all = [
        [1, 2, 3, 4, 5], [4, 3, 2, 1, 0], [3_600], [0], [-3_600], [31_536_000], [-1],
    ]

    /// Seconds that things in the drill take.
    enum Length {
        static let gate = 10.0
        static let timeout = 8.0
        static let hold = 12.0
    }

    /// Makes a campaign.
    public init(program: String, rounds: [[Int]] = ClockCampaign.all) {
        self.program = program
        self.rounds = rounds
    }

    /// Opens the console, lets the clock jump, leaves, and reads screen, journal and report.
    ///
    /// - Throws: `CampaignFailure` with the screen when something does not happen at all.
    public func perform() throws -> CampaignReport {
        var report = CampaignReport(title: "a console whose wall clock jumps to \(rounds)")
        let console = try prepared()
        try console.wait(for: "due in")
        try console.wait(for: "Hold on")
        for offsets in rounds {
            let place = "offsets \(offsets)"
            do {
                report.violate(try jump(to: offsets, console, &report), where: place)
            } catch {
                report.violate("\(place): \(error)")
                break
            }
        }
        try leave(console)
        let record = JumpedRecord(rounds: rounds.count)
        report.violate(try record.problems(of: console, program: program, &report), where: "record")
        return report
    }

    private func prepared() throws -> TmuxConsole {
        let console = try TmuxConsole()
        try console.write(Self.configuration, to: "quell.yaml")
        try console.write(Self.runbook, to: "clocks.md")
        try console.write("here", to: "ready")
        try console.write("+0\n", to: "offset")
        try console.start(
            "faketime -m --exclude-monotonic -f +0 env -u FAKETIME NO_FAKE_STAT=1 FAKETIME_NO_CACHE=1"
                + " FAKETIME_TIMESTAMP_FILE='\(console.folder)/offset'"
                + " '\(program)' open --config quell.yaml; echo LEFT; sleep 1000")
        return console
    }

    private static let configuration = """
        incident:
          title: Clock drill
          severity: P1
          updates: {engineering: 20m, management: 40m}
          escalate_after: 55m
        probing: {every: 1s, in_transition: 1s, when_down: 1s}
        services:
          - {name: gone, probes: [{exec: "exit 2", fall: 1}]}
          - {name: ready, probes: [{file: ready, fall: 1, rise: 1}]}
          - {name: kept, probes: [{exec: "true"}]}
        runbooks: [clocks.md]

        """

    private static let runbook = """
        # Clocks

        ## Wait (0-30 minutes)

        ### Hold on

        ```bash {timeout=8s}
        sleep 60
        ```

        **Expected:**

        - The file is there: `probe ready is up for 10s`

        """

    /// One round: hold, gate and step begin, the clock jumps, everything ends when it ought to.
    private func jump(
        to offsets: [Int], _ console: TmuxConsole, _ report: inout CampaignReport
    ) throws -> [String] {
        try FileManager.default.removeItem(atPath: console.folder + "/ready")
        try console.wait(for: "gate: unmet") { $0.contains("unmet") }
        try hold(console)
        try console.write("here", to: "ready")
        try console.wait(for: "a gate that holds") { $0.contains(/\d\d:\d\d left/) }
        let held = SteadyMoment.now.seconds
        try run(console)
        let began = SteadyMoment.now.seconds
        usleep(1_000_000)
        var found = try look(console, &report) {
            for offset in offsets {
                try console.write("\(offset < 0 ? "" : "+")\(offset)\n", to: "offset")
                // Long enough for the console to look at the clock in between.
                if offsets.count > 1 { usleep(900_000) }
            }
        }
        report.count("jumps", offsets.count)
        try console.wait(for: "the step's timeout", seconds: 15) { $0.contains("timed out") }
        found += Self.compare("timeout", SteadyMoment.now.seconds - began, Length.timeout)
        try console.wait(for: "the gate to be met", seconds: 20) {
            $0.contains(/(gate: |· )met/) && !$0.contains("unmet")
        }
        found += Self.compare("gate", SteadyMoment.now.seconds - held, Length.gate)
        try console.wait(for: "the end of the hold", seconds: 20) { !$0.contains("held until") }
        return found
    }

    /// Compares the clocks before and after a jump: those of the panes, and on the incident's page those
    /// of both audiences.
    private func look(
        _ console: TmuxConsole, _ report: inout CampaignReport, jump: () throws -> Void
    ) throws -> [String] {
        let panes = ScreenClocks(try console.text())
        let panesAt = SteadyMoment.now.seconds
        try console.press("I")
        let page = ScreenClocks(try console.wait(for: "management"))
        let pageAt = SteadyMoment.now.seconds
        try jump()
        var found: [String] = []
        for _ in 0..<2 {
            usleep(700_000)
            let seen = ScreenClocks(try console.text())
            found += seen.jumps(
                since: page, elapsed: SteadyMoment.now.seconds - pageAt,
                needed: ["page, engineering", "page, management", "page, escalation"])
            report.count("looks at the incident's page")
        }
        try console.press("Escape")
        for _ in 0..<2 {
            usleep(700_000)
            let seen = ScreenClocks(try console.text())
            found += seen.jumps(
                since: panes, elapsed: SteadyMoment.now.seconds - panesAt,
                needed: ["elapsed", "update for engineering due in"])
            report.count("looks at the panes")
        }
        return found
    }

    /// Nothing ends before its time, nor more than a few seconds of looking after it.
    private static func compare(_ name: String, _ took: Double, _ length: Double) -> [String] {
        took > length - 2 && took < length + 5
            ? [] : ["the \(name) took \(took) s instead of \(length)"]
    }

    private func hold(_ console: TmuxConsole) throws {
        try console.press("1", "Home", "Down", "Down", "h")
        try console.wait(for: "how to hold") { $0.contains("maintenance") }
        try console.type("maintenance 12s")
        usleep(300_000)
        try console.press("Enter")
        try console.wait(for: "held until") { $0.contains("until ") }
    }

    private func run(_ console: TmuxConsole) throws {
        try console.press("3", "Home", "r")
        try console.wait(for: "a running step") { text in
            if text.contains("Trust this runbook?") || text.contains("Run step") {
                try? console.press("y")
                usleep(300_000)
            }
            return text.contains(/running \d\d:\d\d/)
        }
    }

    private func leave(_ console: TmuxConsole) throws {
        try console.press("q")
        try console.wait(for: "the shell") { text in
            if text.contains("Leave") { try? console.press("y") }
            usleep(300_000)
            return text.contains("LEFT")
        }
    }
}
