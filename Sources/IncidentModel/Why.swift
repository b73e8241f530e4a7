public import SafeText

/// One question of the five whys with its answer.
public struct Why: Hashable, Sendable, Codable {
    /// Its place in the chain, from 1.
    public var number: Int
    /// The question.
    public var question: DisplayText
    /// The answer; empty while nobody knows.
    public var answer: DisplayText
    /// What supports the answer.
    public var evidence: [PickedEvidence]
    /// True when the answer is the root cause.
    public var isRootCause: Bool

    /// Makes a question.
    public init(
        number: Int, question: DisplayText, answer: DisplayText = .empty,
        evidence: [PickedEvidence] = [],
        isRootCause: Bool = false
    ) {
        self.number = number
        self.question = question
        self.answer = answer
        self.evidence = evidence
        self.isRootCause = isRootCause
    }
}

/// An idea of what the cause may be.
public struct Hypothesis: Hashable, Sendable, Codable {
    /// Where an idea stands.
    public enum Standing: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is being looked at.
        case open
        /// It was right.
        case confirmed
        /// It was wrong.
        case discarded
    }

    /// Its number, from 1.
    public var number: Int
    /// The idea.
    public var text: DisplayText
    /// Where it stands.
    public var standing: Standing
    /// What was tried, and why it stands so.
    public var reason: DisplayText
    /// What supports that.
    public var evidence: [PickedEvidence]

    /// Makes a hypothesis.
    public init(
        number: Int, text: DisplayText, standing: Standing = .open, reason: DisplayText = .empty,
        evidence: [PickedEvidence] = []
    ) {
        self.number = number
        self.text = text
        self.standing = standing
        self.reason = reason
        self.evidence = evidence
    }
}
