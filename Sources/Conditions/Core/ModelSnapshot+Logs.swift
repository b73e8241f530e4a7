import IncidentModel
import SafeText

extension ModelSnapshot {
    /// Judges that no cluster with a text spoke for a while.
    ///
    /// A text that no cluster has counts as silent only while a source delivers.
    func judgeSilence(of text: String, for duration: Duration) -> Judgement {
        let speaking = logs.clusters.filter { $0.mentions(text.lowercased()) }
        let newest = speaking.max { $0.lastSeen < $1.lastSeen }
        if let newest, newest.isSpeaking(at: now, against: duration) {
            return .unmet(
                "cluster \(newest.id.number) spoke \(newest.lastMinute) times in the last minute")
        }
        if let missing = missingLogs { return .noData(missing) }
        let since = max(newest?.lastSeen ?? watchingSince, watchingSince)
        return .held(since: since, for: duration, now: now)
    }

    /// Judges the number of errors in the last minute or hour.
    func judgeErrors(below limit: Int, per window: Condition.Window) -> Judgement {
        let seen = logs.clusters.reduce(0) { $0 + $1.errorsAtMost(in: window) }
        guard seen < limit else { return .unmet("\(seen) errors in the last \(window.rawValue)") }
        if let missing = missingLogs { return .noData(missing) }
        // Clusters that were evicted may have spoken within the window; nobody kept when.
        let evicted = logs.counts.errors - logs.clusters.reduce(0) { $0 + $1.counts.errors }
        guard seen + max(evicted, 0) < limit else {
            return .noData("\(evicted) errors belong to clusters that are no longer kept")
        }
        return .held(since: watchingSince, for: window.duration, now: now)
    }

    /// A source whose newest record arrived later than this says nothing of the present.
    private static let lagLimit = Duration.seconds(60)

    /// Why silence proves nothing now; nil when it does.
    private var missingLogs: DisplayText? {
        let lost = logs.sources.first { $0.state == .failed || $0.state == .reconnecting }
        if let lost { return "source \(lost.id.name) is \(lost.state.rawValue)" }
        let late = logs.sources.first { $0.lag.map { $0 >= Self.lagLimit } ?? false }
        if let late { return "source \(late.id.name) is behind by more than a minute" }
        let following = logs.sources.filter { $0.state == .following }
        if following.isEmpty { return "no log source is being followed" }
        if following.allSatisfy({ $0.lastLineAt == nil }) {
            return "no log source has delivered a line yet"
        }
        return nil
    }
}

extension ClusterStatus {
    /// True when the template or a kept example has the text, given in small letters.
    ///
    /// Small and capital letters are the same: to match more clusters can only make silence harder
    /// to reach.
    fileprivate func mentions(_ text: String) -> Bool {
        template.string.lowercased().contains(text)
            || samples.contains { sample in
                sample.lines.contains { $0.string.lowercased().contains(text) }
            }
    }

    /// True while its usual pause between two records is not yet over, so that a cluster that speaks every
    /// ten seconds does not look quiet in between; at most two thirds of the silence asked for.
    fileprivate func isSpeaking(at now: Timestamp, against duration: Duration) -> Bool {
        guard lastMinute > 0 else { return false }
        let pause = Duration.milliseconds(90_000 / lastMinute)
        return now - lastSeen < min(pause, duration * 2 / 3)
    }

    /// Errors in the window, never too few: the records of the window, at most all errors there ever were.
    fileprivate func errorsAtMost(in window: Condition.Window) -> Int {
        let records =
            switch window {
            case .minute: max(lastMinute, trend.last ?? 0)
            case .hour: trend.reduce(0, +)
            }
        return min(records, counts.errors)
    }
}
