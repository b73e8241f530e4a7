import IncidentModel
import SafeText

/// The rows of the log clusters pane.
enum ClusterList {
    /// The clusters that the selection can rest on, in the order on the screen.
    static func rows(of state: ConsoleState) -> [ClusterStatus] {
        let kept = kept(of: state)
        guard state.arrangement.showsMuted else { return kept.filter { !$0.marks.isMuted } }
        // A stable partition, because pinned and muted may both be said of one.
        return kept.filter { !$0.marks.isMuted } + kept.filter(\.marks.isMuted)
    }

    /// All rows, with those that make them add up to the lines read.
    static func lines(of state: ConsoleState) -> [ClusterRow] {
        let kept = kept(of: state)
        let muted = kept.filter(\.marks.isMuted)
        var lines = kept.filter { !$0.marks.isMuted }.map { ClusterRow.cluster($0) }
        if !muted.isEmpty {
            lines.append(.muted(muted.count, lines: muted.reduce(0) { $0 + $1.lines }))
            if state.arrangement.showsMuted { lines += muted.map { .cluster($0) } }
        }
        let others = state.shownLogs.otherLines
        let isWhole = state.clusterView.query.isEmpty && state.arrangement.range == .all
        if others > 0, isWhole { lines.append(.other(lines: others)) }
        return lines
    }

    /// The selected cluster.
    static func selected(of state: ConsoleState) -> ClusterStatus? {
        let rows = rows(of: state)
        return state.clusterView.position(in: rows.map(\.id)).map { rows[$0] }
    }

    /// What filter and time range keep, whether or not it is muted.
    private static func kept(of state: ConsoleState) -> [ClusterStatus] {
        let query = state.clusterView.query
        let range = state.arrangement.range
        let clusters = state.shownLogs.clusters
        if query.isEmpty, range == .all { return clusters }
        return clusters.filter {
            range.contains($0, now: state.now) && query.keeps($0, text: text(of:))
        }
    }

    /// What a filter looks at.
    static func text(of cluster: ClusterStatus) -> String {
        var words = [cluster.priority.label, cluster.template.string]
        if let exception = cluster.exception {
            words += [exception.type.string, exception.message.string]
        }
        words += ClusterBadge.all(of: cluster).map(\.word)
        if cluster.marks.isPinned { words.append("pinned") }
        words += cluster.services.map(\.string)
        return words.joined(separator: " ")
    }
}
