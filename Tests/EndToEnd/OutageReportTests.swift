import Foundation
import Testing

/// The demo from the outage to the resolution, and the report that nobody had to write.
///
/// What differs from run to run (times, durations, counts, hashes) is masked, what services and logs do at
/// their own pace is left out; the rest is compared with `Goldens/outage-report.md`. RECORD_GOLDENS=1 writes it again.
@Suite(.serialized) struct OutageReportTests {
    @Test func outageIsResolvedAndTheReportTellsIt() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try screen.command("TMPDIR=\(screen.workFolder) '\(Program.path)' demo")
        try screen.wait(for: "blocked by backend")
        try screen.wait(for: "ModuleNotFoundError")
        try screen.wait(for: "like INC-")
        try takeOver(screen)
        try findTheCause(screen)
        try repair(screen)
        try tell(screen)
        try resolve(screen)
        let report = try report(of: screen)
        try leave(screen)
        #expect(report.contains("was there: ModuleNotFoundError"))
        try compare(MaskedReport(report).text)
    }

    private func takeOver(_ screen: TmuxScreen) throws {
        try screen.press("T")
        try screen.wait(for: "acknowledged")
        try screen.press("a")
        try screen.wait(for: "Enter alone: “on it”")
        try screen.press("Enter")
        try screen.wait(what: "the moment to be marked") { !$0.contains("acknowledged  not yet") }
        try screen.press("Escape")
        try screen.wait(for: "1 Services")
        try note("asked the builders to stop deploying", screen)
    }

    private func note(_ text: String, _ screen: TmuxScreen) throws {
        try screen.press("a")
        try screen.wait(for: "ote about")
        try screen.type(text)
        try screen.press("Enter")
        try screen.wait(for: "note: \(text)")
    }

    private func findTheCause(_ screen: TmuxScreen) throws {
        try screen.press("W", "n")
        try screen.wait(for: "> Why is backend down?")
        try screen.press("Enter")
        try screen.wait(for: "no answer yet")
        try screen.press("Enter")
        try screen.wait(for: "Answer to why 1")
        try screen.type("its image lacks app/services/monitoring")
        try screen.press("Enter")
        try screen.wait(for: "> Why: its image lacks")
        try screen.press("C-u")
        try screen.type("Why does the image lack it?")
        try screen.press("Enter")
        try screen.wait(for: "2  Why does the image lack it?")
        try screen.press("Enter")
        try screen.wait(for: "Answer to why 2")
        try screen.type("a line of .dockerignore excludes it")
        try screen.press("Enter")
        try screen.wait(for: "→ a line of .dockerignore excludes it")
        try screen.wait(for: "╭─ Why 3")
        try screen.press("Escape")
        try screen.wait(what: "the prompt to be gone") { !$0.contains("╭─ Why 3") }
        try screen.press("*")
        try screen.wait(for: "ROOT CAUSE")
        try screen.press("Escape")
        try screen.wait(for: "1 Services")
        try screen.press("A", "n")
        try screen.wait(for: "New action item")
        try screen.type("Review all lines of .dockerignore")
        try screen.press("Enter")
        try screen.wait(what: "the item") {
            $0.contains("Review all lines of .dockerignore") && !$0.contains("> Review")
        }
        try screen.press("Escape")
        try screen.wait(for: "1 Services")
    }

    private func repair(_ screen: TmuxScreen) throws {
        try screen.press("3")
        for step in ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"] {
            try screen.press("r")
            let seen = try screen.wait(what: "step \(step) to ask, run or end") {
                $0.contains("Run step \(step)?") || $0.contains("✓ \(step) ")
            }
            if seen.contains("Run step") { try screen.press("y") }
            try screen.wait(seconds: 40, what: "step \(step) done") { $0.contains("✓ \(step) ") }
        }
        try screen.wait(seconds: 60, what: "four services up") { $0.contains("4/4 up") }
    }

    private func tell(_ screen: TmuxScreen) throws {
        try screen.press("u")
        try screen.wait(for: "Status update for")
        try screen.press("Enter")
        try screen.wait(for: "Conditions")
        try screen.press("s")
        try screen.wait(for: "update sent to engineering")
    }

    private func resolve(_ screen: TmuxScreen) throws {
        try screen.press("X")
        try screen.wait(seconds: 90, what: "what a machine judges to hold") { screen in
            screen.contains("2 of 3 met")
        }
        try screen.press("j", "j", "x")
        try screen.wait(for: "3 of 3 met")
        try screen.press("Escape")
        try screen.wait(for: "1 Services")
        try screen.press(":")
        try screen.type("resolve")
        try screen.press("Enter")
        try screen.wait(for: "Why is it over?")
        try screen.type("took the line out of .dockerignore and deployed anew")
        try screen.press("Enter")
        try screen.wait(for: "resolved after")
    }

    private func report(of screen: TmuxScreen) throws -> String {
        let sandbox = try #require(
            FileManager.default.contentsOfDirectory(atPath: screen.workFolder)
                .first { $0.hasPrefix("quell-demo-") })
        let state = screen.workFolder + "/" + sandbox + "/state"
        let ids = try FileManager.default.contentsOfDirectory(atPath: state + "/quell/incidents")
        let newest = try #require(ids.max())
        return try Tool.run(
            "env", ["XDG_STATE_HOME=\(state)", Program.path, "incidents", "report", newest])
    }

    private func leave(_ screen: TmuxScreen) throws {
        try screen.press("q")
        try screen.wait(what: "the question or the shell") {
            $0.contains("Leave") || !$0.contains("1 Services")
        }
        try screen.press("y")
        try screen.wait(seconds: 30, what: "the shell") { !$0.contains("1 Services") }
    }

    private func compare(_ report: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Goldens/outage-report.md")
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            return try report.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let lines = zip(
            report.split(separator: "\n", omittingEmptySubsequences: false),
            expected.split(separator: "\n", omittingEmptySubsequences: false))
        let difference = lines.first { $0 != $1 }
        #expect(
            report == expected, "found: \(difference?.0 ?? ""), expected: \(difference?.1 ?? "")")
    }
}
