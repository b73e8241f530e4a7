import IncidentModel

/// By what the clusters are sorted.
enum ClusterOrder: Equatable, Sendable, CaseIterable {
    /// The most urgent first, then the most frequent.
    case priority
    /// The most frequent first.
    case count
    /// The one that appeared last first.
    case newest

    /// The words in the pane's border.
    var words: String {
        switch self {
        case .priority: "by priority"
        case .count: "by count"
        case .newest: "newest first"
        }
    }

    /// The one that the key goes on to.
    var next: ClusterOrder {
        switch self {
        case .priority: .count
        case .count: .newest
        case .newest: .priority
        }
    }
}

/// Which clusters are shown: all, or those that spoke within a time.
enum ClusterRange: Equatable, Sendable, CaseIterable {
    /// All.
    case all
    /// Within the last 5 minutes.
    case fiveMinutes
    /// Within the last 15 minutes.
    case fifteenMinutes
    /// Within the last hour.
    case hour

    /// Its length in minutes; nil for no bound.
    var minutes: Int? {
        switch self {
        case .all: nil
        case .fiveMinutes: 5
        case .fifteenMinutes: 15
        case .hour: 60
        }
    }

    /// The words in the pane's border; empty for no bound.
    var words: String {
        switch self {
        case .all: ""
        case .fiveMinutes: "last 5 m"
        case .fifteenMinutes: "last 15 m"
        case .hour: "last 1 h"
        }
    }

    /// The one that the key goes on to.
    var next: ClusterRange {
        switch self {
        case .all: .fiveMinutes
        case .fiveMinutes: .fifteenMinutes
        case .fifteenMinutes: .hour
        case .hour: .all
        }
    }

    /// Whether a cluster spoke within it.
    func contains(_ cluster: ClusterStatus, now: Timestamp?) -> Bool {
        guard let minutes else { return true }
        if let now, now - cluster.lastSeen <= .seconds(Int64(minutes) * 60) { return true }
        return count(of: cluster) > 0
    }

    /// How often a cluster spoke within it: records of those minutes, or without a bound all lines.
    ///
    /// Lines, because they add up to the lines read; within a time only records are known.
    func count(of cluster: ClusterStatus) -> Int {
        guard let minutes else { return cluster.lines }
        return cluster.trend.suffix(minutes).reduce(0, +)
    }
}

/// How the log clusters are sorted and which of them are shown.
struct ClusterArrangement: Equatable, Sendable {
    /// By what they are sorted.
    var order = ClusterOrder.priority
    /// Within which time they spoke.
    var range = ClusterRange.all
    /// True when the ones put out of the way are shown too.
    var showsMuted = false
}
