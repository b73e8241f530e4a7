import Foundation
import IncidentModel
import Probes
import SafeText

/// A deployment, statefulset or daemonset, as far as its history needs it (`kubectl get … -o json`).
struct RolloutWorkload: Decodable, Sendable {
    struct Metadata: Decodable {
        var generation: Int?
    }

    struct Specification: Decodable {
        var selector: LabelSelector?
    }

    struct Condition: Decodable {
        var type: String
        var lastUpdateTime: String?
    }

    struct Status: Decodable {
        var conditions: [Condition]?
    }

    var metadata: Metadata
    var spec: Specification?
    var status: Status?

    /// When it last moved on; nil when it does not say.
    var progressed: Timestamp? {
        status?.conditions?.first { $0.type == "Progressing" }?.lastUpdateTime
            .flatMap(RFC3339.timestamp)
    }

    /// Reads the answer of kubectl; nil for anything else.
    static func read(_ output: [UInt8]) -> RolloutWorkload? {
        try? JSONDecoder().decode(RolloutWorkload.self, from: Data(output))
    }
}

/// Which pods belong to a workload.
struct LabelSelector: Decodable, Sendable {
    struct Expression: Decodable {
        var key: String
        var `operator`: String
        var values: [String]?
    }

    var matchLabels: [String: String]?
    var matchExpressions: [Expression]?

    /// As kubectl wants it, such as `app=shop,tier in (a,b)`.
    var text: String {
        let labels = (matchLabels ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let expressions = (matchExpressions ?? []).compactMap { expression -> String? in
            let values = "(" + (expression.values ?? []).joined(separator: ",") + ")"
            switch expression.operator {
            case "In": return "\(expression.key) in \(values)"
            case "NotIn": return "\(expression.key) notin \(values)"
            case "Exists": return expression.key
            case "DoesNotExist": return "!" + expression.key
            default: return nil
            }
        }
        return (labels + expressions).joined(separator: ",")
    }
}

/// Replicasets of a deployment, or controllerrevisions of the other kinds.
struct RevisionList: Decodable, Sendable {
    struct Owner: Decodable {
        var kind: String
        var name: String
    }

    struct Metadata: Decodable {
        var name: String?
        var creationTimestamp: String?
        var annotations: [String: String]?
        var labels: [String: String]?
        var ownerReferences: [Owner]?
    }

    struct Container: Decodable {
        var name: String?
        var image: String?
    }

    struct PodSpecification: Decodable {
        var initContainers: [Container]?
        var containers: [Container]?
    }

    struct TemplateMetadata: Decodable {
        var annotations: [String: String]?
    }

    struct Template: Decodable {
        var metadata: TemplateMetadata?
        var spec: PodSpecification?
    }

    struct Specification: Decodable {
        var template: Template?
    }

    struct Patch: Decodable {
        var spec: Specification?
    }

    struct Item: Decodable {
        var metadata: Metadata
        /// Of a replicaset.
        var spec: Specification?
        /// Of a controllerrevision.
        var data: Patch?
        var revision: Int?
    }

    var items: [Item]

    /// Reads the answer of kubectl; nil for anything else.
    static func read(_ output: [UInt8]) -> RevisionList? {
        try? JSONDecoder().decode(RevisionList.self, from: Data(output))
    }
}
