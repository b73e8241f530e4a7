import IncidentModel

/// What was published of a cluster, kept so that the expensive parts are made once.
struct PublishedCluster {
    var status: ClusterStatus
    /// What the template or the exception says, if it says that a program cannot run.
    var alarm: PriorityJudge.Alarm?
    /// Serials of the samples, in order.
    var serials: [Int] = []
    /// Where its variables stand; nil when the template is new.
    var map: TemplateMap?
    /// Records whose values are shown.
    var looked: Int?
    /// When samples and values were last made, in nanoseconds.
    var madeAt: Int64?
}
