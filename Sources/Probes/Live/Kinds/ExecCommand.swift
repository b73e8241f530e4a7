import LocatedYAML
import Processes
import SafeText

/// The command of an `exec` probe: a line for a shell, or a program with its arguments.
struct ExecCommand: Sendable {
    /// Who reads the command line.
    enum Reader: Sendable {
        case bash(String)
        case sh(String)
        /// Nobody: the program and its arguments, at least one word.
        case nobody([String])
    }

    let reader: Reader
    /// Variables that are added to this program's own.
    let variables: [(name: String, value: EnvironmentText)]
    let folder: EnvironmentText?

    init(_ keys: inout ProbeKeys) throws {
        let shell = try keys.probe.optionalEnumeration(
            "shell", of: ["bash": "bash", "sh": "sh", "none": "none"])
        reader = try Self.reader(keys.value, shell: shell)
        folder = try keys.probe.optionalNode("dir")?.environmentText("a folder")
        variables = try (keys.probe.optionalNode("env").map(Self.variables)) ?? []
    }

    private static func reader(_ node: LocatedNode, shell: String?) throws -> Reader {
        let words = try node.strings()
        guard words.contains(where: { $0.contains { !$0.isWhitespace } }),
            !words.contains(where: { $0.contains("\0") }), words.first != ""
        else { throw node.error(expected: "a command line for a shell, or a list of words") }
        switch (node.elements != nil, shell) {
        case (true, nil), (_, "none"): return .nobody(words)
        case (false, "sh"): return .sh(words[0])
        case (false, _): return .bash(words[0])
        case (true, let shell):
            throw node.error(expected: "one command line, which \(shell ?? "a shell") reads")
        }
    }

    private static func variables(_ node: LocatedNode) throws -> [(String, EnvironmentText)] {
        guard let entries = node.entries else {
            throw node.error(expected: "variables such as {LC_ALL: C}")
        }
        return try entries.map { entry in
            guard EnvironmentText.isName(entry.key) else {
                throw ConfigurationError(
                    at: entry.location, found: entry.key, expected: "the name of a variable")
            }
            let text = try entry.value.environmentText("the variable's value")
            guard !text.shellWord().contains("\0") else {
                throw entry.value.error(expected: "text without a NUL")
            }
            return (entry.key, text)
        }
    }

    /// What identifies it among the commands of all probes.
    var identity: String {
        switch reader {
        case .bash(let line), .sh(let line): line
        case .nobody(let words): words.joined(separator: " ")
        }
    }

    /// The command with all its variables filled in.
    ///
    /// - Throws: `ProbeFailure` when a variable is not set.
    func prepared() throws(ProbeFailure) -> ProcessCommand {
        var values: [String: String] = [:]
        for (name, value) in variables { values[name] = try value.filledNow().get() }
        let folder = try folder?.filledNow().get()
        switch reader {
        case .bash(let line):
            return .bash(line, environment: .adding(values), workingDirectory: folder)
        case .sh(let line):
            return ProcessCommand(
                executable: "sh", arguments: ["-c", line], environment: .adding(values),
                workingDirectory: folder)
        case .nobody(let words):
            return ProcessCommand(
                executable: words[0], arguments: Array(words.dropFirst()),
                environment: .adding(values), workingDirectory: folder)
        }
    }

    /// A shell line that does the same; values that may be secret are left to the reader's environment.
    func equivalent(timeout: Duration) -> String {
        let limit = ["timeout", Words.seconds(timeout)]
        let call =
            switch reader {
            case .bash(let line): ShellQuoting.line(limit + ["bash", "-c", line])
            case .sh(let line): ShellQuoting.line(limit + ["sh", "-c", line])
            case .nobody(let words): ShellQuoting.line(limit + words)
            }
        let settings = variables.map { name, value in
            // Without variables the text itself may be the secret.
            let isPlain = !value.names.isEmpty || Self.mayBeShown(name, value.shellWord())
            return "\(name)=\(isPlain ? value.shellWord() : "\"$\(name)\"") "
        }
        return (folder.map { "cd \($0.shellWord()) && " } ?? "") + settings.joined() + call
    }

    private static func mayBeShown(_ name: String, _ value: String) -> Bool {
        let setting = "\(name)=\(value)"
        return Redactor.secretValues(of: [name: value]).isEmpty
            && Redactor.standard.redact(setting) == setting
    }
}
