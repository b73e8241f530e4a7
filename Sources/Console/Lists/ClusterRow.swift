import IncidentModel

/// A row of the log clusters pane.
enum ClusterRow {
    /// A cluster.
    case cluster(ClusterStatus)
    /// How many were put out of the way, and their lines.
    case muted(Int, lines: Int)
    /// Lines of clusters that the engine let go.
    case other(lines: Int)

    /// The cluster; nil for rows that the selection cannot rest on.
    var id: ClusterID? {
        switch self {
        case .cluster(let cluster): cluster.id
        case .muted, .other: nil
        }
    }
}
