/// What `systemctl show` says of one unit (org.freedesktop.systemd1(5)).
struct UnitState: Hashable, Sendable {
    /// The properties that are asked for.
    static let properties = [
        "Id", "LoadState", "LoadError", "ActiveState", "SubState", "Type", "Result", "ExecMainCode",
        "ExecMainStatus", "NRestarts", "ActiveEnterTimestampMonotonic",
        "InactiveEnterTimestampMonotonic", "StateChangeTimestampMonotonic",
        "ExecMainExitTimestampMonotonic", "MainPID", "MemoryCurrent", "Unit",
    ]

    private let values: [String: String]

    /// Reads blocks of `Name=value`, one for each unit, with an empty line between them.
    static func parse(_ text: String) -> [UnitState] {
        var states: [UnitState] = []
        var values: [String: String] = [:]
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines + [Substring()] {
            if let sign = line.firstIndex(of: "=") {
                values[String(line[..<sign])] = String(line[line.index(after: sign)...])
            } else if line.isEmpty, !values.isEmpty {
                states.append(UnitState(values: values))
                values = [:]
            }
        }
        return states
    }

    private init(values: [String: String]) { self.values = values }

    /// The value of a property; empty when systemd did not tell.
    subscript(_ name: String) -> String { values[name] ?? "" }

    var restarts: Int { Int(self["NRestarts"]) ?? 0 }

    /// How long ago a time stamp was; nil when it never was.
    ///
    /// - Parameters:
    ///   - name: The property without `TimestampMonotonic`.
    ///   - now: Microseconds of the monotonic clock.
    /// - Returns: The age, not negative.
    func age(_ name: String, now: UInt64) -> Duration? {
        guard let then = UInt64(self[name + "TimestampMonotonic"]), then > 0 else { return nil }
        return .microseconds(Int64(clamping: now > then ? now - then : 0))
    }

    /// How the unit failed, in words: `exit code 1`, `signal 9 (KILL)`, `it was restarted too often`.
    var failureWords: String {
        let status = Int(self["ExecMainStatus"]) ?? 0
        switch self["Result"] {
        case "exit-code": return Self.exitWords(status)
        case "signal": return SignalName.words(Int32(clamping: status)) + " ended it"
        case "core-dump":
            return SignalName.words(Int32(clamping: status)) + " ended it with a core dump"
        case "timeout": return "it took too long to start or stop"
        case "watchdog": return "its watchdog heard nothing from it"
        case "oom-kill": return "out of memory"
        case "start-limit-hit": return "it was restarted too often"
        case "resources": return "systemd lacked the resources to start it"
        case "protocol": return "it did not keep to its start protocol"
        case "exec-condition": return "its condition for running did not hold"
        case "", "success": return "no reason given"
        case let other: return other
        }
    }

    /// systemd's own exit statuses begin at 200 (systemd.exec(5), Process Exit Codes).
    private static func exitWords(_ status: Int) -> String {
        let own = [
            200: "its working directory cannot be entered", 203: "its program cannot be executed",
            216: "its group does not exist", 217: "its user does not exist",
            226: "its name space cannot be made", 237: "its keyring cannot be made",
        ]
        return "exit code \(status)" + (own[status].map { ", \($0)" } ?? "")
    }
}
