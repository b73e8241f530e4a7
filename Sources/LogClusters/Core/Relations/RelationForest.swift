import IncidentModel

/// Links from symptoms to causes, each symptom with one cause, without cycles.
struct RelationForest {
    private var causes: [ClusterID: ClusterID] = [:]

    /// The cause a symptom is linked to.
    subscript(symptom: ClusterID) -> ClusterID? { causes[symptom] }

    /// Links a symptom to its cause; false, and no change, when that would close a cycle.
    @discardableResult
    mutating func link(_ symptom: ClusterID, to cause: ClusterID) -> Bool {
        guard symptom != cause, causes[symptom] == nil, root(of: cause) != symptom else {
            return false
        }
        causes[symptom] = cause
        return true
    }

    /// The first cause of a chain; the cluster itself when it is no symptom.
    func root(of cluster: ClusterID) -> ClusterID {
        var at = cluster
        while let cause = causes[at] { at = cause }
        return at
    }
}
