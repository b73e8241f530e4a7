public import IncidentModel
import SafeText

/// Finds the runbooks that fit what is seen.
public struct RunbookSuggester: Sendable {
    /// A runbook that may be suggested.
    public struct Candidate: Hashable, Sendable {
        /// What to load it by: a path, or a name on the shelf.
        public var reference: String
        /// Its plan, loaded or only read.
        public var plan: RunbookPlan
        /// True when it is loaded already.
        public var isLoaded: Bool

        /// Makes a candidate.
        public init(reference: String, plan: RunbookPlan, isLoaded: Bool) {
            self.reference = reference
            self.plan = plan
            self.isLoaded = isLoaded
        }
    }

    /// A trigger that holds.
    private struct Match {
        /// Smaller is better.
        var rank: Int
        var reason: DisplayText
    }

    private init() {}

    /// The candidates with a trigger that holds, the best reason first.
    ///
    /// A service that is down comes first, then clusters and degraded services by how urgent they are; equal
    /// ones stay in the order given. A service that only waits for another one suggests nothing.
    public static func suggestions(
        among candidates: [Candidate], snapshot: ModelSnapshot
    ) -> [RunbookSuggestion] {
        let found = candidates.enumerated().compactMap { place, candidate in
            candidate.plan.triggers.compactMap { match($0, snapshot) }.min { $0.rank < $1.rank }
                .map { (place: place, candidate: candidate, match: $0) }
        }
        return found.sorted { ($0.match.rank, $0.place) < ($1.match.rank, $1.place) }.map { found in
            RunbookSuggestion(
                reference: DisplayText(found.candidate.reference),
                title: found.candidate.plan.title, reason: found.match.reason,
                loaded: found.candidate.isLoaded ? found.candidate.plan.id : nil)
        }
    }

    private static func match(_ trigger: RunbookTrigger, _ snapshot: ModelSnapshot) -> Match? {
        switch trigger {
        case .cluster(let text): cluster(text, snapshot)
        case .service(let name):
            snapshot.services.first { $0.id == name && isBlamed($0) }.map {
                Match(rank: rank($0, down: 0), reason: "service \(name.name) is \($0.verdict)")
            }
        case .probe(let kind): probe(kind, snapshot)
        }
    }

    /// True for a service that is not up by a fault of its own, as far as is known.
    private static func isBlamed(_ service: ServiceStatus) -> Bool {
        guard service.hold == nil, [.down, .degraded].contains(service.verdict) else {
            return false
        }
        switch service.cause {
        case .own, .pending, .none: return true
        case .blocked: return service.isAlsoBroken
        case .local: return false
        }
    }

    private static func rank(_ service: ServiceStatus, down: Int) -> Int {
        service.verdict == .down ? down : down + 3
    }

    private static func probe(_ kind: DisplayText, _ snapshot: ModelSnapshot) -> Match? {
        let wanted = kind.string.lowercased()
        let matches = snapshot.services.compactMap { service -> Match? in
            guard isBlamed(service), let reading = service.deciding, reading.outcome != .up,
                reading.kind.string.lowercased() == wanted
            else { return nil }
            let what: DisplayText = "probe \(reading.kind) of \(service.id.name)"
            return Match(
                rank: rank(service, down: 1),
                reason: reading.reason.isEmpty ? what + " fails" : "\(what): \(reading.reason)")
        }
        return matches.min { $0.rank < $1.rank }
    }

    private static func cluster(_ text: DisplayText, _ snapshot: ModelSnapshot) -> Match? {
        let wanted = text.string.lowercased()
        guard !wanted.isEmpty else { return nil }
        let found = snapshot.logs.clusters.filter {
            !$0.marks.isMuted && ($0.marks.fixedAt == nil || $0.marks.spokeAgainAt != nil)
                && $0.template.string.lowercased().contains(wanted)
        }
        return found.min { ($0.priority, -$0.records) < ($1.priority, -$1.records) }.map {
            // The most urgent clusters stand before what is only degraded.
            Match(
                rank: $0.priority == .p0 ? 2 : 4 + $0.priority.rawValue,
                reason: "cluster \($0.id.number): \($0.template)")
        }
    }
}
