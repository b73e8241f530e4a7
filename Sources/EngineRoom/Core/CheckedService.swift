import IncidentModel
import SafeText

/// One service over all passes of a check, judged as a whole.
struct CheckedService: Sendable {
    /// The newest status, with the verdict, cause and reason of all passes together.
    let status: ServiceStatus
    /// The readings of each pass, oldest pass first.
    let readings: [[Reading]]
    private let passTimes: [Duration?]

    /// Judges the passes of one service, oldest first; never empty.
    ///
    /// What failed in some passes only is degraded: it serves, but nobody should deploy on it. What was
    /// never seen to serve is as bad as its worst pass.
    init(passes: [ServiceStatus]) {
        readings = passes.map(\.latest)
        passTimes = passes.map { $0.deciding?.duration }
        var status = passes.last ?? ServiceStatus(id: ServiceID(.empty))
        let verdicts = passes.map(\.verdict)
        let served = verdicts.contains { $0 == .up || $0 == .degraded }
        let (worst, verdict): (Verdict, Verdict) =
            if verdicts.contains(.down) {
                (.down, served ? .degraded : .down)
            } else if verdicts.contains(.unknown) {
                (.unknown, .unknown)
            } else if verdicts.contains(.degraded) {
                (.degraded, .degraded)
            } else {
                (.up, .up)
            }
        if let decisive = passes.last(where: { $0.verdict == worst }), worst != .up {
            let count = verdicts.count { $0 == worst }
            status.verdict = verdict
            status.cause = decisive.cause
            status.since = decisive.since
            status.reason =
                count == passes.count
                ? decisive.reason
                : "\(worst.rawValue) in \(count) of \(passes.count) passes: \(decisive.reason)"
        }
        self.status = status
    }

    /// `3 ms`, or `3 / 4 / 3 ms` over several passes; a dash where nothing was read.
    var times: String {
        let numbers = passTimes.map { $0.map { "\($0.wholeMilliseconds)" } ?? "–" }
        guard passTimes.contains(where: { $0 != nil }) else { return "–" }
        return numbers.joined(separator: " / ") + " ms"
    }

    /// What each probe said in each pass, and where the time of the newest pass went; none for one pass.
    var probeRows: [String] {
        guard readings.count > 1, let newest = readings.last else { return [] }
        return newest.map { reading in
            let all = readings.compactMap { pass in pass.first { $0.probe == reading.probe } }
            let said = all.map { "\($0.summary) \($0.duration.wholeMilliseconds) ms" }
            let phases = reading.phases.map { "\($0.name) \($0.duration.wholeMilliseconds)" }
            let spent = phases.isEmpty ? "" : "  (\(phases.joined(separator: ", ")) ms)"
            return "\(reading.kind)  " + said.joined(separator: ", ") + spent
        }
    }
}
