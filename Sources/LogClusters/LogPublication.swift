public import IncidentModel

/// What the log engine tells at one moment.
public struct LogPublication: Hashable, Sendable {
    /// All clusters and sources.
    public var status: LogStatus
    /// What happened to clusters since the publication before, in order.
    public var changes: [ClusterChange]
    /// Numbers that were published and now mean another cluster: old to new.
    public var forwarded: [ClusterID: ClusterID]

    /// Puts a publication together.
    public init(
        status: LogStatus, changes: [ClusterChange] = [],
        forwarded: [ClusterID: ClusterID] = [:]
    ) {
        self.status = status
        self.changes = changes
        self.forwarded = forwarded
    }
}
