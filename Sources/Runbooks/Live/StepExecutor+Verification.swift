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
        if let problem = plan.problem {
            throw StepRefusal(
                "line \(plan.line) cannot run until the file is corrected: \(problem)")
        }
        if plan.needsTerminal {
            throw StepRefusal(
                "what verifies step \(step.id.label) wants a terminal; run it elsewhere and tick the check"
            )
        }
        let carried = carriedState(after: step.id)
        let own = ProcessInfo.processInfo.environment
        let filled = try FilledValues(
            of: plan.placeholders, in: runbook.plan, values: values,
            isDefined: {
                environment[$0] != nil || own[$0] != nil || carried.defines($0)
            }, line: plan.line)
        var command = PreparedRun.Command(plan, of: runbook)
        let attributes = runbook.attributes(for: plan.id)
        command.script = try filled.script(
            command.script, isForShell: attributes.usesShell, line: plan.line)
        let variables = environment.merging(filled.variables) { $1 }
        var prepared = PreparedRun(
            run: runID(step.id), step: step.id, title: step.title,
            command: DisplayText(command.script), commands: [command], environment: variables,
            workingDirectory: workingDirectory, carried: carried)
        prepared.verification = prepared.verification(
            by: command, attributes, secrets: filled.secrets, own: own)
        return prepared
    }

    /// The folder in which a run of a step would begin now.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - folder: Where it begins when no earlier step carried a folder over.
    /// - Returns: An absolute path if the one given is.
    public func folder(before step: StepID, startingIn folder: String) -> String {
        carriedState(before: step).folder(startingIn: folder)
    }
}

extension PreparedRun {
    fileprivate func verification(
        by command: Command, _ attributes: CommandAttributes, secrets: [String],
        own: [String: String]
    ) -> Verification {
        let given = carried.environment(
            adding: environment, exported: command.exported, own: own)
        let (executable, arguments) = command.interpreter.command(script: command.script)
        let hidden = secrets + Redactor.secretValues(of: given.resolved(own: own))
        return Verification(
            command: ProcessCommand(
                executable: executable, arguments: arguments, environment: given,
                workingDirectory: folder(of: command)),
            timeout: command.timeout ?? CommandAttributes.defaultTimeout, pause: attributes.pause,
            expectedStatuses: command.expectedStatuses, expectedOutput: attributes.expectedOutput,
            redactor: Redactor(secretValues: hidden))
    }

    private func folder(of command: Command) -> String {
        guard let own = command.folder else { return carried.folder(startingIn: workingDirectory) }
        return own.hasPrefix("/") ? own : workingDirectory + "/" + own
    }
}

extension CarriedState {
    /// The folder that was carried over while it is still there, else the one given.
    fileprivate func folder(startingIn first: String) -> String {
        var isFolder: ObjCBool = false
        guard let last = workingDirectory,
            FileManager.default.fileExists(atPath: last, isDirectory: &isFolder), isFolder.boolValue
        else { return first }
        return last
    }
}
