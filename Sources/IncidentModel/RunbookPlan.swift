public import SafeText

/// A runbook as loaded from its file.
public struct RunbookPlan: Hashable, Sendable {
    /// The runbook.
    public var id: RunbookID
    /// The document's title.
    public var title: DisplayText
    /// Where it was read from.
    public var path: DisplayText
    /// SHA-256 of the file's bytes in lower-case hexadecimal.
    public var contentHash: String
    /// The phases in order.
    public var phases: [PhasePlan]
    /// Values that people fill in, declared by the file or found in its commands.
    public var variables: [RunbookVariable] = []
    /// When the runbook is suggested; one that holds is enough.
    public var triggers: [RunbookTrigger] = []
    /// What is wrong or odd in the file, in the order of lines.
    public var problems: [RunbookProblem]

    /// Makes a runbook.
    public init(
        id: RunbookID, title: DisplayText, path: DisplayText, contentHash: String,
        phases: [PhasePlan] = [], problems: [RunbookProblem] = []
    ) {
        self.id = id
        self.title = title
        self.path = path
        self.contentHash = contentHash
        self.phases = phases
        self.problems = problems
    }

    /// All steps in file order.
    public var steps: [StepPlan] { phases.flatMap(\.steps) }

    /// A step by its number; nil when the file has none such.
    public func step(_ id: StepID) -> StepPlan? {
        phases.first { $0.number == id.phase }?.steps.first { $0.id == id }
    }
}
