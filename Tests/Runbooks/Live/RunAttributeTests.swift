import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// What the attributes of a block make of its run, in real shells.
@Suite struct RunAttributeTests {
    private func runbook(_ blocks: (String, String)...) throws -> Runbook {
        let text = blocks.map { "```bash \($0.0)\n\($0.1)\n```\n" }.joined(separator: "\n")
        return try RunbookLoader.parse(text: "## A\n### S\n\(text)", path: "test.md")
    }

    @Test func expectedTextIsFoundWhereverWritesCutIt() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            ("{expect=\"all is well\"}", "printf 'all is'; sleep .3; printf ' well'"),
            ("{expect=\"on stderr\"}", "printf 'on \\033[31mstderr\\033[0m' >&2"))
        let (run, end) = try await bench.run(runbook)
        #expect(end == .exited(0), "\(bench.witness.text(run))")
    }

    @Test func missingTextEndsTheStepWithClearWords() async throws {
        let bench = try Bench()
        let runbook = try runbook(("{expect=\"READY\"}", "echo starting"), ("", "echo no"))
        let (run, end) = try await bench.run(runbook)
        #expect(
            end == .unknown("exit status 0, but its output does not contain “READY”"))
        #expect(bench.witness.output(run) == ["starting"])
        #expect(bench.witness.text(run).contains("does not contain “READY”"))
    }

    @Test func badStatusIsToldBeforeTheMissingText() async throws {
        let bench = try Bench()
        let (_, end) = try await bench.run(runbook(("{expect=\"READY\"}", "exit 9")))
        #expect(end == .exited(9))
    }

    @Test(arguments: [
        (0, IncidentModel.StepEnd.exited(0)), (1, .exited(0)), (2, .exited(2)),
    ])
    func severalStatusesMayBeExpected(
        _ status: Int, _ wanted: IncidentModel.StepEnd
    ) async throws {
        let bench = try Bench()
        let (_, end) = try await bench.run(runbook(("{exit=0|1}", "exit \(status)")))
        #expect(end == wanted)
    }

    @Test func statusThatWasNotExpectedIsNotDone() async throws {
        let bench = try Bench()
        let (_, end) = try await bench.run(runbook(("{exit=1}", "true")))
        #expect(end == .unknown("exit status 0, but 1 was expected"))
    }

    @Test func commandIsTriedAgainUntilItHolds() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            (
                "{retry=5 every=50ms expect=\"3\"}",
                "echo x >>tries; cat tries | wc -l | tr -d ' '"
            ), ("", "echo on"))
        let (run, end) = try await bench.run(runbook)
        #expect(end == .exited(0))
        #expect(bench.witness.output(run) == ["1", "2", "3", "on"])
    }

    @Test func lastAttemptsEndIsTheSteps() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            ("{retry=2 every=50ms}", "echo x >>tries; exit $(wc -l <tries)"), ("", "echo no"))
        let (run, end) = try await bench.run(runbook)
        #expect(end == .exited(3))
        #expect(bench.witness.output(run) == [])
        #expect(bench.witness.text(run).contains("(attempt 3 of 3)"))
    }

    @Test func cancelBetweenTwoAttemptsEndsTheStep() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook(("{retry=5 every=1h}", "echo once; false")))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.text(prepared.run).contains("again in") })
        bench.executor.cancel(prepared.step)
        #expect(await eventually { bench.witness.end(prepared.run) == .cancelled })
        #expect(bench.witness.output(prepared.run) == ["once"])
    }

    @Test func capturedOutputIsAVariableOfLaterCommandsAndSteps() async throws {
        let bench = try Bench()
        let text = """
            ## A
            ### S
            ```bash {capture=POD}
            echo '  web 1'; echo aside >&2; echo; echo
            ```

            ```bash
            echo "[$POD]"
            ```
            ### T
            ```bash
            echo "[$POD]"
            ```
            """
        let runbook = try RunbookLoader.parse(text: text, path: "test.md")
        let first = try await bench.run(runbook, 1)
        #expect(bench.witness.output(first.run).contains("[  web 1]"))
        let second = try await bench.run(runbook, 2)
        #expect(bench.witness.output(second.run) == ["[  web 1]"])
        #expect(
            try bench.prepare(runbook, 2).preview.values
                == [.init(name: "POD", text: "  web 1")])
    }

    @Test func hiddenSecretIsNotCaptured() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            ("{capture=KEY}", "echo AKIA\"IOSFODNN7EXAMPLE\""), ("", "echo \"$KEY\""))
        let (run, end) = try await bench.run(runbook)
        guard case .unknown(let reason)? = end else {
            Issue.record("\(String(describing: end))")
            return
        }
        #expect(reason.string.hasPrefix("KEY does not get its output"))
        #expect(bench.witness.output(run).count == 1)
    }

    @Test func outputThatIsTooLongIsNotCaptured() async throws {
        let bench = try Bench()
        let runbook = try runbook(("{capture=BIG}", "head -c 150000 /dev/zero | tr '\\0' x"))
        let (_, end) = try await bench.run(runbook)
        #expect(
            end == .unknown("BIG does not get its output: it is longer than 100000 bytes"))
    }

    @Test func strictStopsAtTheFirstFailure() async throws {
        let bench = try Bench()
        let strict = try await bench.run(runbook(("{strict}", "false\necho on")))
        #expect(strict.end == .exited(1))
        let plain = try await bench.run(runbook(("", "false\necho on")))
        #expect(plain.end == .exited(0))
    }

    @Test(arguments: [
        ("perl", "print 'from perl'"), ("/bin/sh", "echo from $0 | sed s,.bin.sh,perl,"),
        ("bash -x", "echo from perl 2>&1"),
    ])
    func interpreterGetsTheText(_ program: String, _ script: String) async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(
            runbook(("{interpreter=\"\(program)\" promptEnv=false}", script)))
        #expect(end == .exited(0), "\(bench.witness.text(run))")
        #expect(bench.witness.output(run).contains("from perl"))
    }
}
