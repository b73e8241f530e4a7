import IncidentModel
import LocatedYAML

/// The kinds of source that other programs deliver.
extension SourceSection {
    /// The shortest time between two questions to Cloud Logging, whose reading is limited to 60 a minute.
    private static let shortestPoll = Duration.seconds(1)

    static func journal(_ node: LocatedNode, baseFolder: String) throws -> JournalDefinition {
        var reader = try MappingReader(node, expected: "a mapping such as {units: [nginx.service]}")
        var journal = JournalDefinition()
        for unit in try reader.optionalNode("units").map(elements) ?? [] {
            journal.units.append(try filled(unit, expected: "a unit"))
        }
        journal.namespace = try reader.optionalNode("namespace").map {
            try word($0, expected: "a journal namespace")
        }
        journal.directory = try reader.optionalNode("directory").map {
            try path($0, baseFolder: baseFolder)
        }
        try reader.finish()
        return journal
    }

    /// `docker: NAME`, or `docker: {container: NAME}`.
    static func container(_ node: LocatedNode) throws -> String {
        let expected = "a container, or {container: NAME}"
        guard node.entries != nil else { return try word(node, expected: expected) }
        var reader = try MappingReader(node, expected: expected)
        let container = try word(
            try reader.node("container", expected: "a container"), expected: "a container")
        try reader.finish()
        return container
    }

    static func pods(_ node: LocatedNode) throws -> PodDefinition {
        var reader = try MappingReader(node, expected: "a mapping such as {selector: app=shop}")
        var targets: [PodDefinition.Target] = []
        if let pod = reader.optionalNode("pod") {
            targets.append(.pod(try word(pod, expected: "a pod")))
        }
        if let deployment = reader.optionalNode("deployment") {
            targets.append(.deployment(try word(deployment, expected: "a deployment")))
        }
        if let selector = reader.optionalNode("selector") {
            targets.append(.selector(try filled(selector, expected: "labels such as app=shop")))
        }
        guard let target = targets.first, targets.count == 1 else {
            throw node.error(expected: "exactly one of pod, deployment and selector")
        }
        var pods = PodDefinition(target: target)
        pods.namespace = try reader.optionalNode("namespace").map {
            try word($0, expected: "a namespace")
        }
        pods.context = try reader.optionalNode("context").map {
            try filled($0, expected: "a context of kubectl")
        }
        pods.container = try reader.optionalNode("container").map {
            try word($0, expected: "a container")
        }
        try reader.finish()
        return pods
    }

    static func cloud(_ node: LocatedNode) throws -> CloudDefinition {
        var reader = try MappingReader(
            node, expected: "a mapping such as {filter: severity>=ERROR, every: 10s}")
        var cloud = CloudDefinition()
        cloud.filter = try reader.optionalNode("filter").map {
            try filled($0, expected: "a filter of Cloud Logging")
        }
        cloud.project = try reader.optionalNode("project").map {
            try word($0, expected: "a project")
        }
        if let every = reader.optionalNode("every") {
            cloud.every = try every.duration()
            guard cloud.every >= shortestPoll else { throw every.error(expected: "at least 1s") }
        }
        try reader.finish()
        return cloud
    }

    /// The elements of a list, or the one value that stands for a list of one.
    private static func elements(_ node: LocatedNode) throws -> [LocatedNode] {
        if case .some = try? node.string() { return [node] }
        return try node.sequence()
    }

    /// A name that a program cannot take for an option.
    private static func word(_ node: LocatedNode, expected: String) throws -> String {
        let text = try filled(node, expected: expected)
        guard !text.hasPrefix("-") else {
            throw node.error(expected: "\(expected), not beginning with -")
        }
        return text
    }
}
