import IncidentModel
import SafeText

/// One log cluster: what it says, how often, since when, and what people decided about it.
struct ClusterAccount: Hashable, Sendable {
    var id: ClusterID
    var template: DisplayText
    var severity: Severity
    /// The one set by hand.
    var chosenPriority: Priority?
    /// The most urgent of those that were proposed; nil when the journal does not tell.
    var urgentPriority: Priority?
    /// The one set by hand, else the most urgent proposed.
    var priority: Priority? { chosenPriority ?? urgentPriority }
    /// Its records by severity; nil when they are not known any more.
    var counts: SeverityCounts?
    /// Records a minute, oldest first; empty when they are not known any more.
    var trend: [Int] = []
    /// The first and the newest thing that is known of it.
    var first: Timestamp
    var last: Timestamp
    /// What happened to it.
    var happenings: [Happening] = []
    /// Decisions in words, in order: `linked to cluster 1`, `marked fixed`.
    var decisions: [DisplayText] = []
    /// How it is related: `a symptom of cluster 1`, `merged into cluster 1`; nil when it is not.
    var relation: DisplayText?
    var isFixed = false
    var isMuted = false

    /// Something that happened to it.
    struct Happening: Hashable, Sendable {
        var moment: ClusterMoment
        var at: Timestamp
    }

    /// How it stands: `fixed`, `silent`, `active`.
    var standing: String {
        if isFixed { return "fixed" }
        switch happenings.last?.moment {
        case .fellSilent: return "silent"
        case .found, .appeared, .spiked, .returned, .spokeAfterFix, nil: return "active"
        }
    }

    /// Clusters that changed or that people decided about; by priority, then by number.
    static func all(
        in events: [JournalEvent], state: IncidentState, logs: LogStatus?
    ) -> [ClusterAccount] {
        var found: [ClusterID: ClusterAccount] = [:]
        for event in events {
            if case .clusterChanged(let change) = event.body { found.take(change, at: event.at) }
            if case .clusterMarked(let cluster, let action) = event.body {
                found.take(action, on: cluster, at: event.at)
            }
        }
        let offset = state.record.wallClockOffset
        for status in logs?.clusters ?? [] { found.complete(status, offset) }
        return found.values.sorted { left, right in
            let order = (left.priority?.rawValue ?? 9, right.priority?.rawValue ?? 9)
            return order.0 == order.1 ? left.id < right.id : order.0 < order.1
        }
    }

    /// Takes a priority that was proposed: the most urgent one counts.
    fileprivate mutating func propose(_ priority: Priority?) {
        urgentPriority = [urgentPriority, priority].compactMap(\.self).min()
    }

    fileprivate mutating func decide(_ action: ClusterAction) {
        decisions.append(action.phrase)
        switch action {
        case .link(let cause): relation = "a symptom of cluster \(cause.id.number)"
        case .merge(let other): relation = "merged into cluster \(other.id.number)"
        case .unlink: relation = nil
        case .mute(let muted): isMuted = muted
        case .setPriority(let priority): chosenPriority = priority
        case .markFixed(let fixed): isFixed = fixed
        case .split, .pin: break
        }
    }
}

extension [ClusterID: ClusterAccount] {
    fileprivate mutating func take(_ change: ClusterChange, at moment: Timestamp) {
        var cluster =
            self[change.cluster]
            ?? ClusterAccount(
                id: change.cluster, template: change.template, severity: change.severity,
                first: moment, last: moment)
        cluster.template = change.template
        cluster.severity = Swift.max(cluster.severity, change.severity)
        cluster.last = moment
        cluster.propose(change.priority)
        cluster.happenings.append(.init(moment: change.moment, at: moment))
        if change.moment == .spokeAfterFix { cluster.isFixed = false }
        self[change.cluster] = cluster
    }

    fileprivate mutating func take(
        _ action: ClusterAction, on reference: ClusterReference, at moment: Timestamp
    ) {
        var cluster =
            self[reference.id]
            ?? ClusterAccount(
                id: reference.id, template: reference.template, severity: .unknown, first: moment,
                last: moment)
        cluster.decide(action)
        self[reference.id] = cluster
    }

    /// Numbers are those of one run: only the same template is the same cluster.
    ///
    /// Log records have the time of clocks on the wall, which is `offset` ahead of the journal's.
    fileprivate mutating func complete(_ status: ClusterStatus, _ offset: Duration) {
        guard var cluster = self[status.id], cluster.template == status.template else { return }
        cluster.counts = status.counts
        cluster.trend = status.trend
        cluster.severity = Swift.max(cluster.severity, status.severity)
        cluster.propose(status.marks.priority == nil ? status.priority : nil)
        cluster.chosenPriority = status.marks.priority ?? cluster.chosenPriority
        cluster.first = Swift.min(cluster.first, status.firstSeen + (.zero - offset))
        cluster.last = Swift.max(cluster.last, status.lastSeen + (.zero - offset))
        if cluster.relation == nil, let relation = status.relation, relation.isByHand {
            cluster.relation = "a symptom of cluster \(relation.cause.number)"
        }
        self[status.id] = cluster
    }
}
