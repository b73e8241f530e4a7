import Foundation

/// What a runtime printed about containers, taken apart.
struct ContainerJSON {
    /// Bytes of JSON that are read; a list of a hundred pods is smaller.
    static let sizeLimit = 4 << 20

    /// Why something is not what a runtime prints.
    struct Unreadable: Error, Hashable {
        /// One sentence.
        var reason: String
    }

    /// The containers of a pod, or one of docker's or podman's.
    struct Group: Hashable {
        /// The pod's name; empty for docker and podman.
        var pod = ""
        var containers: [ContainerState]
        /// Why the pod as a whole does not run, such as `Evicted`; empty when nothing is the matter.
        var trouble = ""
        /// True for a pod that is being removed, as in a rollout.
        var isLeaving = false
        /// True for a pod that ended well.
        var isCompleted = false
    }

    /// Reads what `docker inspect`, `podman inspect` or `kubectl get pods -o json` prints.
    static func groups(_ bytes: [UInt8]) throws -> [Group] {
        let object = try object(bytes)
        if let list = object as? [Any] {
            return try list.map { element in
                guard let element = element as? [String: Any] else {
                    throw Unreadable(
                        reason: "the answer is a list of something else than containers")
                }
                return Group(containers: [try ContainerState(docker: element)])
            }
        }
        guard let value = object as? [String: Any] else {
            throw Unreadable(reason: "the answer is neither a container nor a pod")
        }
        switch value["kind"] as? String {
        case "Pod": return [try Group(pod: value)]
        case "List", "PodList":
            let items = value["items"] as? [Any] ?? []
            return try items.map { try Group(pod: $0 as? [String: Any] ?? [:]) }
        case nil: return [Group(containers: [try ContainerState(docker: value)])]
        case let kind?:
            throw Unreadable(reason: "the answer is a \(kind.prefix(40)), expected pods")
        }
    }

    /// What a deployment, stateful set, daemon set or job wants: how many pods, and which.
    static func wish(_ bytes: [UInt8]) throws -> (replicas: Int, selector: String) {
        let value = try object(bytes) as? [String: Any] ?? [:]
        let spec = value["spec"] as? [String: Any] ?? [:]
        let labels = (spec["selector"] as? [String: Any])?["matchLabels"] as? [String: Any] ?? [:]
        let pairs = labels.compactMap { key, value in (value as? String).map { "\(key)=\($0)" } }
        guard !pairs.isEmpty else { throw Unreadable(reason: "the deployment selects no pods") }
        return ((spec["replicas"] as? Int) ?? 1, pairs.sorted().joined(separator: ","))
    }

    private static func object(_ bytes: [UInt8]) throws -> Any {
        guard bytes.count < sizeLimit else {
            throw Unreadable(reason: "the answer is longer than \(Words.size(Int64(sizeLimit)))")
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
            throw Unreadable(
                reason: bytes.isEmpty ? "the answer is empty" : "the answer is not JSON")
        }
        return object
    }
}
