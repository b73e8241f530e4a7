import Processes

/// What a command finds because of the ones before it: the folder and the variables they exported.
struct CarriedState: Hashable, Sendable {
    /// Where the last command ended; nil when none has carried a folder over.
    var workingDirectory: String?
    private var set: [String: String] = [:]
    private var unset: Set<String> = []

    /// Adds what a command left.
    mutating func take(_ carryOver: CarryOver, movesFolder: Bool) {
        for name in carryOver.unset {
            set[name] = nil
            unset.insert(name)
        }
        for (name, value) in carryOver.set {
            set[name] = value
            unset.remove(name)
        }
        if movesFolder { workingDirectory = carryOver.workingDirectory }
    }

    /// True when a variable has a value because of a command.
    func defines(_ name: String) -> Bool { set[name] != nil }

    /// What a command sees that was given some variables.
    ///
    /// - Parameters:
    ///   - given: The variables it was given.
    ///   - exported: Variables that bash is to export when the command assigns them: it does so for
    ///     every variable that it finds in its environment.
    ///   - own: What this program sees.
    /// - Returns: The environment for the command.
    func environment(
        adding given: [String: String], exported: Set<String>, own: [String: String]
    ) -> ProcessEnvironment {
        var environment = ProcessEnvironment(
            set: given.filter { !unset.contains($0.key) }, unset: unset)
        environment.set.merge(set) { $1 }
        let known = environment.resolved(own: own)
        for name in exported where known[name] == nil { environment.set[name] = "" }
        return environment
    }
}
