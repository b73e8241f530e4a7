import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Steps that run in real shells, through the detached runner of the real program.
@Suite struct StepExecutorTests {
    private func runbook(_ blocks: String...) throws -> Runbook {
        let text = "## A\n" + blocks.enumerated().map { "### S\($0)\n\($1)\n" }.joined()
        return try RunbookLoader.parse(text: text, path: "test.md")
    }

    private func bash(_ script: String, _ attributes: String = "") -> String {
        "```bash \(attributes)\n\(script)\n```"
    }

    @Test func commandsRunOneAfterAnother() async throws {
        let bench = try Bench()
        let runbook = try runbook(bash("# one\necho a\n# two\necho b >&2"))
        let (run, end) = try await bench.run(runbook)
        #expect(end == .exited(0))
        let page = try #require(bench.witness.page(run))
        #expect(bench.witness.output(run) == ["a", "b"])
        #expect(
            page.lines.map(\.stream) == [
                .notice, .notice, .standardOutput, .notice, .notice, .notice, .standardError,
                .notice,
            ])
        #expect(page.lines[0].text == "$ # one")
        #expect(page.lines[1].text == "> echo a")
        #expect(page.lines[3].text.string.hasPrefix("done after "))
        #expect(page.totalLines == page.lines.count)
    }

    @Test func unexpectedStatusStopsTheStep() async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(runbook(bash("false || exit 3"), bash("echo no")))
        #expect(end == .exited(3))
        let both = try await bench.run(runbook(bash("exit 3") + "\n" + bash("echo no")))
        #expect(both.end == .exited(3))
        #expect(bench.witness.output(both.run) == [])
        #expect(bench.witness.text(run).contains("exit status 3 after"))
    }

    @Test func expectedStatusGoesOn() async throws {
        let bench = try Bench()
        let blocks = bash("grep x /dev/null", "{exit=1}") + "\n" + bash("echo on")
        let (run, end) = try await bench.run(runbook(blocks))
        #expect(end == .exited(0))
        #expect(bench.witness.output(run) == ["on"])
    }

    @Test func folderAndVariablesCarryOver() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            bash("mkdir deep; cd deep\nexport A=1\nB=two") + "\n" + bash("echo $A $B; C='x  y'"),
            bash("basename \"$PWD\"; echo \"$A $B $C\""), bash("echo \"$A\"; pwd"))
        let first = try await bench.run(runbook, 1)
        #expect(bench.witness.output(first.run) == ["1 two"])
        let second = try await bench.run(runbook, 2)
        #expect(bench.witness.output(second.run) == ["deep", "1 two x  y"])
        let again = try await bench.run(runbook, 1)
        #expect(again.end == .exited(0))
        #expect(bench.witness.text(again.run).contains("File exists"))
    }

    @Test func ownFolderHoldsForOneCommand() async throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.work + "/sub", withIntermediateDirectories: true)
        let blocks = bash("basename $PWD", "{cwd=sub}") + "\n" + bash("basename $PWD")
        let (run, _) = try await bench.run(runbook(blocks))
        #expect(bench.witness.output(run) == ["sub", "work"])
    }

    @Test func givenVariablesReachTheCommand() async throws {
        let bench = try Bench()
        let runbook = try runbook(bash("echo \"$QUELL_TEST_VALUE\""))
        #expect(throws: StepRefusal.self) { try bench.prepare(runbook) }
        let (run, _) = try await bench.run(runbook, environment: ["QUELL_TEST_VALUE": "a 'b' $c"])
        #expect(bench.witness.output(run) == ["a 'b' $c"])
    }

    @Test func sensitiveValuesAreHidden() async throws {
        let bench = try Bench()
        let runbook = try runbook(bash("echo got $QUELL_TEST_TOKEN"))
        let (run, _) = try await bench.run(
            runbook, environment: ["QUELL_TEST_TOKEN": "hunter2hunter2"])
        #expect(bench.witness.output(run).count == 1)
        #expect(!bench.witness.text(run).contains("hunter2"))
    }

    @Test func timeoutIsToldApart() async throws {
        let bench = try Bench()
        let (_, end) = try await bench.run(runbook(bash("sleep 60", "{timeout=300ms}")))
        #expect(end == .timedOut)
    }

    @Test func missingInterpreterCouldNotStart() async throws {
        let bench = try Bench()
        let runbook = try runbook(bash("x", "{interpreter=quell-has-no-such-program}"))
        let (_, end) = try await bench.run(runbook)
        guard case .couldNotStart = end else {
            Issue.record("\(String(describing: end))")
            return
        }
    }

    @Test func signalIsToldApart() async throws {
        let bench = try Bench()
        let (_, end) = try await bench.run(runbook(bash("kill -9 $$")))
        #expect(end == .signalled(9))
    }

    @Test func cancelEndsTheStepAndStartsNothingFurther() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(
            runbook(bash("echo on; sleep 600") + "\n" + bash("echo no")))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["on"] })
        #expect(bench.executor.runningSteps() == [prepared.step])
        bench.executor.cancel(prepared.step)
        #expect(await eventually { bench.witness.end(prepared.run) == .cancelled })
        #expect(bench.executor.runningSteps().isEmpty)
        #expect(bench.witness.output(prepared.run) == ["on"])
    }

    @Test func secondCancelEscalates() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(
            runbook(bash("trap '' INT TERM; echo on; while :; do sleep 1; done")))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["on"] })
        let began = ContinuousClock.now
        #expect(
            await eventually {
                bench.executor.cancel(prepared.step)
                return bench.witness.end(prepared.run) == .cancelled
            })
        // Without escalation the ladder alone takes ten seconds.
        #expect(ContinuousClock.now - began < .seconds(9))
    }

    @Test func runningStepIsRefused() async throws {
        let bench = try Bench()
        let runbook = try runbook(bash("sleep 600"))
        let prepared = try bench.prepare(runbook)
        bench.executor.start(prepared)
        #expect(throws: StepRefusal.self) { try bench.prepare(runbook) }
        bench.executor.stop(cancelRunning: true)
        #expect(bench.witness.end(prepared.run) == .cancelled)
        #expect(throws: Never.self) { try bench.prepare(runbook) }
    }

    @Test(arguments: [
        ("```bash\nkubectl get pod <name>\n```", "line 4 needs a value for <name>"),
        ("```bash {capture=A tty}\nvim x\n```", "line 4: capture is not possible"),
        ("Words.", "step 1.1 has no command"),
        ("```yaml\na: 1\n```", "step 1.1 has no command"),
    ])
    func stepThatCannotRunIsRefused(_ block: String, _ reason: String) throws {
        let bench = try Bench()
        let runbook = try runbook(block)
        let refusal = #expect(throws: StepRefusal.self) { try bench.prepare(runbook) }
        #expect(refusal?.description.hasPrefix(reason) == true)
        #expect(!FileManager.default.fileExists(atPath: bench.output))
    }

    @Test func unknownStepIsRefused() throws {
        let bench = try Bench()
        let runbook = try runbook(bash("ls"))
        let step = StepID(runbook: runbook.plan.id, phase: 9, step: 9)
        #expect(throws: StepRefusal.self) {
            try bench.executor.prepare(
                step: step, of: runbook, environment: [:], workingDirectory: "/")
        }
    }

    @Test func preparedRunShowsTheExactCommand() throws {
        let bench = try Bench()
        let runbook = try runbook(bash("echo '\u{1B}[2J'\nls"))
        let first = try bench.prepare(runbook)
        let second = try bench.prepare(runbook)
        #expect(first.command == "echo '␛[2J'␊ls")
        #expect(first.run != second.run)
        #expect(first.title == "S0")
    }

    @Test func outputIsPublishedSparingly() async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(
            runbook(bash("for i in $(seq 1 30000); do echo line $i; done")))
        #expect(end == .exited(0))
        let page = try #require(bench.witness.page(run))
        #expect(page.totalLines == 30_002)
        #expect(page.lines.count == 2000)
        let took = try #require(bench.witness.seen.ends.first?.took)
        let pages = bench.witness.seen.pages.count
        #expect(pages <= Int(took.wholeMilliseconds / 100) + 4)
    }

    @Test func backgroundHolderIsTold() async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(runbook(bash("sleep 3 & echo started")))
        #expect(end == .exited(0))
        #expect(bench.witness.page(run)?.backgroundHolder == true)
    }

    @Test func filesBelongToTheirOwnerOnly() async throws {
        let bench = try Bench()
        _ = try await bench.run(runbook(bash("echo x")))
        let files = try #require(FileManager.default.enumerator(atPath: bench.output))
        var count = 0
        for case let name as String in files {
            let facts = try FileManager.default.attributesOfItem(atPath: bench.output + "/" + name)
            let mode = (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
            #expect(mode & 0o077 == 0, "\(name)")
            count += 1
        }
        #expect(count >= 4)
    }
}
