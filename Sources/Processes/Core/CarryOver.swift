import SafeText

/// What one step hands to the next: the folder it ended in and the exported variables it changed.
public struct CarryOver: Sendable, Equatable, Codable {
    /// The shell's folder at its end.
    public var workingDirectory: String
    /// Variables that are new or have another value than at the start.
    public var set: [String: String]
    /// Variables that were there at the start and are no longer exported.
    public var unset: [String]
    /// Names of variables whose values no file may hold, and which are therefore not in `set`.
    ///
    /// Only the program that launched the step gets them, through memory: after it ended they are lost,
    /// and the next step lacks them until somebody gives them again.
    public internal(set) var withheld: [String] = []

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

    /// Takes out what no file may hold.
    ///
    /// - Parameters:
    ///   - secrets: Exact values that were given as secrets.
    ///   - mask: Finds secrets in a text.
    /// - Returns: What was taken out; nil when there was nothing.
    mutating func withhold(secrets: [String], mask: OutputMask) -> CarriedSecrets? {
        var taken = CarriedSecrets()
        taken.set = set.filter { name, value in
            let text = name + "=" + value
            return secrets.contains(value) || mask.masked(text) != text
                || !Redactor.secretValues(of: [name: value]).isEmpty
        }
        set = set.filter { taken.set[$0.key] == nil }
        withheld = taken.set.keys.sorted()
        let shown = mask.masked(workingDirectory)
        if shown != workingDirectory {
            taken.workingDirectory = workingDirectory
            workingDirectory = shown
        }
        return taken == CarriedSecrets() ? nil : taken
    }

    /// Puts back what was taken out.
    mutating func restore(_ taken: CarriedSecrets) {
        set.merge(taken.set) { $1 }
        withheld = withheld.filter { taken.set[$0] == nil }
        if let folder = taken.workingDirectory { workingDirectory = folder }
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

/// The part of a `CarryOver` that goes through memory only.
struct CarriedSecrets: Equatable, Codable {
    /// Variables by name.
    var set: [String: String] = [:]
    /// The folder, when its path holds a secret.
    var workingDirectory: String?
}
