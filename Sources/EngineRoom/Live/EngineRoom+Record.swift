import IncidentModel
import SafeText

extension EngineRoom {
    /// Opens an incident because a person says so.
    func openIncident(_ facts: OpeningFacts, _ bench: Bench) {}

    /// Writes what a person says into the record.
    func edit(_ edit: IncidentEdit, _ bench: Bench) {
        record([.edited(edit)], by: plan.actor, bench)
    }

    /// Marks the incident resolved when its exit criteria hold, or all the same.
    func resolve(_ reason: String, _ isDespiteUnmet: Bool, _ bench: Bench) {}
}
