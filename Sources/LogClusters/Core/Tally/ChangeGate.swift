import IncidentModel

/// Lets those moments of clusters pass that somebody cares about, and not too many of them.
///
/// Told is what concerns warnings and worse, priorities up to P2 and what is pinned; nothing that is
/// muted. Beyond twenty at once, one more passes every three seconds. What a person waits for always
/// passes: pinned clusters, and fixed ones that speak again.
struct ChangeGate {
    private static let burst = 20
    private static let pause: Int64 = 3_000_000_000

    private var left = ChangeGate.burst
    private var refilledAt: Int64 = .min

    /// True when a change is to be told.
    mutating func passes(_ moment: ClusterMoment, of status: ClusterStatus, at now: Int64) -> Bool {
        if moment == .spokeAfterFix || status.marks.isPinned { return true }
        guard Self.concerns(status) else { return false }
        refill(at: now)
        guard left > 0 else { return false }
        left -= 1
        return true
    }

    /// True when a person should hear of what the cluster does.
    static func concerns(_ status: ClusterStatus) -> Bool {
        if status.marks.isPinned { return true }
        return !status.marks.isMuted && (status.severity >= .warning || status.priority <= .p2)
    }

    private mutating func refill(at now: Int64) {
        guard refilledAt > .min, now >= refilledAt else {
            refilledAt = now
            return
        }
        let more = (now - refilledAt) / Self.pause
        guard more > 0 else { return }
        left = Int(min(Int64(left) + more, Int64(Self.burst)))
        refilledAt += more * Self.pause
    }
}
