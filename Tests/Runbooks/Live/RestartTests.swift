import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// What another console knows of runs that it did not start: state on disk, and nothing else.
@Suite struct RestartTests {
    private func runbook(_ text: String) throws -> Runbook {
        try RunbookLoader.parse(text: text, path: "test.md")
    }

    /// Runs a step with an executor that knows nothing but the disk.
    private func runElsewhere(
        _ bench: Bench, _ runbook: Runbook, _ number: Int
    ) async throws -> [String] {
        let witness = StepWitness()
        let other = try bench.another(witness)
        let prepared = try other.prepare(
            step: runbook.plan.steps[number - 1].id, of: runbook, environment: [:],
            workingDirectory: bench.work)
        other.start(prepared)
        #expect(await eventually { witness.end(prepared.run) != nil })
        return witness.output(prepared.run)
    }

    @Test func folderVariablesAndCapturesOfFinishedRunsAreKnown() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            """
            ## A
            ### One
            ```bash
            mkdir deep; cd deep; export A=1
            ```
            ### Two
            ```bash {capture=B}
            echo two
            ```
            ### Three
            ```bash
            basename "$PWD"; echo "$A $B"
            ```
            """)
        _ = try await bench.run(runbook, 1)
        _ = try await bench.run(runbook, 2)
        #expect(try await runElsewhere(bench, runbook, 3) == ["deep", "1 two"])
    }

    @Test func ownFolderOfACommandDoesNotLeak() async throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.work + "/sub", withIntermediateDirectories: false)
        let runbook = try runbook(
            "## A\n### One\n```bash {cwd=sub}\ntrue\n```\n### Two\n```bash\nbasename $PWD\n```\n")
        let (run, _) = try await bench.run(runbook, 1)
        #expect(try await runElsewhere(bench, runbook, 2) == ["work"])
        // Nor when the run was attached to before.
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: runbook.plan.steps[0].id, run: run)
        #expect(await eventually { witness.end(run) == .exited(0) })
        let second = try other.prepare(
            step: runbook.plan.steps[1].id, of: runbook, environment: [:],
            workingDirectory: bench.work)
        #expect(second.preview.folder == DisplayText(bench.work))
    }

    @Test func newestRunOfAStepCounts() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            "## A\n### One\n```bash\nexport N=$(($(cat n 2>/dev/null) + 1)); echo $N >n\n```\n"
                + "### Two\n```bash\necho \"$N\"\n```\n")
        _ = try await bench.run(runbook, 1)
        _ = try await bench.run(runbook, 1)
        #expect(try await runElsewhere(bench, runbook, 2) == ["2"])
    }

    @Test func whatACommandMadeOfASecretIsNotOnDisk() async throws {
        let bench = try Bench()
        let secret = "zq9-Correct-Horse"
        let runbook = try runbook(
            """
            ---
            vars:
              word: {secret: true}
            ---
            ## A
            ### One
            ```bash
            export LOGIN="me:"<word>
            ```
            ### Two
            ```bash
            test "$LOGIN" = me:\(secret) && echo same
            ```
            """)
        _ = try await bench.run(runbook, 1, values: ["<word>": secret])
        let prepared = try bench.prepare(runbook, 2)
        #expect(prepared.preview.values == [.init(name: "LOGIN", text: "••••••")])
        let files = try #require(FileManager.default.enumerator(atPath: bench.output))
        for case let name as String in files {
            let data = FileManager.default.contents(atPath: bench.output + "/" + name) ?? Data()
            #expect(!String(decoding: data, as: UTF8.self).contains(secret), "\(name)")
        }
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.end(prepared.run) == .exited(0) })
        #expect(bench.witness.output(prepared.run) == ["same"])
        let other = try bench.another(StepWitness())
        let refusal = #expect(throws: StepRefusal.self) {
            try other.prepare(
                step: runbook.plan.steps[1].id, of: runbook, environment: [:],
                workingDirectory: bench.work)
        }
        #expect(refusal?.description.contains("needs LOGIN, which an earlier console") == true)
    }

    @Test func expectationHoldsForAFoundRunToo() async throws {
        let bench = try Bench()
        let gate = bench.folder + "/gate"
        let runbook = try runbook(
            "## A\n```bash {expect=\"READY\"}\necho on; while [ ! -e \(gate) ]; do sleep .05; done\n```\n"
        )
        let prepared = try bench.prepare(runbook)
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["on"] })
        bench.executor.stop(cancelRunning: false)
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        try Data().write(to: URL(fileURLWithPath: gate))
        #expect(
            await eventually {
                witness.end(prepared.run)
                    == .unknown("exit status 0, but its output does not contain “READY”")
            })
    }

    @Test func everyAttemptIsFollowedAndTheLastOneCounts() async throws {
        let bench = try Bench()
        let runbook = try runbook(
            "## A\n```bash {retry=3 every=50ms}\necho x >>tries; wc -l <tries; test $(wc -l <tries) = 3\n```\n"
        )
        let (run, end) = try await bench.run(runbook)
        #expect(end == .exited(0))
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: runbook.plan.steps[0].id, run: run)
        #expect(await eventually { witness.end(run) == .exited(0) })
        #expect(witness.output(run) == ["1", "2", "3"])
    }

    @Test func attemptThatWasNeverMadeLeavesTheEndOfTheOneBefore() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(
            runbook("## A\n```bash {retry=3 every=1h}\necho on; exit 7\n```\n"))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.text(prepared.run).contains("again in") })
        bench.executor.stop(cancelRunning: false)
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        #expect(await eventually { witness.end(prepared.run) == .exited(7) })
        #expect(witness.text(prepared.run).contains("before attempt 2 was started"))
    }
}
