import IncidentModel
import SafeText

/// Why what is done with log clusters does nothing now.
extension ConsoleState {
    /// The cluster that a decision is about: the one in details, else the selected one.
    var clusterInHand: ClusterStatus? {
        if case .details(.cluster(let id), _)? = overlays.last { return cluster(id) }
        guard overlays.isEmpty, focus == .clusters else { return nil }
        return ClusterList.selected(of: self)
    }

    /// Why the clusters cannot be looked at this way; nil when they can.
    func reasonNotToArrange(by action: ConsoleAction) -> String? {
        if action == .nextError || action == .previousError {
            let hasErrors = ClusterList.rows(of: self).contains { $0.counts.errors > 0 }
            return hasErrors ? nil : "No log cluster in the pane has an error."
        }
        guard overlays.isEmpty, focus == .clusters else { return notAtClusters }
        if action == .showMuted, !shownLogs.clusters.contains(where: \.marks.isMuted) {
            let key = setup.keyMap.label(for: .muteCluster)
            return "No cluster is muted: \(key) mutes the selected one."
        }
        return nil
    }

    /// Why nothing can be decided about the cluster in hand; nil when it can.
    func reasonNotToMark(by action: ConsoleAction) -> String? {
        if let readOnlyReason { return readOnlyReason }
        guard let cluster = clusterInHand else {
            if case .details(.cluster, _)? = overlays.last { return "This cluster is gone." }
            guard overlays.isEmpty, focus == .clusters else { return notAtClusters }
            return "No cluster is selected."
        }
        let number = cluster.id.number
        if action == .unlinkCluster, cluster.relation == nil {
            return "Cluster \(number) is linked to no other one."
        }
        if action == .linkCluster || action == .mergeCluster, logs.clusters.count < 2 {
            return "There is no other cluster."
        }
        if action == .splitCluster, ClusterOptions.variableCount(of: cluster) == 0 {
            return "Cluster \(number) has no variable to split it at."
        }
        return nil
    }

    private var notAtClusters: String {
        let key = setup.keyMap.label(for: .focusClusters)
        return "That is for the log clusters: press \(key) to go there."
    }
}
