import Foundation
import Glibc
import IncidentModel
import Processes
import Runbooks
import SafeText
import Testing

/// What another console finds of a run that it did not start.
@Suite struct StepAttachTests {
    private func runbook(_ script: String) throws -> Runbook {
        try RunbookLoader.parse(text: "## A\n```bash\n\(script)\n```\n", path: "test.md")
    }

    @Test func runThatGoesOnIsFollowedToItsEnd() async throws {
        let bench = try Bench()
        let gate = bench.folder + "/gate"
        let prepared = try bench.prepare(
            runbook("echo before; while [ ! -e \(gate) ]; do sleep .05; done; echo after; exit 4"))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["before"] })
        bench.executor.stop(cancelRunning: false)
        #expect(bench.executor.runningSteps().isEmpty)

        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        #expect(await eventually { witness.output(prepared.run) == ["before"] })
        try Data().write(to: URL(fileURLWithPath: gate))
        #expect(await eventually { witness.end(prepared.run) == .exited(4) })
        #expect(witness.output(prepared.run) == ["before", "after"])
        #expect(bench.witness.end(prepared.run) == nil)
    }

    @Test func runThatEndedHasItsTrueEnd() async throws {
        let bench = try Bench()
        let (run, _) = try await bench.run(runbook("echo x; exit 7"))
        let step = try #require(bench.witness.seen.ends.first?.step)
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: step, run: run)
        #expect(await eventually { witness.end(run) == .exited(7) })
        #expect(witness.output(run) == ["x"])
        #expect(witness.text(run).hasPrefix("$ echo x; exit 7"))
    }

    @Test func foundRunCanBeCancelled() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook("echo on; sleep 600"))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["on"] })
        bench.executor.stop(cancelRunning: false)
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        #expect(other.runningSteps() == [prepared.step])
        other.stop(cancelRunning: true)
        #expect(witness.end(prepared.run) == .cancelled)
    }

    @Test func stepWhoseRestWasNeverStartedIsUnknown() async throws {
        let bench = try Bench()
        let gate = bench.folder + "/gate"
        let prepared = try bench.prepare(
            runbook("# one\necho on; while [ ! -e \(gate) ]; do sleep .05; done\n# two\necho two"))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["on"] })
        bench.executor.stop(cancelRunning: false)
        try Data().write(to: URL(fileURLWithPath: gate))
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        #expect(await eventually { witness.end(prepared.run) != nil })
        #expect(
            witness.end(prepared.run)
                == .unknown("the console ended before command 2 was started"))
    }

    @Test func runWithoutATraceIsUnknown() async throws {
        let bench = try Bench()
        let step = StepID(runbook: RunbookID("x"), phase: 1, step: 1)
        bench.executor.attach(step: step, run: RunID("never"))
        #expect(await eventually { bench.witness.end(RunID("never")) != nil })
        guard case .unknown = bench.witness.end(RunID("never")) else {
            Issue.record("it has another end")
            return
        }
    }

    @Test func killedRunnerLeavesAnUnknownEnd() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook("echo $$; exec sleep 600"))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run).count == 1 })
        let folder = "\(bench.output)/\(prepared.run.name)/1"
        let runner = try #require(StepHandle(folder: folder).status()?.runner.pid)
        let child = try #require(bench.witness.output(prepared.run).first.flatMap { Int32($0) })
        kill(runner, SIGKILL)
        #expect(await eventually { bench.witness.end(prepared.run) != nil })
        kill(child, SIGKILL)
        guard case .unknown = bench.witness.end(prepared.run) else {
            Issue.record("\(String(describing: bench.witness.end(prepared.run)))")
            return
        }
    }
}
