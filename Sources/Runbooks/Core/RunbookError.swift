public import SafeText

/// Why a runbook cannot be loaded: it cannot be read, or is too large.
///
/// What is wrong in its text is a `RunbookProblem` of its plan.
public struct RunbookError: Error, Hashable, Sendable {
    /// The file.
    public let path: DisplayText
    /// What is wrong and what was expected.
    public let reason: DisplayText

    init(path: String, reason: String) {
        self.path = DisplayText(path)
        self.reason = DisplayText(reason)
    }
}

extension RunbookError: CustomStringConvertible {
    /// One sentence for a person: `runbook.md: cannot be read: …`.
    public var description: String { "\(path): \(reason)" }
}
