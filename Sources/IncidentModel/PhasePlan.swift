public import SafeText

/// One phase: steps and a time budget.
public struct PhasePlan: Hashable, Sendable {
    /// The phase's number, from 1.
    public var number: Int
    /// The heading without its budget.
    public var title: DisplayText
    /// The line of the file, from 1.
    public var line: Int
    /// How long it may take; nil when the file does not say.
    public var budget: Duration?
    /// True for steps that undo; never part of running straight through.
    public var isRollback: Bool
    /// The steps in order.
    public var steps: [StepPlan]
    /// The number of the phase that undoes it; nil when there is none.
    public var undoneBy: Int?

    /// Makes a phase.
    public init(
        number: Int, title: DisplayText, line: Int, budget: Duration? = nil,
        isRollback: Bool = false, steps: [StepPlan] = []
    ) {
        self.number = number
        self.title = title
        self.line = line
        self.budget = budget
        self.isRollback = isRollback
        self.steps = steps
    }
}
