import Conditions
import IncidentModel
import SafeText

/// Puts numbers, dangers, placeholders and gates to what was read.
struct PlanBuilder {
    private let id: RunbookID
    private let classifier = DangerClassifier.shared
    /// Variables that have a value when the next command runs.
    private var defined: Set<String>
    /// Those of them that earlier commands set.
    private var assignedBefore: Set<String> = []
    private var previousBudget: TimeBudget?
    private var keys = StepKeys()
    private(set) var variables: VariableTable
    private(set) var sources: [RunbookLinks.Source] = []
    private(set) var commands: [CommandID: Runbook.Command] = [:]
    private(set) var conditions: [CheckID: Condition] = [:]
    private(set) var files: [FileID: String] = [:]
    private(set) var problems: [RunbookProblem] = []
    /// Numbers of rollback phases that undo the one before them.
    private(set) var undoing: Set<Int> = []

    /// Lines of prose kept for a step.
    private static let proseLimit = 200

    init(id: RunbookID, defined: Set<String>, variables: VariableTable) {
        self.id = id
        self.defined = defined
        self.variables = variables
    }

    /// Phases with something to do; all of them when none has.
    mutating func phases(_ drafts: [PhaseDraft], title: String) -> [PhasePlan] {
        let actionable = drafts.filter(\.isActionable)
        let kept = actionable.isEmpty ? drafts : actionable
        return kept.enumerated().map { phase($1, number: $0 + 1, title: title) }
    }

    /// Variables that some command sets.
    var assigned: Set<String> { commands.values.reduce(into: []) { $0.formUnion($1.assigned) } }

    private mutating func phase(
        _ draft: PhaseDraft, number: Int, title: String
    ) -> PhasePlan {
        let found = TimeBudget.find(in: draft.title)
        let budget = found?.budget.length(after: previousBudget)
        if let found { previousBudget = found.budget }
        if draft.undoesPrevious { undoing.insert(number) }
        let name = found?.title ?? draft.title
        var plan = PhasePlan(
            number: number, title: DisplayText(name.isEmpty ? title : name), line: draft.line,
            budget: budget, isRollback: draft.isRollback)
        for (index, step) in draft.steps.enumerated() {
            let stepID = StepID(runbook: id, phase: number, step: index + 1)
            plan.steps.append(self.step(step, stepID, phase: plan.title))
        }
        return plan
    }

    private mutating func step(_ draft: StepDraft, _ id: StepID, phase: DisplayText) -> StepPlan {
        let bare = TimeBudget.find(in: draft.title)?.title ?? draft.title
        let title = HeadingText.withoutNumber(bare, id.label)
        var plan = StepPlan(
            id: id, title: title.isEmpty ? phase : DisplayText(title), line: draft.line)
        plan.key = keys.key(of: draft)
        plan.prose = draft.prose.prefix(Self.proseLimit).map { DisplayText($0) }
        for (index, command) in draft.commands.enumerated() {
            plan.commands.append(self.command(command, CommandID(step: id, index: index)))
        }
        for (index, check) in draft.checks.enumerated() {
            plan.checks.append(self.check(check, CheckID(step: id, index: index)))
        }
        for (index, file) in draft.files.enumerated() {
            plan.files.append(self.file(file, FileID(step: id, index: index)))
        }
        return plan
    }

    private mutating func check(_ draft: CheckDraft, _ id: CheckID) -> CheckPlan {
        let text = HeadingText.withoutMark(draft.text.line)
        var plan = CheckPlan(
            id: id, text: DisplayText(text), line: draft.line, isTickedInFile: draft.isTicked)
        plan.isOutcome = draft.isOutcome
        plan.command = draft.command.map { CommandID(step: id.step, index: $0) }
        for candidate in draft.text.codes.filter({ $0 != text }) + [text] {
            do {
                let condition = try Condition.parse(candidate)
                conditions[id] = condition
                plan.condition = DisplayText(condition.text)
                break
            } catch {
                // A gate that was meant and is misspelt must not quietly become a thing to tick.
                if Condition.isAttempted(in: candidate) {
                    problems.append(
                        RunbookProblem(
                            .error, line: draft.line, rule: "condition",
                            "not a condition: \(DisplayText(error.description))"))
                }
            }
        }
        return plan
    }
}

extension PlanBuilder {
    private mutating func command(_ draft: CommandDraft, _ id: CommandID) -> CommandPlan {
        let attributes = draft.attributes
        let parsed = ShellScript(Placeholder.masked(draft.script))
        var assessment = classifier.assess(parsed, text: draft.script)
        if draft.language.isEmpty, assessment.danger == .reads {
            assessment = .init(
                danger: .unknown, reason: "the block does not say that it is a command")
        }
        var assigned = attributes.usesShell ? ShellVariables.assigned(in: parsed) : []
        let placeholders = self.placeholders(draft, parsed, assigned: assigned)
        variables.add(placeholders, in: draft.script, line: draft.line)
        if let name = attributes.capture { assigned.insert(name) }
        defined.formUnion(assigned)
        assignedBefore.formUnion(assigned)
        commands[id] = Runbook.Command(
            script: draft.script, language: draft.language, attributes: attributes,
            assigned: assigned, used: Set(ShellVariables.used(in: draft.script)))
        sources.append(
            RunbookLinks.Source(
                command: id, fenceLine: draft.fenceLine, attributes: attributes))
        var plan = CommandPlan(
            id: id, line: draft.line, language: DisplayText(draft.language),
            text: DisplayText.lines(draft.script), danger: assessment.danger,
            dangerReason: DisplayText(assessment.reason),
            placeholders: placeholders.map { DisplayText($0) },
            needsTerminal: attributes.needsTerminal ?? TerminalNeed.isNeeded(by: parsed))
        plan.name = DisplayText(attributes.name ?? "")
        plan.asksAlways = attributes.asksAlways
        plan.isBackground = attributes.isBackground
        plan.isOnRequest = draft.isOnRequest
        plan.isVerification = attributes.isVerification
        plan.problem = attributes.problem.map { DisplayText($0) }
        return plan
    }

    private func placeholders(
        _ draft: CommandDraft, _ parsed: ShellScript, assigned: Set<String>
    ) -> [String] {
        var all = Placeholder.all(in: draft.script, script: parsed, defined: defined)
        let asks = draft.attributes.asksForVariables
        if !asks || !draft.attributes.usesShell { all.removeAll { $0.hasPrefix("${") } }
        guard asks else { return all }
        // What the file declares is asked for also when this program's environment has it: its pattern
        // would be passed by otherwise.
        for name in variables.mentioned(in: draft.script)
        where !assignedBefore.contains(name) && !assigned.contains(name) {
            if !all.contains("${\(name)}") { all.append("${\(name)}") }
        }
        return all
    }

    private mutating func file(_ draft: FileDraft, _ id: FileID) -> FilePlan {
        // Variables of a file's own language are not ours to fill, nor are the tags of a document.
        let hasTags = ["html", "xml", "svg"].contains(draft.language)
        let found = Placeholder.all(in: draft.text, script: ShellScript(""), defined: []).filter {
            !$0.hasPrefix("${") && !(hasTags && $0.hasPrefix("<"))
        }
        variables.add(found, in: draft.text, line: draft.line + 1)
        files[id] = draft.text
        return FilePlan(
            id: id, line: draft.line, path: DisplayText(draft.path),
            language: DisplayText(draft.language), text: DisplayText.lines(draft.text),
            placeholders: found.map { DisplayText($0) })
    }
}
