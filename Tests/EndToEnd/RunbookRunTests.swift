import Foundation
import Testing

/// `quell runbook run` where nobody can answer: it never waits for a person, and says what it needed.
@Suite(.serialized) struct RunbookRunTests {
    private func run<Result>(
        _ text: String, configuration: String? = nil, _ body: (HeadlessRunbook) throws -> Result
    ) throws -> Result {
        let runbook = try HeadlessRunbook(text, configuration: configuration)
        defer { runbook.close() }
        return try body(runbook)
    }

    private static let changing = """
        # Drill

        ## Act (5 minutes)

        ### Look

        ```bash
        echo one; echo two >&2
        ```

        ### Change

        ```bash
        touch changed
        ```
        """

    @Test func runsToItsEndAndIsRecorded() throws {
        try run(Self.changing) { runbook in
            let text = try runbook.run("--trust", "--yes")
            #expect(text.hasSuffix("all steps done, all gates held\nstatus 0\n"), "\(text)")
            #expect(text.contains("    | one\n"), "\(text)")
            #expect(text.contains("    ! two\n"), "\(text)")
            #expect(runbook.text(of: "changed") != nil)
            let id = try #require(HeadlessRunbook.record(in: text))
            let report = try runbook.quell(["incidents", "report", id])
            #expect(report.contains("1.2"), "\(report)")
        }
    }

    @Test func runbookThatNobodyTrustsDoesNotRun() throws {
        try run(Self.changing) { runbook in
            let text = try runbook.run("--yes")
            #expect(text.contains("drill is not trusted yet"), "\(text)")
            #expect(text.hasSuffix("status 3\n"), "\(text)")
            #expect(!text.contains("| one") && runbook.text(of: "changed") == nil)
        }
    }

    @Test func trustIsKeptUntilTheFileChanges() throws {
        try run(Self.changing) { runbook in
            _ = try runbook.run("--trust")
            #expect(try runbook.run("--yes").hasSuffix("status 0\n"))
            try runbook.write(Self.changing + "\nMore.\n", to: "drill.md")
            #expect(try runbook.run("--yes").contains("not trusted yet"))
        }
    }

    @Test func withoutYesAChangeWaitsForNobody() throws {
        try run(Self.changing) { runbook in
            let text = try runbook.run("--trust")
            #expect(text.contains("step 1.2 has to be agreed to: give --yes"), "\(text)")
            #expect(text.contains("$ touch changed"), "the exact command is shown: \(text)")
            #expect(text.hasSuffix("status 3\n") && runbook.text(of: "changed") == nil)
        }
    }

    @Test(arguments: [
        ("rm -rf victim", "step 1.1 destroys"), ("./victim", "step 1.1 does is unknown"),
    ])
    func yesAnswersNeitherForDestroyingNorForUnknown(command: String, words: String) throws {
        try run("# T\n\n## P\n\n### S\n\n```bash\n\(command)\n```\n") { runbook in
            try runbook.write("echo ran > trace", to: "victim")
            _ = chmod(runbook.folder + "/victim", 0o755)
            let text = try runbook.run("--trust", "--yes")
            #expect(text.contains(words), "\(text)")
            #expect(text.hasSuffix("status 3\n"), "\(text)")
            #expect(runbook.text(of: "victim") != nil && runbook.text(of: "trace") == nil)
        }
    }

    @Test func failureStopsWithStatusOneAndSaysHowToGoOn() throws {
        let text = """
            # T

            ## P

            ### Fail

            ```bash
            echo before; exit 7
            ```

            ### After

            ```bash
            touch changed
            ```
            """
        try run(text) { runbook in
            let text = try runbook.run("--trust", "--yes")
            #expect(text.contains("1.1 exit 7 after"), "\(text)")
            let id = try #require(HeadlessRunbook.record(in: text))
            #expect(text.contains("go on with `quell runbook run drill.md --incident \(id)`"))
            #expect(text.hasSuffix("status 1\n") && runbook.text(of: "changed") == nil)
            let rest = try runbook.run("--yes", "--incident", id, "--from", "1.2")
            #expect(rest.hasSuffix("status 0\n"), "\(rest)")
            #expect(!rest.contains("| before") && runbook.text(of: "changed") != nil)
        }
    }

    @Test func rollbackUndoesTheNewestFirst() throws {
        try run(Self.undoable) { runbook in
            let text = try runbook.run("--trust", "--yes")
            #expect(text.hasSuffix("status 1\n"), "\(text)")
            #expect(text.contains("undo with --rollback"), "\(text)")
            let id = try #require(HeadlessRunbook.record(in: text))
            let undone = try runbook.run("--yes", "--incident", id, "--rollback")
            #expect(undone.hasSuffix("rolled back\nstatus 0\n"), "\(undone)")
            #expect(runbook.text(of: "order") == "first\nsecond\nundo-second\nundo-first\n")
        }
    }

