import Foundation
import Testing

/// A runbook by keys, in a real terminal: trust, a value, the question, the terminal itself, the way back.
@Suite(.serialized) struct RunbookTourTests {
    private static let runbook = """
        # Drill

        ## Act

        ### Greet somebody

        ```bash
        echo "hello <who>"
        ```

        ### Talk in the terminal

        ```bash {tty}
        read -r -p 'who goes there? ' name; echo "welcome $name"
        ```

        ### Change something

        ```bash {rollback=undo}
        touch changed
        ```

        ## Rollback

        ### Undo the change

        ```bash {name=undo}
        mv changed undone
        ```

        """

    private func open(_ screen: TmuxScreen, _ options: String = "") throws {
        let folder = screen.workFolder + "/drill"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Self.runbook.write(
            toFile: folder + "/drill.md", atomically: true, encoding: .utf8)
        try "incident: {title: Drill}\nrunbooks: [drill.md]\n".write(
            toFile: folder + "/quell.yaml", atomically: true, encoding: .utf8)
        try screen.command("cd '\(folder)' && '\(Program.path)' open \(options)")
        try screen.wait(for: "1 Services")
        try screen.press("3")
        try screen.wait(for: "Greet somebody")
    }

    private func exists(_ name: String, _ screen: TmuxScreen) -> Bool {
        FileManager.default.fileExists(atPath: screen.workFolder + "/drill/" + name)
    }

    @Test func trustThenAValueThenTheStepRuns() throws {
        let screen = try TmuxScreen(columns: 80, rows: 24)
        defer { screen.close() }
        try open(screen)
        try screen.press("r")
        try screen.wait(for: "Trust this runbook?")
        try screen.press("y")
        try screen.wait(for: "What stands for <who>?")
        try screen.type("nora; exit 7")
        try screen.press("Enter")
        try screen.wait(for: "✓ 1.1")
        try screen.press("k", "4")
        try screen.wait(for: "hello nora; exit 7")
        try leave(screen)
    }

    @Test func terminalIsLentAndComesBack() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try open(screen)
        try screen.press("j", "r")
        try screen.wait(for: "Trust this runbook?")
        try screen.press("y")
        try screen.wait(for: "It takes the terminal")
        try screen.press("y")
        let lent = try screen.wait(for: "a step has the terminal")
        #expect(!lent.contains("Greet somebody"))
        try screen.type("ada")
        try screen.press("Enter")
        try screen.wait(for: "welcome ada")
        try screen.wait(for: "Enter returns")
        try screen.press("Enter")
        let back = try screen.wait(for: "✓ 1.2")
        #expect(back.contains("Greet somebody") && back.contains("3 Runbook"))
        #expect(!back.contains("welcome ada"))
        // Keys are keys again, and not a line with an echo.
        try screen.press("?")
        try screen.wait(for: "run the selected step")
        try screen.press("Escape")
        // A key that follows at once would be taken for one with Alt.
        try screen.wait(what: "no help") { !$0.contains("run the selected step") }
        try leave(screen)
    }

    @Test func runningOnStopsAtQuestionsAndRollingBackUndoes() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try open(screen)
        try screen.press("j", "j", "R")
        try screen.wait(for: "Trust this runbook?")
        try screen.press("y")
        try screen.wait(for: "Run step 1.3?")
        #expect(!exists("changed", screen))
        try screen.press("y")
        try screen.wait(for: "nothing is left to do")
        #expect(exists("changed", screen))
        try screen.press("B")
        try screen.wait(for: "Roll back drill?")
        try screen.press("y")
        try screen.wait(for: "Run step 2.1?")
        #expect(exists("changed", screen) && !exists("undone", screen))
        try screen.press("y")
        try screen.wait(for: "all is undone")
        #expect(exists("undone", screen) && !exists("changed", screen))
        try leave(screen)
    }

    @Test func questionThatIsDeniedRunsNothing() throws {
        let screen = try TmuxScreen(columns: 50, rows: 15)
        defer { screen.close() }
        try open(screen)
        try screen.press("j", "j", "r")
        try screen.wait(for: "Trust this runbook?")
        try screen.press("y")
        try screen.wait(for: "touch changed")
        try screen.press("Escape")
        try screen.wait(what: "no question") { !$0.contains("touch changed") }
        try screen.press("r")
        try screen.wait(for: "touch changed")
        try screen.press("n")
        try leave(screen)
        #expect(!exists("changed", screen))
    }

    @Test func readOnlyConsoleRunsNothingAndSaysSo() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try open(screen, "--read-only")
        for key in ["r", "R", "B", "w", "v"] {
            try screen.press(key)
            try screen.wait(for: "Read-only:")
            try screen.press("j")
            try screen.wait(what: "no refusal") { !$0.contains("Read-only:") }
        }
        try leave(screen)
    }

    private func leave(_ screen: TmuxScreen) throws {
        try screen.press("q")
        try screen.wait(what: "the question or the shell") {
            $0.contains("Leave Quell?") || $0.contains("Recorded as")
        }
        if try screen.text().contains("Leave Quell?") { try screen.press("y") }
        try screen.wait(for: "Recorded as")
    }
}
