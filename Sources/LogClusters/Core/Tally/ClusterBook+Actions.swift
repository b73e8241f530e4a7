import IncidentModel
import SafeText

extension ClusterBook {
    /// Does what a person decided; nil, or one sentence why it is refused.
    func perform(_ action: RecordedClusterAction, at now: Int64) -> DisplayText? {
        "cluster \(action.cluster.id.number) is not known"
    }
}