    private static let undoable = """
        # T

        ## Act

        ### First

        ```bash {rollback=#undo-first}
        touch a; echo first >> order
        ```

        ### Second

        ```bash {rollback=#undo-second}
        touch b; echo second >> order
        ```

        ### Third

        ```bash
        false
        ```

        ## Rollback

        ### Undo first

        ```bash
        touch c; echo undo-first >> order
        ```

        ### Undo second

        ```bash
        touch d; echo undo-second >> order
        ```
        """

    @Test func gateThatDoesNotHoldInTimeFails() throws {
        let text = """
            # T

            ## Act (2 seconds)

            ### Look

            ```bash
            echo looked
            ```

            - [ ] `probe web is up`

            ### After

            ```bash
            echo after
            ```
            """
        let configuration = "services: [{name: web, probes: [{tcp: \"127.0.0.1:1\"}]}]"
        try run(text, configuration: configuration) { runbook in
            let text = try runbook.run("--trust")
            #expect(text.contains("waiting for the gate probe web is up"), "\(text)")
            #expect(text.contains("did not hold in time"), "\(text)")
            #expect(text.hasSuffix("status 1\n") && !text.contains("| after"), "\(text)")
        }
    }

    @Test func manualStepNeedsAPerson() throws {
        try run("# T\n\n## P\n\n### Call\n\n- [ ] somebody was called\n") { runbook in
            let text = try runbook.run("--trust", "--yes")
            #expect(text.contains("needs a person at a terminal: somebody was called"), "\(text)")
            #expect(text.hasSuffix("status 3\n"), "\(text)")
        }
    }

    @Test func hostileTextDoesNotReachTheTerminal() throws {
        let text =
            "# T\u{1B}[2J\n\n## P\u{202E}\n\n### S\u{7}\n\n```bash\nprintf '\\033]0;owned\\007\\033[2Jseen\\n'\n```\n"
        try run(text) { runbook in
            let text = try runbook.run("--trust")
            #expect(text.contains("| ") && text.contains("seen"), "\(text)")
            #expect(text.hasSuffix("status 0\n"), "\(text)")
            let isClean = text.unicodeScalars.allSatisfy {
                $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E)
            }
            #expect(isClean, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        (["runbook", "run", "absent.md"], "found runbook \"absent.md\""),
        (["runbook", "run", "drill.md", "--trust", "--from", "9.9"], "there is no step 9.9"),
        (["runbook", "run", "drill.md", "--trust", "--value", "X=1"], "found a value for X"),
        (["runbook", "run", "drill.md", "--value", "QUELL_NO_SUCH"], "in the environment"),
        (["runbook", "run", "drill.md", "--env", "X"], "expected NAME=TEXT"),
    ])
    func wrongCommandLineEndsWithTwo(words: [String], sentence: String) throws {
        try run(Self.changing) { runbook in
            let text = try runbook.quell(words)
            #expect(text.contains(sentence), "\(text)")
            #expect(text.hasSuffix("status 2\n"), "\(text)")
        }
    }

    @Test func wrongValueIsRefusedBeforeAnythingRuns() throws {
        try run(Self.asking) { runbook in
            let text = try runbook.run("--trust", "--yes", "--value", "host=A B")
            #expect(text.contains("must match [a-z]+, found A B"), "\(text)")
            #expect(text.hasSuffix("status 2\n"), "\(text)")
        }
    }

    @Test func secretIsNotTakenFromTheCommandLine() throws {
        try run(Self.asking) { runbook in
            let text = try runbook.run("--trust", "--value", "token=hunter2")
            #expect(text.contains("TOKEN is a secret"), "\(text)")
            #expect(text.hasSuffix("status 2\n") && !text.contains("hunter2"), "\(text)")
        }
    }

    static let asking = """
        ---
        vars:
          host: {prompt: Which host, pattern: "[a-z]+"}
          token: {secret: true}
        ---
        # T

        ## P

        ### Show

        ```bash
        echo <host>
        ```

        ### Secret

        ```bash
        echo "length ${#TOKEN}" <token>
        ```
        """

    @Test func recordThatCannotBeMadeIsSaid() throws {
        try run(Self.changing) { runbook in
            try runbook.write("", to: "file")
            let text = try runbook.quell(
                ["runbook", "run", "drill.md", "--trust", "--yes"],
                environment: ["XDG_STATE_HOME": runbook.folder + "/file"])
            #expect(text.hasSuffix("status 2\n") && runbook.text(of: "changed") == nil, "\(text)")
        }
    }
}
