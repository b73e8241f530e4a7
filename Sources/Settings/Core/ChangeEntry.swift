import IncidentModel
import LocatedYAML
import SafeText

/// Reads one entry of `changes:`.
///
/// It names one place by its key: `git`, `rollout` (or `kubectl`), `command` or `file`; a text alone is
/// the folder of a git repository. Every kind takes `name`, `services` and `every`.
struct ChangeEntry {
    /// A source, and where its name was written; nil for one that nobody wrote.
    struct Read {
        var source: ChangeSourceDefinition
        var name: LocatedNode?
    }

    private static let expectation = "exactly one of git, rollout, command and file"

    /// The folder from which relative paths start.
    let baseFolder: String
    /// The services of the file.
    let services: [ServiceID]

    func read(_ entry: LocatedNode) throws -> Read {
        guard entry.entries != nil else {
            let kind = ChangeSourceDefinition.Kind.git(repository: try folder(entry), branch: nil)
            return Read(source: ChangeSourceDefinition(name: defaultName(of: kind), kind: kind))
        }
        var reader = try MappingReader(entry)
        var mistakes = ConfigurationErrorCollector()
        let kind = try kind(entry, &reader)
        var source = ChangeSourceDefinition(name: defaultName(of: kind), kind: kind)
        let name = reader.optionalNode("name")
        if let name { source.name = DisplayText(try Self.filled(name, expected: "a name")) }
        if let listed = reader.optionalNode("services") {
            for node in listed.elements ?? [listed] {
                if let found = try mistakes.attempt({ try service(node) }) {
                    source.services.append(found)
                }
            }
        }
        if let every = reader.optionalNode("every") {
            source.every = try every.duration()
            guard source.every >= .seconds(1) else { throw every.error(expected: "at least 1s") }
        }
        _ = try mistakes.attempt { try reader.finish() }
        try mistakes.throwIfAny()
        return Read(source: source, name: name)
    }

    private func kind(
        _ entry: LocatedNode, _ reader: inout MappingReader
    ) throws -> ChangeSourceDefinition.Kind {
        let (git, command) = (reader.optionalNode("git"), reader.optionalNode("command"))
        let (rollout, file) = (reader.optionalNode("rollout"), reader.optionalNode("file"))
        // What people write who think of the program and not of what it says.
        let kubectl = reader.optionalNode("kubectl")
        guard [git, command, rollout, kubectl, file].count(where: { $0 != nil }) == 1 else {
            throw entry.error(expected: Self.expectation)
        }
        if let git {
            let branch = try reader.optionalNode("branch").map(Self.branch)
            return .git(repository: try folder(git), branch: branch)
        }
        if let command {
            return .command(try Self.filled(command, expected: "a command for bash"))
        }
        if let file {
            return .file(try path(file, expected: "a path or a pattern such as /etc/app/*.conf"))
        }
        guard let workload = rollout ?? kubectl else {
            throw entry.error(expected: Self.expectation)
        }
        return .rollout(
            workload: try Self.workload(workload),
            namespace: try reader.optionalNode("namespace").map {
                try Self.filled($0, expected: "a namespace")
            },
            context: try reader.optionalNode("context").map {
                try Self.filled($0, expected: "a context of kubectl")
            })
    }

    private func service(_ node: LocatedNode) throws -> ServiceID {
        let service = ServiceID(DisplayText(try node.string(expected: "the name of a service")))
        guard services.contains(service) else {
            throw node.error(expected: "a service of this file")
        }
        return service
    }
}

extension ChangeEntry {
    /// Kinds of workloads that have a history, and how people abbreviate them.
    private static let workloads = [
        "deployment": "deployment", "deployments": "deployment", "deploy": "deployment",
        "statefulset": "statefulset", "statefulsets": "statefulset", "sts": "statefulset",
        "daemonset": "daemonset", "daemonsets": "daemonset", "ds": "daemonset",
    ]

    /// `deployment/api`; a name alone is that of a deployment.
    private static func workload(_ node: LocatedNode) throws -> String {
        let expected = "a workload such as deployment/api, statefulset/db or daemonset/proxy"
        let parts = try filled(node, expected: expected)
            .split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, parts.count <= 2, isName(name),
            let kind = parts.count == 1 ? "deployment" : workloads[parts[0].lowercased()]
        else { throw node.error(expected: expected) }
        return kind + "/" + name
    }

    /// What Kubernetes takes for a name (RFC 1123, a subdomain).
    private static func isName(_ text: Substring) -> Bool {
        let allowed = text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46
        }
        return allowed && !text.isEmpty && text.utf8.count <= 253
            && !"-.".contains(text.first ?? "-")
    }

    /// A name that git cannot take for an option or for a range.
    private static func branch(_ node: LocatedNode) throws -> String {
        let expected = "a branch such as main"
        let text = try filled(node, expected: expected)
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 32 && $0.value != 127 && !"~^:?*[\\".unicodeScalars.contains($0)
        }
        guard isPlain, !text.hasPrefix("-"), !text.contains(".."), !text.contains("@{") else {
            throw node.error(expected: expected)
        }
        return text
    }

    private static func filled(_ node: LocatedNode, expected: String) throws -> String {
        let text = try node.string(expected: expected)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw node.error(expected: expected)
        }
        return text
    }

    private func folder(_ node: LocatedNode) throws -> String {
        try path(node, expected: "the folder of a git repository, or \(Self.expectation)")
    }

    /// Relative paths start from the file's folder; `~/` is expanded where the path is used.
    private func path(_ node: LocatedNode, expected: String) throws -> String {
        let text = try Self.filled(node, expected: expected)
        if text.hasPrefix("/") || text == "~" || text.hasPrefix("~/") { return text }
        let base = baseFolder.hasSuffix("/") ? baseFolder : baseFolder + "/"
        return text == "." ? baseFolder : base + text
    }

    /// The name of a source that has none: the repository's folder, the workload, the program, the file.
    private func defaultName(of kind: ChangeSourceDefinition.Kind) -> DisplayText {
        let name: Substring? =
            switch kind {
            case .git(let repository, _):
                repository.split(separator: "/").last { $0 != "." && $0 != ".." && $0 != "~" }
            case .rollout(let workload, _, _): workload.split(separator: "/").last
            case .command(let text):
                text.split(whereSeparator: \.isWhitespace).first?.split(separator: "/").last?
                    .split(separator: ".").first
            case .file(let path): path.split(separator: "/").last
            }
        let fallback: DisplayText =
            switch kind {
            case .git: "git"
            case .rollout: "rollout"
            case .command: "command"
            case .file: "file"
            }
        return name.map { DisplayText(String($0)) } ?? fallback
    }
}
