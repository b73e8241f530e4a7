import IncidentModel

extension EngineRoom {
    /// Takes up the exit criteria of the configuration and of the runbooks.
    func startCriteria(_ bench: Bench) {}

    /// Ends the commands that judge criteria.
    func stopCriteria(_ bench: Bench) {}

    /// Judges the exit criteria that are conditions, and says what moved.
    func judgeCriteria(_ bench: Bench) {}

    /// Has a command judge a criterion now.
    func judgeCriterion(_ criterion: CriterionID, _ bench: Bench) {}
}
