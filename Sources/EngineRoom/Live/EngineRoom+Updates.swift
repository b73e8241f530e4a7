import IncidentModel
import SafeText

extension EngineRoom {
    /// Drafts a status update from what is new for an audience.
    func draftUpdate(for audience: DisplayText, _ bench: Bench) {}

    /// Lets a status update leave, and records it as sent.
    func sendUpdate(
        _ text: String, to audience: DisplayText, by channel: UpdateChannel, _ bench: Bench
    ) {
        record(
            [.updateSent(audience: audience, text: DisplayText(text), by: channel)],
            by: plan.actor, bench)
    }
}
