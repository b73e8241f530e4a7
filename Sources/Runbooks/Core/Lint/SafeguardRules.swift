import IncidentModel
import SafeText

/// A change wants something that tells whether it worked, and something that undoes it.
enum SafeguardRules {
    /// Phases that change something and hold nothing that verifies it.
    static func gates(_ linted: LintedRunbook) -> [RunbookProblem] {
        let phases = linted.plan.phases.filter { !$0.isRollback }
        return phases.enumerated().compactMap { index, phase in
            guard let step = phase.steps.first(where: changes), !verifies(phase) else { return nil }
            // A phase of its own for verifying is as good.
            let next = phases.dropFirst(index + 1).first
            if let next, verifies(next), !next.steps.contains(where: changes) { return nil }
            return warning(
                step, "change-without-gate",
                "step \(step.id.label) changes something, and nothing here tells whether it worked",
                advice: "add a check below a line “Expected:”, or {verify} to a block that looks")
        }
    }

    /// Phases that change something and that nothing undoes.
    static func rollbacks(_ linted: LintedRunbook) -> [RunbookProblem] {
        let phases = linted.plan.phases
        let tied = Set(phases.compactMap(\.undoneBy))
        // A rollback that belongs to no phase in particular is one for all.
        if phases.contains(where: { $0.isRollback && !tied.contains($0.number) }) { return [] }
        return phases.compactMap { phase in
            guard !phase.isRollback, phase.undoneBy == nil else { return nil }
            let left = phase.steps.filter { changes($0) && $0.undoneBy == nil }
            guard let step = left.first else { return nil }
            return warning(
                step, "change-without-rollback",
                "step \(step.id.label) changes something, and nothing undoes it",
                advice: "add a section “Rollback”, or {rollback=NAME} to the fence")
        }
    }

    private static func warning(
        _ step: StepPlan, _ rule: String, _ text: String, advice: String
    ) -> RunbookProblem {
        let first = step.commands.first { $0.danger >= .changes }
        return RunbookProblem(
            .warning, line: first?.line ?? step.line, rule: rule, DisplayText(text),
            advice: DisplayText(advice))
    }

    /// Blocks without a language may be anything; they say nothing of the step.
    private static func changes(_ step: StepPlan) -> Bool {
        step.runnableCommands.contains { $0.danger >= .changes && !$0.isOnRequest }
    }

    private static func verifies(_ phase: PhasePlan) -> Bool {
        phase.steps.contains { step in
            step.checks.contains { $0.isGate || $0.isOutcome }
                || step.commands.contains(where: \.isVerification)
        }
    }
}
