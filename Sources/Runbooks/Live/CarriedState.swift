import Foundation
import Processes

/// What a command finds because of the ones before it: the folder and the variables they exported.
struct CarriedState: Hashable, Sendable {
    /// Where the last command ended; nil when none has carried a folder over.
    private(set) var workingDirectory: String?
    /// Variables that commands gave a value.
    private(set) var values: [String: String] = [:]
    /// Variables whose value holds a secret that this console does not know.
    private(set) var lost: Set<String> = []
    private var unset: Set<String> = []

    /// Adds what a command left.
    ///
    /// - Parameters:
    ///   - carryOver: What it left.
    ///   - movesFolder: True when the next command starts where it ended.
    mutating func take(_ carryOver: CarryOver, movesFolder: Bool) {
        for name in carryOver.unset {
            values[name] = nil
            unset.insert(name)
            lost.remove(name)
        }
        for (name, value) in carryOver.set { set(name, value) }
        for name in carryOver.withheld {
            values[name] = nil
            lost.insert(name)
        }
        if movesFolder { workingDirectory = carryOver.workingDirectory }
    }

    /// Gives a variable a value.
    mutating func set(_ name: String, _ value: String) {
        values[name] = value
        unset.remove(name)
        lost.remove(name)
    }

    /// What a command sees that was given some variables.
    ///
    /// - Parameters:
    ///   - given: The variables it was given.
    ///   - exported: Variables that bash is to export when the command assigns them: it does so for
    ///     every variable that it finds in its environment.
    ///   - own: What this program sees.
    /// - Returns: The environment for the command.
    func environment(
        adding given: [String: String], exported: Set<String>,
        own: [String: String] = ProcessInfo.processInfo.environment
    ) -> ProcessEnvironment {
        var environment = ProcessEnvironment(
            set: given.filter { !unset.contains($0.key) }, unset: unset)
        environment.set.merge(values) { $1 }
        let known = environment.resolved(own: own)
        for name in exported where known[name] == nil { environment.set[name] = "" }
        return environment
    }

    /// The folder in which a command starts.
    ///
    /// - Parameters:
    ///   - own: The folder that its block names, relative to the run's; nil for none.
    ///   - start: The run's folder, which also stands in for one that is gone.
    /// - Returns: An absolute path.
    func folder(for own: String?, in start: String) -> String {
        if let own { return own.hasPrefix("/") ? own : start + "/" + own }
        var isFolder: ObjCBool = false
        if let last = workingDirectory,
            FileManager.default.fileExists(atPath: last, isDirectory: &isFolder), isFolder.boolValue
        {
            return last
        }
        return start
    }
}
