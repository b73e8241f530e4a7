import IncidentModel

/// What the state of a systemd unit means for those who need it.
struct UnitVerdict: Hashable, Sendable {
    var outcome: Outcome
    /// At most 8 columns.
    var summary: String
    /// One sentence; empty when up.
    var reason: String

    /// Judges a unit.
    ///
    /// - Parameters:
    ///   - unit: Its properties.
    ///   - name: Its name in the sentence.
    ///   - limit: When restarts are too many.
    ///   - now: Microseconds of the monotonic clock.
    /// - Returns: The verdict.
    static func judge(
        _ unit: UnitState, name: String, limit: RestartLimit, now: UInt64
    ) -> UnitVerdict {
        switch unit["LoadState"] {
        case "not-found": return down("no unit", "there is no unit \(name)")
        case "masked": return down("masked", "\(name) is masked")
        case "error", "bad-setting":
            return down("bad unit", "the unit file of \(name) cannot be loaded")
        default: break
        }
        switch unit["ActiveState"] {
        case "active": return active(unit, name, limit, now)
        case "reloading", "refreshing":
            return degraded("reload", "\(name) is reloading its configuration")
        case "activating": return activating(unit, name, now)
        case "deactivating":
            return down(
                "stopping", "\(name) is stopping" + since(unit, "StateChange", now, " for "))
        case "failed":
            let when = since(unit, "InactiveEnter", now, " ", " ago")
            return down("failed", "\(name) failed\(when): \(unit.failureWords)\(history(unit))")
        case "inactive": return inactive(unit, name, now)
        case "":
            return UnitVerdict(
                outcome: .unknown, summary: "no state", reason: "systemd told no state of \(name)")
        case let other: return down(String(other.prefix(8)), "\(name) is \(other)")
        }
    }

    private static func active(
        _ unit: UnitState, _ name: String, _ limit: RestartLimit, _ now: UInt64
    ) -> UnitVerdict {
        let age = unit.age("ActiveEnter", now: now)
        let up = age.map { ", up for \(Words.age($0))" } ?? ""
        switch limit.judge(restarts: unit.restarts, age: age) {
        case .restarting: return down("restarts", "\(name) is restarting\(history(unit))\(up)")
        case .restarted: return degraded("restart", "\(name) was restarted\(history(unit))\(up)")
        case .steady:
            let word = unit["SubState"]
            return UnitVerdict(
                outcome: .up, summary: word.count <= 8 && !word.isEmpty ? word : "active",
                reason: "")
        }
    }

    private static func activating(
        _ unit: UnitState, _ name: String, _ now: UInt64
    ) -> UnitVerdict {
        // Between an end and the next start: it does not serve.
        if unit["SubState"].hasPrefix("auto-restart") {
            return down("restarts", "\(name) is restarting: \(unit.failureWords)\(history(unit))")
        }
        return degraded(
            "starting", "\(name) is starting" + since(unit, "StateChange", now, " for "))
    }

    private static func inactive(
        _ unit: UnitState, _ name: String, _ now: UInt64
    ) -> UnitVerdict {
        // A one-shot unit is inactive once it has done its work.
        if unit["Type"] == "oneshot", unit["Result"] == "success",
            unit.age("ExecMainExit", now: now) != nil
        {
            return UnitVerdict(outcome: .up, summary: "done", reason: "")
        }
        let when = since(unit, "InactiveEnter", now, " for ")
        return down("inactive", "\(name) is not running\(when)")
    }

    /// `, 7 restarts`.
    private static func history(_ unit: UnitState) -> String {
        unit.restarts > 0 ? ", \(Words.count(unit.restarts, "restart"))" : ""
    }

    private static func since(
        _ unit: UnitState, _ name: String, _ now: UInt64, _ before: String, _ after: String = ""
    ) -> String {
        unit.age(name, now: now).map { before + Words.age($0) + after } ?? ""
    }

    private static func down(_ summary: String, _ reason: String) -> UnitVerdict {
        UnitVerdict(outcome: .down, summary: summary, reason: reason)
    }

    private static func degraded(_ summary: String, _ reason: String) -> UnitVerdict {
        UnitVerdict(outcome: .degraded, summary: summary, reason: reason)
    }
}
