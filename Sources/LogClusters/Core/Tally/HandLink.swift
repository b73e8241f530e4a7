import IncidentModel

/// What a person said of a cluster's cause.
enum HandLink: Equatable {
    /// It is a symptom of that cluster.
    case symptom(of: ClusterID)
    /// It is no symptom of any; nothing is to be proposed.
    case noSymptom
}

extension HandLink {
    /// The cause; nil for none.
    var cause: ClusterID? {
        switch self {
        case .symptom(let cause): cause
        case .noSymptom: nil
        }
    }
}
