public import IncidentModel

/// Finds the runbooks that fit what is seen.
public struct RunbookSuggester: Sendable {
    /// A runbook that may be suggested.
    public struct Candidate: Hashable, Sendable {
        /// What to load it by: a path, or a name on the shelf.
        public var reference: String
        /// Its plan, loaded or only read.
        public var plan: RunbookPlan
        /// True when it is loaded already.
        public var isLoaded: Bool

        /// Makes a candidate.
        public init(reference: String, plan: RunbookPlan, isLoaded: Bool) {
            self.reference = reference
            self.plan = plan
            self.isLoaded = isLoaded
        }
    }

    private init() {}

    /// The candidates with a trigger that holds, the best reason first.
    public static func suggestions(
        among candidates: [Candidate], snapshot: ModelSnapshot
    ) -> [RunbookSuggestion] { [] }
}
