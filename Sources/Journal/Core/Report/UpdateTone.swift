public import SafeText

/// In which words an audience is told.
public enum UpdateTone: String, Hashable, Sendable, CaseIterable {
    /// For people who repair: causes, clusters, steps.
    case technical
    /// For people who are hurt by it: impact first, no templates, no commands.
    case plain

    private static let plainWords = [
        "business", "customer", "client", "support", "manage", "executive", "exec", "leader",
        "stakeholder", "public", "sales", "legal", "press", "user", "partner", "status",
    ]

    /// Chooses by the audience's name: plain when it names people who do not repair, such as `business` or
    /// `customer support`, else technical.
    public init(for audience: DisplayText) {
        let name = audience.string.lowercased()
        self = Self.plainWords.contains { name.contains($0) } ? .plain : .technical
    }
}
