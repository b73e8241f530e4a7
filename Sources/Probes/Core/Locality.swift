import IncidentModel

/// What is known of trouble on our own side: while it lasts, it is behind whatever failed since it began.
struct Locality: Sendable {
    /// The present trouble; nil when there is none.
    private(set) var trouble: LocalTrouble?
    /// The newest trouble that ended.
    private var past: (since: Timestamp, endedAt: ProbeTick)?

    /// Takes the beginning, a new finding or the end of the trouble in.
    mutating func set(_ trouble: LocalTrouble?, at tick: ProbeTick) {
        if let old = self.trouble, trouble == nil { past = (old.since, tick) }
        self.trouble = trouble
    }

    /// True when a service's trouble is ours.
    func covers(_ service: ServiceRecord.Trouble) -> Bool {
        trouble.map { service.at >= $0.since } ?? false
    }

    /// When our own side last came back during a trouble that was ours; 0 when it did not.
    ///
    /// It is as if a parent came back: the service must fail afresh before it is blamed.
    func recovery(for service: ServiceRecord.Trouble) -> ProbeTick {
        guard let past, service.at >= past.since, service.start < past.endedAt else { return 0 }
        return past.endedAt
    }
}
