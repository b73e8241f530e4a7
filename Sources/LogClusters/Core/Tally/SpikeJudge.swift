/// Finds out whether a cluster speaks far more than it used to, against its own past.
///
/// What is usual is the median of the past minutes, which single outbursts do not move. A spike begins at
/// four times the usual and twice what its liveliest tenth of minutes reached, at least ten records. It
/// ends below twice the usual, or after a quarter of an hour: then that is the new usual.
enum SpikeJudge {
    private static let leastRecords = 10
    private static let leastMinutes = 3
    private static let longest: Int64 = 900_000_000_000

    /// The spike that goes on at a moment; nil when there is none.
    ///
    /// - Parameters:
    ///   - spike: The spike that went on before.
    ///   - past: Records of the whole minutes that do not reach into the last 60 s.
    ///   - lastMinute: Records in the last 60 s.
    ///   - now: Nanoseconds since the epoch.
    static func judge(
        _ spike: ClusterStory.Spike?, past: ArraySlice<Int>, lastMinute: Int, at now: Int64
    ) -> ClusterStory.Spike? {
        if let spike {
            let isOver =
                lastMinute < max(leastRecords / 2, spike.usual * 2) || now - spike.since > longest
            return isOver ? nil : spike
        }
        guard lastMinute >= leastRecords, past.count >= leastMinutes else { return nil }
        let sorted = past.sorted()
        let usual = sorted[sorted.count / 2]
        let lively = sorted[min(sorted.count * 9 / 10, sorted.count - 1)]
        guard lastMinute >= max(usual * 4, lively * 2) else { return nil }
        return ClusterStory.Spike(since: now, usual: usual)
    }
}
