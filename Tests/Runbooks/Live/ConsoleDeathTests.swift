import Foundation
import Glibc
import IncidentModel
import Processes
import Runbooks
import SafeText
import Testing

/// A console that dies without a word while a step runs, and the one that comes after it.
///
/// The first one is a process of its own, which finds its folder by the number of the test's process.
@Suite(.serialized) struct ConsoleDeathTests {
    private static func folder(_ name: String, of pid: pid_t) -> String {
        FileManager.default.temporaryDirectory.path + "/quell-death-\(pid)-\(name)"
    }

    private static func runbook(_ blocks: String...) throws -> Runbook {
        let text = blocks.map { "### S\n\($0)\n" }.joined()
        return try RunbookLoader.parse(text: "## A\n" + text, path: "test.md")
    }

    /// The only run in a folder, with its step.
    private static func found(in bench: Bench) throws -> (step: StepID, run: RunID) {
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: bench.output).first)
        return (StepID(runbook: RunbookID("test"), phase: 1, step: 1), RunID(name))
    }

    private static func die() -> Never {
        kill(getpid(), SIGKILL)
        while true { sleep(1) }
    }

    @Test func killedConsoleLeavesItsStepToTheNextOne() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let bench = try Bench(at: Self.folder("step", of: getppid()), isKept: true)
            let prepared = try bench.prepare(
                Self.runbook(
                    "```bash\necho before; while [ ! -e go ]; do sleep .05; done; echo after; exit 4\n```"
                ))
            bench.executor.start(prepared)
            _ = await eventually { bench.witness.output(prepared.run) == ["before"] }
            Self.die()
        }
        let bench = try Bench(at: Self.folder("step", of: getpid()))
        let (step, run) = try Self.found(in: bench)
        bench.executor.attach(step: step, run: run)
        #expect(await eventually { bench.witness.output(run) == ["before"] })
        #expect(bench.witness.end(run) == nil)
        try Data().write(to: URL(fileURLWithPath: bench.work + "/go"))
        #expect(await eventually { bench.witness.end(run) == .exited(4) })
        #expect(bench.witness.output(run) == ["before", "after"])
    }

    @Test func killedConsoleBetweenTwoCommandsLeavesAnHonestEnd() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let bench = try Bench(at: Self.folder("between", of: getppid()), isKept: true)
            let prepared = try bench.prepare(
                Self.runbook(
                    "```bash\n# one\necho one; while [ ! -e go ]; do sleep .05; done\n# two\necho two\n```"
                ))
            bench.executor.start(prepared)
            _ = await eventually { bench.witness.output(prepared.run) == ["one"] }
            Self.die()
        }
        let bench = try Bench(at: Self.folder("between", of: getpid()))
        let (step, run) = try Self.found(in: bench)
        try Data().write(to: URL(fileURLWithPath: bench.work + "/go"))
        bench.executor.attach(step: step, run: run)
        #expect(
            await eventually {
                bench.witness.end(run)
                    == .unknown("the console ended before command 2 was started")
            })
        #expect(bench.witness.output(run) == ["one"])
    }

    @Test func killedConsoleInTheForegroundLeavesAnUnknownEnd() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            let bench = try Bench(at: Self.folder("tty", of: getppid()), isKept: true)
            let prepared = try bench.prepare(
                Self.runbook("```bash {tty}\ntouch on; sleep 600\n```"))
            let order = try #require(prepared.foreground)
            try TestTerminal.become()
            let marker = bench.work + "/on"
            Thread.detachNewThread {
                while access(marker, F_OK) != 0 { usleep(10_000) }
                Self.die()
            }
            _ = ForegroundRun.run(order)
        }
        let bench = try Bench(at: Self.folder("tty", of: getpid()))
        let (step, run) = try Self.found(in: bench)
        bench.executor.attach(step: step, run: run)
        #expect(await eventually { bench.witness.end(run) != nil })
        guard case .unknown(let reason)? = bench.witness.end(run) else {
            Issue.record("\(String(describing: bench.witness.end(run)))")
            return
        }
        #expect(reason.string.contains("killed"))
    }

    @Test func foregroundCommandsLeaveFolderAndVariables() async throws {
        await #expect(processExitsWith: .success) {
            let bench = try Bench(at: Self.folder("carry", of: getppid()), isKept: true)
            let prepared = try bench.prepare(
                Self.runbook(
                    "```bash {tty}\nmkdir deep; cd deep; export A=1\n```\n\n```bash {cwd=/}\nexport B=2\n```"
                ))
            try TestTerminal.become()
            let order = try #require(prepared.foreground)
            #expect(ForegroundRun.run(order).end == .exited(0))
        }
        let bench = try Bench(at: Self.folder("carry", of: getpid()))
        let runbook = try Self.runbook(
            "```bash\ntrue\n```", "```bash\nbasename $PWD; echo $A $B\n```")
        let (run, end) = try await bench.run(
            runbook, 2, environment: ["A": "wrong", "B": "wrong"])
        #expect(end == .exited(0))
        #expect(bench.witness.output(run) == ["deep", "1 2"])
        let first = try #require(
            FileManager.default.contentsOfDirectory(atPath: bench.output).first {
                $0.hasPrefix("1.1")
            })
        bench.executor.attach(step: runbook.plan.steps[0].id, run: RunID(first))
        #expect(await eventually { bench.witness.end(RunID(first)) == .exited(0) })
    }
}
