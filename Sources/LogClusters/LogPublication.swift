public import IncidentModel
public import SafeText

/// What the log engine tells at one moment.
public struct LogPublication: Hashable, Sendable {
    /// All clusters and sources.
    public var status: LogStatus
    /// What happened to clusters since the publication before, in order.
    public var changes: [ClusterChange]
    /// Numbers that were published and now mean another cluster: old to new.
    public var forwarded: [ClusterID: ClusterID]
    /// The engine to be stored, when it is time for that.
    public var checkpoint: LogCheckpoint?
    /// What could not be done as a person wanted, in one sentence each.
    public var refusals: [DisplayText] = []

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
