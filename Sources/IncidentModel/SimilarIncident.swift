public import SafeText

/// A past incident that is like the present one.
public struct SimilarIncident: Hashable, Sendable, Codable {
    /// The past incident's id.
    public var id: DisplayText
    /// Its title.
    public var title: DisplayText
    /// When it was opened.
    public var openedAt: Timestamp
    /// How alike they are, 0 to 100.
    public var score: Int
    /// What they share, each in a few words, such as `root backend`, `cluster ModuleNotFoundError …`.
    public var shared: [DisplayText]
    /// What solved it: its root cause's repair, the runbook that ran, or how it was resolved; empty when
    /// its record does not say.
    public var solvedBy: DisplayText

    /// Makes a likeness.
    public init(
        id: DisplayText, title: DisplayText, openedAt: Timestamp, score: Int,
        shared: [DisplayText], solvedBy: DisplayText = .empty
    ) {
        self.id = id
        self.title = title
        self.openedAt = openedAt
        self.score = score
        self.shared = shared
        self.solvedBy = solvedBy
    }
}
