import IncidentModel

/// The exit criteria and their newest judgement.
struct CriteriaWatch {
    private(set) var criteria: [ExitCriterion] = []
}
