import Foundation
import IncidentModel
import Processes
import Runbooks
import SafeText
import Testing

/// Steps that take the terminal: what is ordered, and what is on disk of them.
@Suite struct ForegroundStepTests {
    private func runbook(_ text: String) throws -> Runbook {
        try RunbookLoader.parse(text: text, path: "test.md")
    }

    @Test func orderHoldsTextsFolderAndValues() throws {
        let bench = try Bench()
        let runbook = try runbook(
            "## A\n```bash {tty}\nssh <host>\n```\n\n```bash {exit=3 cwd=sub}\nls\n```\n")
        let prepared = try bench.prepare(
            runbook, environment: ["A": "1"], values: ["<host>": "db; id"])
        #expect(prepared.preview.needsTerminal)
        #expect(!prepared.preview.runsUnasked)
        let order = try #require(prepared.foreground)
        #expect(order.run == prepared.run.name)
        #expect(order.commands.map(\.script) == ["ssh \"${HOST}\"", "ls"])
        #expect(order.commands.map(\.expectedStatuses) == [[0], [3]])
        #expect(order.commands.map(\.workingDirectory) == [nil, bench.work + "/sub"])
        #expect(order.workingDirectory == bench.work)
        #expect(order.environment.set["HOST"] == "db; id")
        #expect(order.environment.set["A"] == "1")
    }

    @Test func stepWithoutATerminalHasNoOrder() throws {
        let bench = try Bench()
        #expect(try bench.prepare(runbook("## A\n```bash\nls\n```\n")).foreground == nil)
    }

    @Test(arguments: ["capture=A", "expect=\"x\"", "background"])
    func whatNeedsTheOutputIsRefused(_ attribute: String) throws {
        let bench = try Bench()
        let text = "## A\n```bash {tty}\nls\n```\n\n```bash {\(attribute)}\nls\n```\n"
        let refusal = #expect(throws: StepRefusal.self) { try bench.prepare(runbook(text)) }
        #expect(refusal?.description.contains("takes the terminal") == true)
    }

    @Test func orderThatNeverRanIsUnknown() async throws {
        let bench = try Bench()
        let prepared = try bench.prepare(runbook("## A\n```bash {tty}\nls\n```\n"))
        #expect(prepared.foreground != nil)
        bench.executor.attach(step: prepared.step, run: prepared.run)
        #expect(
            await eventually {
                bench.witness.end(prepared.run) == .unknown("nothing is on disk about this run")
            })
    }
}
