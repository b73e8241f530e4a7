import IncidentModel
import SafeText

/// What is said about a phase.
struct PhaseWords {
    /// Its number, or that it undoes.
    let short: String
    /// Its heading, where that says more.
    let title: String

    /// The words for a phase.
    init(_ phase: PhasePlan) {
        let heading = phase.title.string
        guard phase.isRollback else {
            short = "Phase \(phase.number)"
            title = heading
            return
        }
        let word = "Rollback"
        if heading.lowercased().hasPrefix(word.lowercased()) {
            // The heading says it already.
            short = heading
            title = ""
        } else {
            short = word
            title = heading
        }
    }
}
