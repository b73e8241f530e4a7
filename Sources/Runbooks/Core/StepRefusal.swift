public import IncidentModel
public import SafeText

/// Why a step is not run, in one sentence with the way out.
public struct StepRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public let reason: DisplayText
    /// Values that would make it run; empty when values are not what it lacks.
    public let missing: [RunbookVariable]

    init(_ reason: String, missing: [RunbookVariable] = []) {
        self.reason = DisplayText(reason)
        self.missing = missing
    }

    /// The sentence.
    public var description: String { reason.string }
}
