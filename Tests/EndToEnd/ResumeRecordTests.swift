import Foundation
import Testing

/// A killed console is taken up with everything that people did, and no line of a log counts twice.
@Suite(.serialized) struct ResumeRecordTests {
    private static let runbook = """
        # Drill

        ## Act

        ### Look around

        ```bash
        echo looking
        ```

        ### Call the provider

        Talk to somebody.

        """

    /// A console on a log in which two templates stand, three times each.
    private func open(_ screen: TmuxScreen) throws {
        let folder = screen.workFolder
        try write(Self.runbook, to: folder + "/drill.md")
        try write(Self.lines("disk full on volume", 1...3), to: folder + "/app.log")
        try append(Self.lines("upstream refused request", 1...3), to: folder + "/app.log")
        try write(
            "sources: [{name: app, file: app.log}]\nrunbooks: [drill.md]\n",
            to: folder + "/quell.yaml")
        try screen.command("cd \(folder); '\(Program.path)' open --incident INC-7")
        try screen.wait(for: "Look around")
    }

    private static func lines(_ text: String, _ numbers: ClosedRange<Int>) -> String {
        numbers.map { "2026-11-21 02:00:0\($0) ERROR \(text) \($0)\n" }.joined()
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    private func append(_ text: String, to path: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    /// Kills the console without a warning and puts the terminal right.
    private func killConsole(_ screen: TmuxScreen) throws {
        let children = try Tool.run("pgrep", ["-P", try screen.query("#{pane_pid}")])
        let console = try #require(Int32(children.split(separator: "\n").first ?? ""))
        kill(console, SIGKILL)
        try screen.wait(seconds: 20, what: "the shell") { _ in kill(console, 0) != 0 }
    }

    private func records(_ screen: TmuxScreen) throws -> String {
        try Tool.run(
            Program.path, ["incidents", "report", "INC-7"],
            environment: ["XDG_STATE_HOME": screen.workFolder + "/state"])
    }

    @Test func ticksNotesLinksAndCountsComeBackExactlyOnce() throws {
        let screen = try TmuxScreen(columns: 140, rows: 42)
        defer { screen.close() }
        let log = screen.workFolder + "/app.log"
        try open(screen)
        try screen.wait(for: "2 · 6 lines")
        // An end in order stores where the log was left; the kill below must build on that.
        try screen.press("q")
        try screen.wait(for: "Recorded as INC-7")
        try append(Self.lines("disk full on volume", 4...5), to: log)
        try screen.command("clear; '\(Program.path)' incidents resume INC-7")
        try screen.wait(for: "2 · 8 lines")
        try screen.press("3", "j", "x")
        try screen.wait(for: "✓ 1.2")
        try screen.press("a")
        try screen.type("the provider was called")
        try screen.press("Enter")
        try screen.wait(for: "note: the provider was called")
        try screen.press("2", "g", "l")
        try screen.wait(for: "is a symptom of:")
        try screen.press("Enter")
        try screen.wait(what: "the link") { $0.contains("linked to cluster") && $0.contains("←2") }
        try killConsole(screen)
        try append(Self.lines("upstream refused request", 4...7), to: log)
        // The terminal was left raw: only a line feed ends a line.
        try screen.type("stty sane; reset; '\(Program.path)' incidents resume")
        try screen.press("C-j")
        let text = try screen.wait(what: "the console with all lines") {
            $0.contains("2 · 12 lines") && $0.contains("←2")
        }
        #expect(text.contains("✓ 1.2"), "the tick is there: \(text)")
        try screen.press("2", "g", "Enter")
        let details = try screen.wait(for: "Cluster 2")
        #expect(details.contains("7 records, 7 lines"), "each line once: \(details)")
        #expect(details.contains("by hand, linked by hand"), "the link is there: \(details)")
        try screen.press("Escape")
        try screen.wait(what: "the panes") { $0.contains("5 Timeline") }
        // The newest lines hide it; the pane alone shows all.
        try screen.press("5", "+")
        try screen.wait(for: "note: the provider was called")
        try screen.press("q")
        try screen.wait(for: "Recorded as INC-7")
        let report = try records(screen)
        for line in ["note: the provider was called", "step 1.2 ticked"] {
            #expect(report.components(separatedBy: line).count == 2, "\(line) once: \(report)")
        }
    }

    @Test func secondConsoleOpensToWatch() throws {
        let screen = try TmuxScreen(columns: 140, rows: 42)
        let second = try TmuxScreen(columns: 140, rows: 42)
        defer {
            second.close()
            screen.close()
        }
        try open(screen)
        try second.command(
            "cd \(screen.workFolder); XDG_STATE_HOME=\(screen.workFolder)/state"
                + " '\(Program.path)' incidents resume INC-7")
        try second.wait(for: "Look around")
        try second.press("3", "x")
        try second.wait(what: "a refusal") { $0.lowercased().contains("read-only") }
        #expect(try !second.text().contains("✓ 1.1"))
        try second.press("q")
    }
}
