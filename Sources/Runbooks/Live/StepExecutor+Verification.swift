import Foundation
public import IncidentModel
import Processes
public import SafeText

extension StepExecutor {
    /// The command that verifies a check, put together like a run of its step.
    ///
    /// Folder and variables are those that the step's own run left when it ran, else those that the last
    /// step before it left.
    ///
    /// - Parameters:
    ///   - check: The check.
    ///   - runbook: The runbook it belongs to.
    ///   - environment: Variables that the command sees beside this program's own.
    ///   - workingDirectory: Where it starts when no step carried a folder over.
    ///   - values: What people filled in, by how the runbook writes it, secrets included.
    /// - Returns: What `GateRunner` judges the check by; it is not to be started as a run.
    /// - Throws: `StepRefusal`: no command, a mistake in the file, a value to fill in, a terminal wanted.
    public func prepareVerification(
        of check: CheckID, in runbook: Runbook, environment: [String: String],
        workingDirectory: String, values: [DisplayText: String] = [:]
    ) throws(StepRefusal) -> PreparedRun {
        let step = runbook.step(check.step)
        let id = step?.checks.first { $0.id == check }?.command
        guard let step, let plan = step.commands.first(where: { $0.id == id }) else {
            throw StepRefusal("no command verifies this check of step \(check.step.label)")
        }
        if plan.needsTerminal {
            throw StepRefusal(
                "what verifies step \(step.id.label) wants a terminal; run it elsewhere and tick the check"
            )
        }
        var prepared = try prepare(
            [plan], of: step, in: runbook, environment: environment,
            workingDirectory: workingDirectory, values: values)
        prepared.verification = prepared.verification(
            pause: runbook.attributes(for: plan.id).pause,
            own: ProcessInfo.processInfo.environment)
        return prepared
    }

    /// The folder in which a run of a step would begin now.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - folder: Where it begins when no earlier step carried a folder over.
    /// - Returns: An absolute path if the one given is.
    public func folder(before step: StepID, startingIn folder: String) -> String {
        carriedState(before: step).state.folder(for: nil, in: folder)
    }
}

extension PreparedRun {
    fileprivate func verification(pause: Duration?, own: [String: String]) -> Verification? {
        guard let command = commands.first else { return nil }
        let given = carried.environment(
            adding: environment, exported: command.exported, own: own)
        let (executable, arguments) = command.interpreter.command(script: command.script)
        let hidden = secrets + Redactor.secretValues(of: given.resolved(own: own))
        return Verification(
            command: ProcessCommand(
                executable: executable, arguments: arguments, environment: given,
                workingDirectory: carried.folder(for: command.folder, in: workingDirectory)),
            timeout: command.timeout ?? CommandAttributes.defaultTimeout, pause: pause,
            expectedStatuses: Set(command.rule.expectedStatuses),
            expectedOutput: command.rule.expectedOutput,
            redactor: Redactor(secretValues: hidden))
    }
}
