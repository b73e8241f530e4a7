import IncidentModel
import SafeText
import Testing

@Suite struct RunbookPlanTests {
    private let runbook = RunbookID("r")

    private func step(_ phase: Int, _ number: Int, _ dangers: [Danger] = []) -> StepPlan {
        let id = StepID(runbook: runbook, phase: phase, step: number)
        let commands = dangers.enumerated().map { index, danger in
            CommandPlan(
                id: CommandID(step: id, index: index), line: 1, language: "bash", text: ["x"],
                danger: danger)
        }
        return StepPlan(id: id, title: "t", line: 1, commands: commands)
    }

    @Test func stepIsAsDangerousAsItsWorstCommand() {
        #expect(step(1, 1).danger == nil)
        #expect(step(1, 1, [.reads, .unknown]).danger == .unknown)
        #expect(step(1, 1, [.destroys, .reads, .changes]).danger == .destroys)
    }

    @Test func unknownIsNeverTreatedAsHarmless() {
        #expect(Danger.reads < .unknown)
        #expect(Danger.unknown < .changes)
        #expect(Danger.changes < .destroys)
    }

    @Test func stepsOfAllPhasesComeInFileOrder() {
        let phases = [
            PhasePlan(number: 1, title: "a", line: 1, steps: [step(1, 1), step(1, 2)]),
            PhasePlan(number: 2, title: "b", line: 2),
            PhasePlan(number: 3, title: "c", line: 3, steps: [step(3, 1)]),
        ]
        let plan = RunbookPlan(
            id: runbook, title: "t", path: "p", contentHash: "", phases: phases)
        #expect(plan.steps.map(\.id.label) == ["1.1", "1.2", "3.1"])
    }
}
