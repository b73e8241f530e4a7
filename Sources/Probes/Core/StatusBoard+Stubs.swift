import IncidentModel

extension StatusBoard {
    /// True while a service is held so that it is not probed at all.
    func isPaused(_ service: Int) -> Bool { records[service].status.hold?.kind == .paused }

    /// Set while most services that are judged fail, each on its own.
    var suspectedLocalTrouble: (since: Timestamp, failing: Int)? {
        let own = records.filter { $0.status.verdict == .down && $0.status.cause == .own }
        guard own.count >= 2, own.count * 2 > records.count else { return nil }
        return own.compactMap(\.status.since).min().map { ($0, own.count) }
    }

    /// Takes in what the witnesses said.
    mutating func setLocalTrouble(_ trouble: LocalTrouble?) -> BoardUpdate {
        var update = BoardUpdate()
        update.events.append(.localTroubleChanged(trouble))
        return update
    }
}
