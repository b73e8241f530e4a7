public import Conditions
public import SafeText

/// One entry of `exit_criteria:`, in `quell.yaml` or in a runbook's front matter.
public struct ExitCriterionDefinition: Hashable, Sendable {
    /// Who judges it.
    public enum Judge: Hashable, Sendable {
        /// A condition on the live panes.
        case condition(Condition)
        /// A command that has to exit with 0.
        case command(String)
        /// A person's word.
        case person
    }

    /// The criterion as it was written.
    public var text: DisplayText
    /// Who judges it.
    public var judge: Judge

    /// Makes a criterion.
    public init(text: DisplayText, judge: Judge) {
        self.text = text
        self.judge = judge
    }
}
