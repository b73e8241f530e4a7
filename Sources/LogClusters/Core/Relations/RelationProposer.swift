import IncidentModel
import SafeText

/// Proposes which clusters are symptoms of which, and keeps proposals from flickering.
///
/// A link shows once it has held for a while, and goes only after it has not held for longer; another cause
/// takes its place only when clearly more speaks for it. Every symptom points to the first cause of its
/// chain. What a person has linked or unlinked always wins.
struct RelationProposer {
    private static let second: Int64 = 1_000_000_000
    /// The shortest time between two looks at all clusters.
    private static let rest = second
    /// For how long a link shows that nothing speaks for any more.
    private static let patience = 60 * second
    /// How much better another cause must be.
    private static let margin = 1.0

    /// A link that is held, shown or not yet shown.
    private struct Held {
        var cause: ClusterID
        var signs: [RelationSign]
        var since: Int64
        var last: Int64
    }

    private let settling: Int64
    private var judge: RelationJudge
    private var held: [ClusterID: Held] = [:]
    private var hand: [ClusterID: ClusterID?] = [:]
    private var shown: [ClusterID: ClusterRelation] = [:]
    private var lastVersion = -1
    private var lastRound: Int64?

    /// Prepares a proposer that knows nothing yet.
    ///
    /// - Parameters:
    ///   - needs: The services that each service needs.
    ///   - settling: How long a link must hold before it shows; zero when all is known at once.
    init(needs: [DisplayText: [DisplayText]], settling: Duration = .seconds(2)) {
        judge = RelationJudge(needs: needs)
        self.settling = settling.wholeNanoseconds
    }

    /// When a link will show by time alone, in nanoseconds; nil when none will.
    var nextDue: Int64? {
        guard let lastRound else { return nil }
        return held.values.map { $0.since + settling }.filter { $0 > lastRound }.min()
            .map { max($0, lastRound + Self.rest) }
    }

    /// Sets the relation of every cluster of a status that was just published.
    ///
    /// - Parameters:
    ///   - status: The status; only its clusters' relations are changed.
    ///   - book: Where its clusters are counted.
    ///   - version: `RelationEvidence.version`.
    ///   - now: Nanoseconds since the epoch.
    ///   - byHand: What people have said: the cause of a cluster, or nil for no symptom.
    mutating func propose(
        _ status: inout LogStatus, from book: ClusterBook, version: Int, at now: Int64,
        byHand: [ClusterID: ClusterID?] = [:]
    ) {
        let isDue = lastRound.map { now - $0 >= Self.rest || now < $0 } ?? true
        let hasNews = version != lastVersion || (nextDue.map { $0 <= now } ?? false)
        if byHand != hand || (isDue && hasNews) {
            lastVersion = version
            relate(RelationRound.facts(status, from: book), at: now, byHand: byHand)
        }
        for index in status.clusters.indices {
            status.clusters[index].relation = shown[status.clusters[index].id]
        }
    }

    /// Looks at all clusters and decides which links show.
    ///
    /// - Returns: The relations by symptom.
    @discardableResult
    mutating func relate(
        _ facts: [RelationFacts], at now: Int64, byHand: [ClusterID: ClusterID?] = [:]
    ) -> [ClusterID: ClusterRelation] {
        lastRound = now
        hand = byHand
        var forest = RelationForest()
        for (symptom, cause) in byHand.sorted(by: { $0.key < $1.key }) {
            if let cause { forest.link(symptom, to: cause) }
        }
        choose(from: RelationRound.candidates(facts, judge: &judge), in: forest, at: now)
        shown = relations(handMade: forest, at: now)
        return shown
    }

    /// Updates what is held: the best cause of each symptom, with an advantage for the one it has.
    private mutating func choose(
        from candidates: [RelationRound.Candidate], in handMade: RelationForest, at now: Int64
    ) {
        var forest = handMade
        let ranked = candidates.enumerated().sorted { left, right in
            let (one, other) = (advanced(left.element), advanced(right.element))
            return one == other ? left.offset < right.offset : one > other
        }.map(\.element)
        for candidate in ranked where hand[candidate.symptom] == nil {
            guard forest.link(candidate.symptom, to: candidate.cause) else { continue }
            let before = held[candidate.symptom]
            held[candidate.symptom] = Held(
                cause: candidate.cause, signs: candidate.signs, since: before?.since ?? now,
                last: now)
        }
        for (symptom, link) in held.sorted(by: { $0.key < $1.key }) where link.last < now {
            let isKept =
                hand[symptom] == nil && now - link.last <= Self.patience
                && forest.link(symptom, to: link.cause)
            if !isKept { held[symptom] = nil }
        }
    }

    private func advanced(_ candidate: RelationRound.Candidate) -> Double {
        candidate.score + (held[candidate.symptom]?.cause == candidate.cause ? Self.margin : 0)
    }

    private func relations(handMade: RelationForest, at now: Int64)
        -> [ClusterID: ClusterRelation]
    {
        var forest = handMade
        let visible = held.filter { now - $0.value.since >= settling }
        for (symptom, link) in visible { forest.link(symptom, to: link.cause) }
        var relations: [ClusterID: ClusterRelation] = [:]
        for (symptom, link) in visible {
            relations[symptom] = relation(of: symptom, link, root: forest.root(of: symptom))
        }
        for (symptom, cause) in hand {
            guard let cause else { continue }
            relations[symptom] = ClusterRelation(
                cause: cause, evidence: ["linked by hand"], isByHand: true)
        }
        return relations
    }

    private func relation(of symptom: ClusterID, _ link: Held, root: ClusterID)
        -> ClusterRelation
    {
        var evidence = link.signs.map(\.words)
        if root != link.cause { evidence.append("through cluster \(link.cause.number)") }
        return ClusterRelation(cause: root, evidence: evidence, isByHand: false)
    }
}
