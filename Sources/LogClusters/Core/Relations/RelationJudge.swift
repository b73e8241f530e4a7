import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// Decides what speaks for one cluster being a symptom of another.
///
/// The thresholds keep chance out: unrelated clusters that are always there begin with the log, speak
/// beside others no more often than their rates make likely, and share no requests.
struct RelationJudge {
    private static let second = 1e9
    /// The longest time from a cause's onset to its symptom's.
    private static let longestDelay = 45 * second
    private static let shortestDelay = 10 * second

    private var graph: NeedsGraph

    init(needs: [DisplayText: [DisplayText]]) { graph = NeedsGraph(needs) }

    /// What speaks for the link; empty when it is not enough for a proposal.
    ///
    /// Two kinds of evidence are needed, one of them seen in the log and one that tells the direction.
    /// Shared requests are enough alone, and so are records that come right after a worse cluster's
    /// regularly: being beside it and the order are two kinds. A need and an onset at the log's start are
    /// not enough.
    mutating func signs(symptom: RelationFacts, cause: RelationFacts) -> [RelationSign] {
        guard symptom.id != cause.id, symptom.records >= 2 else { return [] }
        var signs: [RelationSign] = []
        let known = knownBefore(symptom: symptom, cause: cause)
        if known == .contradicts { return [] }
        if let sign = requests(symptom, cause, needsCause: known.isNeed) { signs.append(sign) }
        if let sign = onset(symptom, cause, isNamed: known.isName) { signs.append(sign) }
        if let sign = beside(symptom, cause) { signs.append(sign) }
        if case .sign(let sign) = known { signs.append(sign) }
        if symptom.namesAsCause(cause) { signs.append(.chain) }
        return suffices(signs, cause: cause) ? signs : []
    }

    private func suffices(_ signs: [RelationSign], cause: RelationFacts) -> Bool {
        guard signs.contains(where: \.isDirected), signs.contains(where: \.isSeen) else {
            return false
        }
        if signs.count >= 2 { return !Self.isMereBackground(signs) }
        switch signs.first {
        case .requests: return true
        case .beside(_, _, let isOrdered, let isRegular):
            return isOrdered && isRegular && cause.severity >= .error
        case .onset, .needs, .names, .chain, nil: return false
        }
    }

    /// True for services that need each other and a log that begins too late to show what came first.
    private static func isMereBackground(_ signs: [RelationSign]) -> Bool {
        signs.allSatisfy { sign in
            switch sign {
            case .onset(_, _, let isClear): !isClear
            case .needs: true
            case .requests, .beside, .names, .chain: false
            }
        }
    }

    /// What the services say of the two.
    private enum Known: Equatable {
        case nothing
        case contradicts
        case sign(RelationSign)

        var isNeed: Bool {
            if case .sign(.needs) = self { true } else { false }
        }

        var isName: Bool {
            if case .sign(.names) = self { true } else { false }
        }
    }

    private mutating func knownBefore(symptom: RelationFacts, cause: RelationFacts) -> Known {
        guard symptom.service != cause.service, !cause.service.isEmpty else { return .nothing }
        if let path = graph.path(from: symptom.service, to: cause.service) {
            return .sign(.needs(path))
        }
        if graph.path(from: cause.service, to: symptom.service) != nil { return .contradicts }
        return symptom.names(cause.service) ? .sign(.names(cause.service)) : .nothing
    }

    private func requests(
        _ symptom: RelationFacts, _ cause: RelationFacts, needsCause: Bool
    ) -> RelationSign? {
        guard symptom.traces.count >= 3, cause.traces.count >= 3 else { return nil }
        let overlap = cause.traces.overlap(with: symptom.traces)
        // A constant that is no request's name, and requests that nearly all have a warning, say nothing.
        guard overlap.shared >= 3, overlap.shared * 3 >= overlap.left,
            overlap.shared * 5 >= overlap.right
        else { return nil }
        let isOrdered = needsCause || overlap.leftFirst * 10 >= overlap.shared * 7
        guard isOrdered || overlap.leftFirst * 10 > overlap.shared * 3 else { return nil }
        return .requests(shared: overlap.shared, isSample: overlap.isSample, isOrdered: isOrdered)
    }
}

// MARK: - Time

extension RelationJudge {
    private func onset(
        _ symptom: RelationFacts, _ cause: RelationFacts, isNamed: Bool
    ) -> RelationSign? {
        let (late, early) = (symptom.onset, cause.onset)
        guard let gap = late.gap, (early.onset, early.serial) < (late.onset, late.serial) else {
            return nil
        }
        let delay = Double(late.onset - early.onset)
        guard delay <= min(Self.longestDelay, Self.shortestDelay + gap) else { return nil }
        let isCauseSeen = began(cause)
        let isSymptomSeen = began(symptom)
        // One that was always there would seldom show up so soon after the log's start, or after the cause.
        let soon = gap * (isNamed ? 0.6 : 0.3)
        guard isCauseSeen || startsWithLog(cause), isSymptomSeen || delay <= soon else {
            return nil
        }
        return .onset(
            delay: late.onset - early.onset, isRise: late.isRise,
            isClear: isCauseSeen && isSymptomSeen)
    }

    /// True when it would have been seen before, had it been there.
    private func began(_ facts: RelationFacts) -> Bool {
        if facts.onset.hasPast { return true }
        let quiet = Double(facts.onset.onset - facts.sourceStart)
        return quiet > max(facts.onset.gap.map { $0 * 3 } ?? 0, 30 * Self.second)
    }

    private func startsWithLog(_ facts: RelationFacts) -> Bool {
        guard let gap = facts.onset.gap else { return false }
        return Double(facts.onset.onset - facts.sourceStart) <= gap * 0.1
    }

    /// The tightest window in which being beside each other cannot be chance.
    private func beside(_ symptom: RelationFacts, _ cause: RelationFacts) -> RelationSign? {
        guard let counts = symptom.neighbours[cause.id], symptom.records >= 5 else { return nil }
        let isCoarse = symptom.isWholeSeconds || cause.isWholeSeconds
        for window in 0..<3 {
            let count = counts[window]
            let share = Double(count) / Double(symptom.records)
            let width = max(Double(NeighbourCounts.windows[window]), isCoarse ? Self.second : 0)
            let chance = Self.chance(of: cause.onset, within: width)
            guard share >= 0.6, chance <= 0.25 else { continue }
            guard Self.surprise(share, against: chance) * Double(symptom.records) >= 12 else {
                continue
            }
            let reverse = Double(cause.neighbours[symptom.id]?[window] ?? 0)
            let isOrdered = reverse <= 0.1 * Double(cause.records)
            return .beside(
                count: count, of: symptom.records, isOrdered: isOrdered,
                isRegular: count >= 8 && share >= 0.9 && window < 2)
        }
        return nil
    }

    /// The chance that a cluster speaks within a time before any moment.
    private static func chance(of onset: OnsetTracker, within width: Double) -> Double {
        let span = max(Double(onset.last - onset.onset), width)
        return 1 - exp(-Double(onset.utterances) * width / span)
    }

    /// How unlikely a share is by chance, in nats a record (Kullback–Leibler divergence).
    private static func surprise(_ share: Double, against chance: Double) -> Double {
        let chance = max(chance, 1e-9)
        let rest = share < 1 ? (1 - share) * log((1 - share) / (1 - chance)) : 0
        return share * log(share / chance) + rest
    }
}
