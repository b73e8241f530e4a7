import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// What the room answers.
extension Fixture {
    /// The preview of a step as the room would make it from the plan.
    static func preview(
        _ step: StepID, run: String = "run-8", folder: DisplayText = "/srv/staging",
        needsTerminal: Bool = false, asksAlways: Bool = false
    ) -> RunPreview {
        let plan = runbook.step(step)
        let commands = (plan?.runnableCommands ?? []).map {
            RunPreview.Command(
                line: $0.line, text: $0.text, danger: $0.danger, dangerReason: $0.dangerReason)
        }
        let wanted = (plan?.runnableCommands ?? []).flatMap(\.placeholders)
        return RunPreview(
            run: RunID(run), step: step, title: plan?.title ?? .empty, commands: commands,
            values: wanted.map { RunPreview.Value(name: $0, text: "10.20.0.7") },
            folder: folder, needsTerminal: needsTerminal, asksAlways: asksAlways)
    }

    static let host = RunbookVariable(
        written: "<redis-host>", name: "REDIS_HOST", prompt: "Which Redis?",
        proposal: "10.20.0.7", pattern: "[0-9.]+", line: 50)
    static let token = RunbookVariable(
        written: "<token>", name: "TOKEN", prompt: "The deploy token", isSecret: true, line: 52)

    static let fileID = FileID(step: stepID(1, 1), index: 0)

    static let filePreview = FilePreview(
        file: fileID, path: "/srv/staging/.dockerignore",
        changes: ["@@ -1,3 +1,2 @@", " node_modules", "-app/services/monitoring", "+*.log"],
        replaces: true, hash: "abc")

    /// The runbook with values, a file and a gate that a command judges.
    static var richRunbook: RunbookPlan {
        var plan = runbook
        plan.variables = [host, token]
        let step = stepID(1, 1)
        plan.phases[0].steps[0].files = [
            FilePlan(
                id: fileID, line: 14, path: ".dockerignore", language: "text",
                text: ["node_modules", "*.log"], placeholders: [])
        ]
        var gate = CheckPlan(
            id: CheckID(step: step, index: 0), text: "The folder is no longer ignored", line: 16)
        gate.command = CommandID(step: step, index: 1)
        var judge = command(step, ["! grep -q monitoring .dockerignore"], .reads, "grep only reads")
        judge.id = CommandID(step: step, index: 1)
        judge.isVerification = true
        plan.phases[0].steps[0].commands.append(judge)
        plan.phases[0].steps[0].checks = [gate]
        plan.phases[0].undoneBy = 3
        return plan
    }

    /// The outage with that runbook.
    static func rich(_ size: Size = Size(columns: 140, rows: 42), setup: ConsoleSetup = setup)
        -> ConsoleState
    {
        var state = outage(setup, size: size)
        state.tell(.runbooksLoaded([richRunbook]), .trusted([runbookID]))
        state.type("3g")
        return state
    }

    static func flow(
        _ standing: RunbookFlow.Standing, _ direction: RunbookFlow.Direction = .forward
    ) -> ConsoleMessage {
        .flowChanged(RunbookFlow(runbook: runbookID, direction: direction, standing: standing))
    }

    static func event(_ sequence: Int, _ body: EventBody) -> ConsoleMessage {
        .recorded([
            JournalEvent(
                sequence: sequence, at: now, monotonic: Int64(sequence), actor: "nora@laptop",
                body: body)
        ])
    }
}

extension ConsoleState {
    /// Presses the key that runs, and lets the room answer; what is asked for after that is given back.
    @discardableResult
    mutating func ask(_ preview: RunPreview) -> [ConsoleEffect] {
        type("r") == [.prepareStep(preview.step)] ? tell(.runPrepared(preview)) : []
    }
}
