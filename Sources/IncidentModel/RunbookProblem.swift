public import SafeText

/// Something in a runbook that a careful colleague would name.
public struct RunbookProblem: Hashable, Sendable {
    /// How much it matters.
    public enum Grade: String, Hashable, Comparable, Sendable {
        /// It works, but may mislead or fail.
        case warning
        /// Something of the file cannot be used as it is.
        case error

        /// Warnings come first.
        public static func < (left: Grade, right: Grade) -> Bool {
            left == .warning && right == .error
        }
    }

    /// How much it matters.
    public var grade: Grade
    /// The line of the file, from 1.
    public var line: Int
    /// The rule's short name, such as `curl-without-fail`; it never changes meaning.
    public var rule: String
    /// What was found.
    public var text: DisplayText
    /// The way out; empty when the text says it.
    public var advice: DisplayText

    /// Makes a problem.
    public init(
        _ grade: Grade, line: Int, rule: String, _ text: DisplayText, advice: DisplayText = .empty
    ) {
        self.grade = grade
        self.line = line
        self.rule = rule
        self.text = text
        self.advice = advice
    }
}
