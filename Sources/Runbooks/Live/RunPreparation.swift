import Foundation
import IncidentModel
import Processes
import SafeText

/// Checks commands and fills in their values before they run; nothing starts, nothing is written.
struct RunPreparation {
    let runbook: Runbook
    /// Variables that the commands see beside this program's own.
    let environment: [String: String]
    /// What people filled in, by how the runbook writes it, secrets included.
    let values: [DisplayText: String]
    /// What earlier runs left.
    let carried: CarriedState
    /// Secrets that were filled in before.
    var secrets: Set<String> = []
    /// What this program sees.
    var own = ProcessInfo.processInfo.environment

    /// Commands that may run, with what they see.
    struct Outcome {
        var commands: [PreparedRun.Command]
        /// The given variables with the filled-in values.
        var environment: [String: String]
        /// Values that nothing may show.
        var secrets: [String]
        /// The values that the commands use, for who agrees to them.
        var shown: [RunPreview.Value]
    }

    /// Puts commands together.
    ///
    /// - Throws: `StepRefusal`, which names what is missing, or what a person has to correct.
    func prepare(_ plans: [CommandPlan]) throws(StepRefusal) -> Outcome {
        for plan in plans { try refuse(plan) }
        let taken = try takeValues(for: plans)
        let known = KnownValues(
            taken, carried: carried.values,
            secrets: secrets.union(taken.filter(\.isSecret).map(\.value)))
        let takesTerminal = plans.contains(where: \.needsTerminal)
        var commands: [PreparedRun.Command] = []
        for plan in plans {
            let command = PreparedRun.Command(
                plan, of: runbook, script: try filled(plan), values: known)
            if takesTerminal { try refuseUnseen(command) }
            commands.append(command)
        }
        let filledIn = Dictionary(taken.map { ($0.name, $0.value) }) { first, _ in first }
        return Outcome(
            commands: commands, environment: environment.merging(filledIn) { $1 },
            secrets: taken.filter(\.isSecret).map(\.value),
            shown: known.shown(for: plans.compactMap { runbook.script(for: $0.id) }))
    }

    private func refuse(_ plan: CommandPlan) throws(StepRefusal) {
        if let problem = plan.problem {
            let line = "line \(plan.line) cannot run until the file is corrected"
            throw StepRefusal("\(line): \(problem.string)")
        }
        let used = ShellVariables.used(in: runbook.script(for: plan.id) ?? "")
        if let lost = used.first(where: carried.lost.contains) {
            throw StepRefusal(
                "line \(plan.line) needs \(lost), which an earlier console made of a secret: run the step that sets it again"
            )
        }
        let attributes = runbook.attributes(for: plan.id)
        guard attributes.isBackground else { return }
        let excluded = attributes.capture != nil ? "capture" : attributes.retries > 0 ? "retry" : ""
        if !excluded.isEmpty {
            throw StepRefusal(
                "line \(plan.line): \(excluded) and background exclude each other, leave one out")
        }
    }

    /// A command that has the terminal writes to nobody else.
    private func refuseUnseen(_ command: PreparedRun.Command) throws(StepRefusal) {
        let rule = command.rule
        let found =
            rule.capture != nil
            ? "capture"
            : rule.expectedOutput != nil ? "expect" : rule.isBackground ? "background" : nil
        guard let found else { return }
        throw StepRefusal(
            "line \(command.line): \(found) is not possible in a step that takes the terminal")
    }

    private func filled(_ plan: CommandPlan) throws(StepRefusal) -> String {
        let script = runbook.script(for: plan.id) ?? ""
        let needed = Set(plan.placeholders)
        let names = Dictionary(
            runbook.plan.variables.filter { needed.contains($0.written) }
                .map { ($0.written.string, $0.name) }
        ) { first, _ in first }
        let marks = names.filter { !$0.key.hasPrefix("${") }
        let attributes = runbook.attributes(for: plan.id)
        guard attributes.usesShell else {
            guard let mark = marks.first(where: { script.contains($0.key) }) else { return script }
            let program = attributes.interpreter ?? "another program"
            throw StepRefusal(
                "line \(plan.line): \(mark.key) stands in a text for \(program), which shall read the environment variable \(mark.value) instead"
            )
        }
        do {
            return try PlaceholderFilling.filled(script, names: marks)
        } catch {
            throw StepRefusal("line \(plan.line): \(error.sentence)")
        }
    }
}

extension RunPreparation {
    /// The values of what commands leave open, each once.
    private func takeValues(
        for plans: [CommandPlan]
    ) throws(StepRefusal) -> [KnownValues.Value] {
        var taken: [KnownValues.Value] = []
        var missing: [RunbookVariable] = []
        var firstLine: Int?
        var seen: Set<DisplayText> = []
        for plan in plans {
            for written in plan.placeholders where seen.insert(written).inserted {
                guard let variable = variable(written) else {
                    throw StepRefusal("line \(plan.line) needs a value for \(written)")
                }
                if let value = values[written] {
                    taken.append(
                        KnownValues.Value(
                            name: variable.name, value: value, written: written.string,
                            isSecret: isSecret(variable, value)))
                } else if !isThere(variable) {
                    missing.append(variable)
                    firstLine = firstLine ?? plan.line
                }
            }
        }
        if let first = missing.first, let firstLine {
            throw StepRefusal(
                "line \(firstLine) needs a value for \(first.written)", missing: missing)
        }
        return taken
    }

    private func variable(_ written: DisplayText) -> RunbookVariable? {
        runbook.plan.variables.first { $0.written == written }
    }

    private func isSecret(_ variable: RunbookVariable, _ value: String) -> Bool {
        variable.isSecret || Redactor.standard.redact(value) != value
            || !Redactor.secretValues(of: [variable.name: value]).isEmpty
    }

    /// True for a variable that has a value without anybody giving one.
    ///
    /// One that the file declares is asked for even when this program's environment has it: its pattern
    /// would be passed by otherwise.
    private func isThere(_ variable: RunbookVariable) -> Bool {
        guard variable.written.string.hasPrefix("${") else { return false }
        if carried.values[variable.name] != nil { return true }
        let isDeclared =
            !variable.prompt.isEmpty || variable.proposal != nil || variable.pattern != nil
        return !isDeclared && (environment[variable.name] ?? own[variable.name]) != nil
    }
}
