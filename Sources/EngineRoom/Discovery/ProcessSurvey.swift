import Foundation

/// What `/proc` tells of the processes that may be looked at: their sockets and the logs they write.
struct ProcessSurvey: Sendable {
    /// The name of the process that holds a socket, by the socket's inode.
    private(set) var ownerOfSocket: [String: String] = [:]
    /// Log files that are open for writing, by process name.
    private(set) var logsOfProcess: [String: Set<String>] = [:]
    /// How many processes could not be looked at.
    private(set) var hiddenProcesses = 0

    /// Looks at every process once.
    ///
    /// Another user's processes are hidden unless root asks.
    static func take() -> ProcessSurvey {
        var survey = ProcessSurvey()
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for id in entries where Int(id) != nil { survey.look(at: id) }
        return survey
    }

    private mutating func look(at id: String) {
        let folder = "/proc/\(id)/fd"
        guard let comm = try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8) else {
            return
        }
        let name = comm.trimmingCharacters(in: .newlines)
        guard let descriptors = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            hiddenProcesses += 1
            return
        }
        for descriptor in descriptors {
            guard
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: folder + "/" + descriptor)
            else { continue }
            if target.hasPrefix("socket:["), target.hasSuffix("]") {
                let inode = String(target.dropFirst(8).dropLast())
                // Workers inherit the socket; the first, oldest process names it.
                ownerOfSocket[inode] = ownerOfSocket[inode] ?? name
            } else if Self.isLog(target) {
                logsOfProcess[name, default: []].insert(target)
            }
        }
    }

    private static func isLog(_ path: String) -> Bool {
        guard path.hasPrefix("/"), !path.hasSuffix("(deleted)") else { return false }
        return path.hasSuffix(".log")
            || (path.hasPrefix("/var/log/") && !path.contains("/journal/"))
    }
}
