import Foundation
import Testing

/// The whole demo, by keys, in a real terminal: from the outage to the green end.
@Suite(.serialized) struct DemoTourTests {
    @Test func tourEndsGreenAndLeavesNothingBehind() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try screen.command("TMPDIR=\(screen.workFolder) '\(Program.path)' demo")
        try screen.wait(for: "blocked by backend")
        try screen.wait(for: "ModuleNotFoundError")
        try screen.wait(for: "INC-")
        try screen.press("3")
        for step in ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"] { try run(step, screen) }
        try screen.wait(seconds: 60, what: "four services up") { $0.contains("4/4 up") }
        try screen.wait(seconds: 60, what: "all gates met") { screen in
            !screen.contains("unmet") && !screen.contains("no data") && !screen.contains(" left")
        }
        let end = try screen.wait(for: "SILENT")
        #expect(end.contains("✓ backend") && end.contains("✓ websocket"))
        try leave(screen)
        try expectNothingLeft(screen)
    }

    @Test func deployingWithoutTheCorrectionStaysBroken() throws {
        let screen = try TmuxScreen(columns: 100, rows: 40)
        defer { screen.close() }
        try screen.command("TMPDIR=\(screen.workFolder) '\(Program.path)' demo")
        try screen.wait(for: "blocked by backend")
        try screen.press("3")
        try screen.type("/anew")
        try screen.press("Enter", "r")
        try screen.wait(for: "Run step 2.2")
        try screen.press("y")
        try screen.wait(for: "✗ 2.2")
        let seen = try screen.wait(for: "exit 1")
        #expect(seen.contains("✗ backend"))
        try leave(screen)
        try expectNothingLeft(screen)
    }

    /// Runs the selected step as a person would: `r`, and `y` where the console asks.
    private func run(_ step: String, _ screen: TmuxScreen) throws {
        try screen.press("r")
        let seen = try screen.wait(what: "step \(step) to ask, run or end") {
            $0.contains("Run step \(step)?") || $0.contains("✓ \(step) ")
        }
        if seen.contains("Run step") { try screen.press("y") }
        try screen.wait(seconds: 40, what: "step \(step) done") { $0.contains("✓ \(step) ") }
    }

    private func leave(_ screen: TmuxScreen) throws {
        try screen.press("q")
        try screen.wait(what: "the question") { $0.contains("Leave") }
        try screen.press("y")
        try screen.wait(seconds: 30, what: "the shell") { !$0.contains("1 Services") }
    }

    /// The screen is given back before the last process and the last file are gone.
    private func expectNothingLeft(_ screen: TmuxScreen) throws {
        let end = Date(timeIntervalSinceNow: 15)
        while try !isGone(screen), Date() < end { usleep(100_000) }
        #expect(Tool.processes(mentioning: screen.workFolder + "/quell-demo-").isEmpty)
        #expect(try leftovers(screen).isEmpty)
    }

    private func isGone(_ screen: TmuxScreen) throws -> Bool {
        try leftovers(screen).isEmpty
            && Tool.processes(mentioning: screen.workFolder + "/quell-demo-").isEmpty
    }

    private func leftovers(_ screen: TmuxScreen) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: screen.workFolder)
            .filter { $0.hasPrefix("quell-demo-") }
    }
}
