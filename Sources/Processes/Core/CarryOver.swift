/// What one step hands to the next: the folder it ended in and the exported variables it changed.
public struct CarryOver: Sendable, Equatable, Codable {
    /// The shell's folder at its end.
    public var workingDirectory: String
    /// Variables that are new or have another value than at the start.
    public var set: [String: String]
    /// Variables that were there at the start and are no longer exported.
    public var unset: [String]

    /// Bash's own book-keeping, which differs in every run.
    private static let ofTheShell: Set<String> = [
        "_", "SHLVL", "PWD", "OLDPWD", "BASH_ENV", CarryScript.folderVariable,
        CarryScript.userStartVariable,
    ]

    /// Reads what the prologue's function left: the folder, `env -0` and a full stop, each ending in NUL.
    ///
    /// Nil when the file is not complete. Variables that are not UTF-8 are left out.
    init?(_ bytes: [UInt8], before: [String: String]) {
        var fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
        guard fields.count >= 3, fields.removeLast().isEmpty, fields.removeLast() == [0x2E],
            let folder = String(validating: fields.removeFirst(), as: UTF8.self)
        else { return nil }
        var after: [String: String] = [:]
        var undecodable: Set<String> = []
        for field in fields {
            guard let equals = field.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: field[..<equals], as: UTF8.self)
            if let value = String(validating: field[field.index(after: equals)...], as: UTF8.self) {
                after[name] = value
            } else {
                undecodable.insert(name)
            }
        }
        workingDirectory = folder
        set = after.filter { !Self.ofTheShell.contains($0.key) && before[$0.key] != $0.value }
        unset = before.keys.filter {
            after[$0] == nil && !undecodable.contains($0) && !Self.ofTheShell.contains($0)
        }.sorted()
    }

    /// Shorter secrets would be found everywhere, in bytes.
    private static let leastSecret = 3

    /// The same for a file: in place of each secret its number, between two zero bytes, which no variable
    /// can hold.
    func hiding(_ secrets: [String]) -> CarryOver {
        let known = secrets.enumerated().filter { $0.element.utf8.count >= Self.leastSecret }
            .sorted { $0.element.utf8.count > $1.element.utf8.count }
        var hidden = self
        hidden.set = set.mapValues { value in
            known.reduce(value) { $0.replacing($1.element, with: "\0\($1.offset)\0") }
        }
        return hidden
    }

    /// The value of a variable in `set`.
    ///
    /// - Parameters:
    ///   - name: The variable.
    ///   - secrets: The secrets of the request, in its order; none when nobody knows them any more.
    /// - Returns: The value; nil when there is none, or when it holds a secret that is not known.
    public func value(of name: String, secrets: [String]) -> String? {
        guard let value = set[name] else { return nil }
        let parts = value.split(separator: "\0", omittingEmptySubsequences: false)
        var text = ""
        for (index, part) in parts.enumerated() {
            guard index % 2 == 1 else {
                text += part
                continue
            }
            guard let number = Int(part), secrets.indices.contains(number) else { return nil }
            text += secrets[number]
        }
        return text
    }

    /// The environment of the step that follows one which started with `environment`.
    public func applied(to environment: ProcessEnvironment) -> ProcessEnvironment {
        var next = environment
        for name in unset {
            next.set[name] = nil
            next.unset.insert(name)
        }
        next.set.merge(set) { _, new in new }
        return next
    }
}
