import Foundation
import Testing

/// `quell runbook run` with a person at a plain terminal.
@Suite(.serialized) struct RunbookRunTerminalTests {
    /// A terminal in a folder with a runbook, where the run has been started.
    private func start(_ text: String, _ words: String = "") throws -> TmuxScreen {
        let screen = try TmuxScreen(columns: 120, rows: 60)
        try text.write(
            toFile: screen.workFolder + "/drill.md", atomically: true, encoding: .utf8)
        try screen.command("cd \(screen.workFolder)")
        try screen.command(
            "'\(Program.path)' runbook run drill.md \(words); echo \"status $?.\"")
        return screen
    }

    private func exists(_ file: String, in screen: TmuxScreen) -> Bool {
        FileManager.default.fileExists(atPath: screen.workFolder + "/" + file)
    }

    @Test func eachDangerIsAskedForInItsWay() throws {
        let screen = try start(
            """
            # T

            ## P

            ### Change

            ```bash
            touch changed
            ```

            ### Call

            - [ ] somebody was called

            ### Destroy

            ```bash
            rm -rf changed
            ```
            """)
        defer { screen.close() }
        try screen.wait(for: "Trust it and run its commands? [y/N]")
        try screen.command("y")
        try screen.wait(for: "Run 1.1? [y/N]")
        #expect(!exists("changed", in: screen))
        try screen.command("y")
        try screen.wait(for: "done? [y/s/q]")
        #expect(exists("changed", in: screen))
        try screen.command("y")
        try screen.wait(for: "Type destroy to run 1.3")
        try screen.command("y")
        try screen.wait(for: "1.3 was not started")
        #expect(exists("changed", in: screen))
        try screen.command("r")
        try screen.wait(what: "the question again") {
            $0.components(separatedBy: "Type destroy to run 1.3").count == 3
        }
        try screen.command("destroy")
        try screen.wait(for: "status 0.")
        #expect(!exists("changed", in: screen))
    }

    @Test func failedStepIsTriedAgainAfterItWasMended() throws {
        let screen = try start(
            "# T\n\n## P\n\n### S\n\n```bash\ntest -e mended && echo fine\n```\n", "--trust")
        defer { screen.close() }
        try screen.wait(for: "[r]un it again")
        try Data().write(to: URL(fileURLWithPath: screen.workFolder + "/mended"))
        try screen.command("r")
        let text = try screen.wait(for: "status 0.")
        #expect(text.contains("| fine"), "\(text)")
    }

    @Test func failedStepIsLeftOutWithAReason() throws {
        let screen = try start("# T\n\n## P\n\n### S\n\n```bash\nfalse\n```\n", "--trust --yes")
        defer { screen.close() }
        try screen.wait(for: "[r]un it again")
        try screen.command("s")
        try screen.wait(for: "Why is 1.1 left out?")
        try screen.command("known trouble")
        let text = try screen.wait(for: "status 1.")
        #expect(text.contains("1.1 failed and was left out"), "\(text)")
    }

    @Test func failedStepIsRolledBack() throws {
        let screen = try start(
            """
            # T

            ## P

            ### Make

            ```bash
            touch made
            ```

            ### Break

            ```bash
            false
            ```

            ## Rollback

            ### Undo

            ```bash
            touch undone
            ```
            """, "--trust --yes")
        defer { screen.close() }
        try screen.wait(for: "[r]un it again")
        try screen.command("b")
        let text = try screen.wait(for: "status 1.")
        #expect(text.contains("rolled back after a failure"), "\(text)")
        #expect(exists("undone", in: screen))
    }

    @Test func interruptCancelsTheStepAndSaysHowToGoOn() throws {
        let screen = try start(
            "# T\n\n## P\n\n### S\n\n```bash\necho begun; touch \"$PWD/began\"; sleep 987\n```\n",
            "--trust --yes")
        defer { screen.close() }
        try screen.wait(for: "| begun")
        try screen.press("C-c")
        let text = try screen.wait(for: "status 3.")
        #expect(text.contains("1.1 cancelled"), "\(text)")
        #expect(text.contains("go on with `quell runbook run drill.md --incident INC-"), "\(text)")
        #expect(Tool.processes(mentioning: "sleep\0987").isEmpty)
    }

    @Test func interruptAtAQuestionStops() throws {
        let screen = try start("# T\n\n## P\n\n### S\n\n```bash\ntouch x\n```\n", "--trust")
        defer { screen.close() }
        try screen.wait(for: "Run 1.1? [y/N]")
        try screen.press("C-c")
        try screen.wait(for: "status 3.")
        #expect(!exists("x", in: screen))
    }

    @Test func valuesAreAskedForAndASecretIsNotShown() throws {
        let screen = try start(RunbookRunTests.asking, "--trust --yes")
        defer { screen.close() }
        try screen.wait(for: "Value of <host> (Which host):")
        try screen.command("Not Right")
        try screen.wait(for: "must match [a-z]+, found Not Right")
        try screen.command("alpha")
        try screen.wait(for: "| alpha")
        try screen.wait(for: "Value of <token>, not shown:")
        try screen.command("hunter2")
        let text = try screen.wait(for: "status 0.")
        #expect(text.contains("length 7") && !text.contains("hunter2"), "\(text)")
        try screen.command("stty -a | grep -o ' echo '")
        try screen.wait(what: "echo to be on again") { $0.contains("\n echo") }
    }

    @Test func stepThatWantsTheTerminalGetsIt() throws {
        let screen = try start(
            "# T\n\n## P\n\n### S\n\n```bash {tty}\nread -r -p 'name? ' name; echo \"hello $name\"\n```\n",
            "--trust --yes")
        defer { screen.close() }
        try screen.wait(what: "the command's own question") {
            $0.split(separator: "\n").contains { $0.hasPrefix("name?") }
        }
        try screen.command("ada")
        try screen.wait(for: "hello ada")
        try screen.wait(for: "status 0.")
    }
}
