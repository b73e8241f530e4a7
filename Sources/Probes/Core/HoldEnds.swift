import IncidentModel

/// When holds end by themselves: on the wall clock, as people said it.
///
/// The wall clock may jump and the machine may sleep, so it is looked at again at least every
/// `longestWait` while a hold has an end.
struct HoldEnds: Sendable {
    /// The longest time between two looks at the wall clock.
    static let longestWait = Duration.seconds(30)

    private var ends: [Int: Timestamp] = [:]

    /// Notes the end of a service's hold; nil for none, or for one without an end.
    mutating func set(_ service: Int, until end: Timestamp?) { ends[service] = end }

    /// Takes out the services whose hold is over, in the order of their ends.
    mutating func over(at now: Timestamp) -> [Int] {
        let over = ends.filter { $0.value <= now }.sorted {
            ($0.value, $0.key) < ($1.value, $1.key)
        }
        for (service, _) in over { ends[service] = nil }
        return over.map(\.key)
    }

    /// How long to wait until the next look; nil when no hold ends.
    func wait(at now: Timestamp) -> Duration? {
        guard let first = ends.values.min() else { return nil }
        return min(max(first - now, .zero), Self.longestWait)
    }
}
