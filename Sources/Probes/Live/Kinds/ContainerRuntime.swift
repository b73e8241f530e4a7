import LocatedYAML
import Processes

/// Who is asked about containers.
enum ContainerRuntime: Sendable {
    /// docker, podman or nerdctl: the program.
    case docker(String)
    /// kubectl or oc: the program and its general options.
    case kubectl(String, options: [String])
    /// A line for bash that prints what one of the others would print.
    case command(String)

    private static let dockerLike = ["docker", "podman", "nerdctl"]
    private static let kubectlLike = ["kubectl", "oc"]

    /// Reads `runtime`, `context` and `namespace`.
    init(_ keys: inout MappingReader) throws {
        let node = keys.optionalNode("runtime")
        var options: [String] = []
        let (context, namespace) = (
            try keys.optionalString("context"), try keys.optionalString("namespace")
        )
        if let context { options += ["--context", context] }
        if let namespace { options += ["--namespace", namespace] }
        let expected =
            "docker, podman, nerdctl, kubectl, oc, the path of one, or {command: …}"
        if let node, node.text == nil {
            var reader = try MappingReader(node, expected: expected)
            self = .command(try reader.string("command"))
            try reader.finish()
            return
        }
        let program = node?.text ?? "docker"
        let name = program.split(separator: "/").last.map(String.init) ?? ""
        if Self.kubectlLike.contains(name) {
            self = .kubectl(program, options: options)
        } else if Self.dockerLike.contains(name), options.isEmpty {
            self = .docker(program)
        } else if let node, options.isEmpty {
            throw node.error(expected: expected)
        } else {
            throw keys.missing("runtime", expected: "kubectl, which has contexts and namespaces")
        }
    }

    /// What its sentences call it.
    var program: String {
        switch self {
        case .docker(let program), .kubectl(let program, _):
            program.split(separator: "/").last.map(String.init) ?? program
        case .command: "the command"
        }
    }

    /// Asks for a container or pod by its name.
    func inspection(of name: String) -> ProcessCommand {
        switch self {
        case .docker(let program):
            ProcessCommand(executable: program, arguments: Self.inspect("{{json .}}", name))
        case .kubectl(let program, let options):
            ProcessCommand(
                executable: program, arguments: options + ["get", "pod", name, "-o", "json"])
        case .command(let line): .bash(line)
        }
    }

    /// Asks kubectl for something else than a pod; nil for the others.
    func get(_ words: [String]) -> ProcessCommand? {
        guard case .kubectl(let program, let options) = self else { return nil }
        return ProcessCommand(
            executable: program, arguments: options + ["get"] + words + ["-o", "json"])
    }

    /// A line that shows the state, without the variables of the container.
    func equivalent(of name: String) -> String {
        switch self {
        case .docker(let program):
            ShellQuoting.line(
                [program] + Self.inspect("{{json .State}} restarts={{.RestartCount}}", name))
        case .kubectl: equivalent(get: ["pod", name])
        case .command(let line): line
        }
    }

    /// A line that lists pods, for kubectl.
    func equivalent(get words: [String]) -> String {
        guard case .kubectl(let program, let options) = self else { return "" }
        return ShellQuoting.line([program] + options + ["get"] + words + ["-o", "wide"])
    }

    private static func inspect(_ format: String, _ name: String) -> [String] {
        ["inspect", "--type", "container", "--format", format, name]
    }
}
