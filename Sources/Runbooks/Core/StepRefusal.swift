public import SafeText

/// Why a step is not run, in one sentence with the way out.
public struct StepRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let reason: DisplayText

    init(_ reason: String) {
        self.reason = DisplayText(reason)
    }

    /// The sentence.
    public var description: String { reason.string }
}
