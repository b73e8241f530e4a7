import IncidentModel

/// What came back of the echoes of one attempt.
struct EchoReport: Hashable, Sendable {
    /// For each echo the time until it came back; nil when it did not.
    var times: [Duration?]
    /// What the network said last (an errno), if it said anything.
    var code: Int32?

    private var answered: Int { times.count { $0 != nil } }

    /// `2/3`.
    var summary: String { "\(answered)/\(times.count)" }

    /// Why nothing is well; nil when at least one came back.
    func failure(within timeout: Duration) -> ProbeFailure? {
        if answered > 0 { return nil }
        if let code { return ProbeFailure(errno: code) }
        let limit = Words.short(timeout)
        return .late(
            times.count == 1
                ? "no echo came back within \(limit)"
                : "none of \(times.count) echoes came back within \(limit)")
    }

    /// Why all is not well; nil while no more than `allowed` percent were lost.
    func loss(allowed: Int) -> String? {
        let lost = times.count - answered
        guard lost * 100 > allowed * times.count else { return nil }
        let were = lost == 1 ? "was" : "were"
        let percent = lost * 100 / times.count
        return "\(lost) of \(times.count) echoes \(were) lost (\(percent) %)"
            + ", expected at most \(allowed) %"
    }
}
