import Conditions
import IncidentModel
import SafeText

/// Puts numbers, dangers, placeholders and gates to what was read.
struct PlanBuilder {
    private let id: RunbookID
    private let classifier = DangerClassifier.shared
    private var defined: Set<String>
    private var previousBudget: TimeBudget?
    private(set) var commands: [CommandID: Runbook.Command] = [:]
    private(set) var conditions: [CheckID: Condition] = [:]
    private(set) var problems: [RunbookProblem] = []

    /// Lines of prose kept for a step.
    private static let proseLimit = 200

    init(id: RunbookID, defined: Set<String>) {
        self.id = id
        self.defined = defined
    }

    /// Phases with something to do; all of them when none has.
    mutating func phases(_ drafts: [PhaseDraft], title: String) -> [PhasePlan] {
        let actionable = drafts.filter(\.isActionable)
        let kept = actionable.isEmpty ? drafts : actionable
        return kept.enumerated().map { phase($1, number: $0 + 1, title: title) }
    }

    private mutating func phase(
        _ draft: PhaseDraft, number: Int, title: String
    ) -> PhasePlan {
        let found = TimeBudget.find(in: draft.title)
        let budget = found?.budget.length(after: previousBudget)
        if let found { previousBudget = found.budget }
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
        plan.prose = draft.prose.prefix(Self.proseLimit).map { DisplayText($0) }
        for (index, command) in draft.commands.enumerated() {
            plan.commands.append(self.command(command, CommandID(step: id, index: index)))
        }
        for (index, check) in draft.checks.enumerated() {
            plan.checks.append(self.check(check, CheckID(step: id, index: index)))
        }
        return plan
    }

    private mutating func command(_ draft: CommandDraft, _ id: CommandID) -> CommandPlan {
        let parsed = ShellScript(Placeholder.masked(draft.script))
        var assessment = classifier.assess(parsed, text: draft.script)
        if draft.language.isEmpty, assessment.danger == .reads {
            assessment = .init(
                danger: .unknown, reason: "the block does not say that it is a command")
        }
        let placeholders = Placeholder.all(
            in: draft.script, script: parsed, defined: defined)
        let assigned = ShellVariables.assigned(in: parsed)
        defined.formUnion(assigned)
        commands[id] = Runbook.Command(
            script: draft.script, language: draft.language, attributes: draft.attributes,
            assigned: assigned, used: Set(ShellVariables.used(in: draft.script)))
        var plan = CommandPlan(
            id: id, line: draft.line, language: DisplayText(draft.language),
            text: DisplayText.lines(draft.script), danger: assessment.danger,
            dangerReason: DisplayText(assessment.reason),
            placeholders: placeholders.map { DisplayText($0) },
            needsTerminal: draft.attributes.needsTerminal ?? TerminalNeed.isNeeded(by: parsed))
        plan.name = DisplayText(draft.attributes.name ?? "")
        plan.isOnRequest = draft.language.isEmpty || draft.attributes.isExcluded
        return plan
    }

    private mutating func check(_ draft: CheckDraft, _ id: CheckID) -> CheckPlan {
        let text = HeadingText.withoutMark(draft.text.line)
        var plan = CheckPlan(
            id: id, text: DisplayText(text), line: draft.line, isTickedInFile: draft.isTicked)
        plan.isOutcome = draft.isOutcome
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
