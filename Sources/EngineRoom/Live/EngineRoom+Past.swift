import IncidentModel
import SafeText

extension EngineRoom {
    /// Reads the records of past incidents off the room's thread.
    func startPast(_ bench: Bench) {}

    /// Something that past incidents are compared by has changed.
    func noticeForPast(_ events: [JournalEvent], _ bench: Bench) {}

    /// Reads the report of a past incident.
    func readPast(_ id: DisplayText, _ bench: Bench) {}
}
