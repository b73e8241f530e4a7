import IncidentModel

extension EngineRoom {
    /// How long until a clock has to be warned of; nil when none runs.
    func clockWait(_ bench: Bench) -> Duration? { nil }

    /// Warns of the clocks that are about to run out, or have.
    func warnOfClocks(_ bench: Bench) {}

    /// Some events start, move or stop clocks.
    func noticeForClocks(_ events: [JournalEvent], _ bench: Bench) {}
}
