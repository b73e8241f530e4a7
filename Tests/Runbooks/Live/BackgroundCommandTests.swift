import Foundation
import Glibc
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Commands that go on beside the ones after them.
@Suite struct BackgroundCommandTests {
    private func runbook(_ blocks: (String, String)...) throws -> Runbook {
        let text = blocks.map { "```bash \($0.0)\n\($0.1)\n```\n" }.joined(separator: "\n")
        return try RunbookLoader.parse(text: "## A\n### S\n\(text)", path: "test.md")
    }

    private let forEver = "echo $$ >pid; echo up; exec sleep 600"
    private let waiting = "while [ ! -s pid ]; do sleep .02; done; echo beside"

    private func isAlive(_ bench: Bench) throws -> Bool {
        let text = try String(contentsOfFile: bench.work + "/pid", encoding: .utf8)
        let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        return kill(pid, 0) == 0
    }

    @Test func nextCommandRunsBesideItAndCancelIsItsGoodEnd() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook(("{background}", forEver), ("", waiting)))
        #expect(prepared.preview.commands.map(\.isBackground) == [true, false])
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.seen.background == [prepared.run] })
        #expect(bench.executor.backgroundSteps() == [prepared.step])
        #expect(bench.executor.runningSteps() == [prepared.step])
        #expect(Set(bench.witness.output(prepared.run)) == ["up", "beside"])
        #expect(try isAlive(bench))
        bench.executor.cancel(prepared.step)
        #expect(await eventually { bench.witness.end(prepared.run) == .exited(0) })
        #expect(bench.executor.backgroundSteps() == [])
        #expect(try !isAlive(bench))
        #expect(bench.witness.text(prepared.run).contains("ended, as was asked for"))
    }

    @Test func failureBesideItEndsItToo() async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(
            runbook(("{background}", forEver), ("", waiting + "; exit 6")))
        #expect(end == .exited(6))
        #expect(try !isAlive(bench))
        #expect(bench.witness.seen.background == [])
        #expect(bench.witness.output(run).contains("beside"))
    }

    @Test func itsOwnFailureIsTheStepsEnd() async throws {
        let bench = try Bench()
        let (run, end) = try await bench.run(
            runbook(("{background}", "exit 5"), ("", "echo on; sleep .5")))
        #expect(end == .exited(5))
        #expect(bench.witness.output(run) == ["on"])
    }

    @Test func endOfTheIncidentEndsIt() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook(("{background}", forEver)))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run) == ["up"] })
        bench.executor.stop(cancelRunning: true)
        #expect(bench.witness.end(prepared.run) == .exited(0))
        #expect(try !isAlive(bench))
    }

    @Test func cancelWhileACommandRunsBesideItIsACancel() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(
            runbook(("{background}", forEver), ("", waiting + "; sleep 600")))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.output(prepared.run).contains("beside") })
        bench.executor.cancel(prepared.step)
        #expect(await eventually { bench.witness.end(prepared.run) == .cancelled })
        #expect(try !isAlive(bench))
    }

    @Test func anotherConsoleFindsItInTheBackground() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook(("{background}", forEver), ("", waiting)))
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.seen.background == [prepared.run] })
        bench.executor.stop(cancelRunning: false)
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: prepared.step, run: prepared.run)
        #expect(await eventually { witness.seen.background == [prepared.run] })
        #expect(await eventually { Set(witness.output(prepared.run)) == ["up", "beside"] })
        other.stop(cancelRunning: true)
        #expect(witness.end(prepared.run) == .exited(0))
        #expect(try !isAlive(bench))
    }

    @Test(arguments: ["{background capture=A}", "{background retry=2}"])
    func whatItCannotHaveIsRefused(_ attributes: String) throws {
        let bench = try Bench()
        #expect(throws: StepRefusal.self) { try bench.prepare(runbook((attributes, "ls"))) }
    }
}
