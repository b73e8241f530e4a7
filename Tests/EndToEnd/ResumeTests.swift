import Foundation
import Testing

/// A console that was killed is taken up where it was.
@Suite(.serialized) struct ResumeTests {
    @Test func stepOutlivesItsConsoleAndIsFollowedToItsEnd() throws {
        let screen = try TmuxScreen(columns: 120, rows: 36)
        defer { screen.close() }
        let folder = screen.workFolder
        let runbook = """
            # Slow

            ## Work

            ### Wait for a sign

            ```bash {name=wait}
            echo begun; until [ -e \(folder)/go ]; do sleep 0.1; done; echo "ended" well
            ```
            """
        try Data(runbook.utf8).write(to: URL(fileURLWithPath: folder + "/slow.md"))
        try Data("runbooks: [slow.md]\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/quell.yaml"))
        try screen.command("cd \(folder); export XDG_STATE_HOME=\(folder)/state")
        try screen.command("'\(Program.path)'")
        try screen.wait(for: "Wait for a sign")
        try screen.press("3", "r")
        try screen.wait(for: "Trust this runbook?")
        try screen.press("y")
        try screen.wait(for: "begun")
        let children = try Tool.run("pgrep", ["-P", try screen.query("#{pane_pid}")])
        let console = try #require(Int32(children.split(separator: "\n").first ?? ""))
        kill(console, SIGKILL)
        try screen.wait(seconds: 20, what: "the shell") { _ in kill(console, 0) != 0 }
        // The terminal was left raw: only a line feed ends a line.
        try screen.type("stty sane; reset; '\(Program.path)' incidents resume")
        try screen.press("C-j")
        try screen.wait(what: "the console on the step that still runs") {
            !$0.contains("Killed") && $0.contains("Wait for a sign") && $0.contains("running 00")
        }
        try Data().write(to: URL(fileURLWithPath: folder + "/go"))
        let text = try screen.wait(for: "ended well")
        #expect(text.contains("begun"), "nothing of the output before the kill is missed: \(text)")
    }

    @Test func incidentThatIsNotThereIsSaid() throws {
        let folder = NSTemporaryDirectory() + "quell-resume-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let failure = #expect(throws: Tool.Failure.self) {
            try Tool.run(
                Program.path, ["incidents", "resume", "INC-77"],
                environment: ["XDG_STATE_HOME": folder])
        }
        #expect(failure?.description.contains("there is no incident INC-77") == true)
    }
}
