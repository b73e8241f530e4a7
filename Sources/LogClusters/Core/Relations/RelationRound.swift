import IncidentModel
import SafeText

/// One look at all clusters of warnings and errors: which could be a symptom of which.
struct RelationRound {
    /// A possible link.
    struct Candidate {
        var symptom: ClusterID
        var cause: ClusterID
        var signs: [RelationSign]
        var score: Double
    }

    /// Clusters that are compared with each other at most; the work grows with the square.
    static let limit = 256

    /// All links that enough speaks for, the strongest first.
    static func candidates(_ facts: [RelationFacts], judge: inout RelationJudge) -> [Candidate] {
        var candidates: [Candidate] = []
        for symptom in facts {
            for cause in facts {
                let signs = judge.signs(symptom: symptom, cause: cause)
                guard !signs.isEmpty else { continue }
                candidates.append(
                    Candidate(
                        symptom: symptom.id, cause: cause.id, signs: signs,
                        score: signs.reduce(0) { $0 + $1.weight }))
            }
        }
        // Of equally good causes the first that began is the better one.
        let began = Dictionary(
            facts.map { ($0.id, $0.onset.onset) }, uniquingKeysWith: { first, _ in first })
        return candidates.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            let (one, other) = (began[left.cause] ?? .max, began[right.cause] ?? .max)
            return (one, left.cause, left.symptom) < (other, right.cause, right.symptom)
        }
    }

    /// What is known of the clusters of a status, the most serious and frequent ones first.
    static func facts(_ status: LogStatus, from book: ClusterBook) -> [RelationFacts] {
        var evidence: [ClusterID: ClusterEvidence] = [:]
        var names: [Int32: ClusterID] = [:]
        for tally in book.tallies {
            guard let tally, tally.number > 0, let known = tally.evidence else { continue }
            let id = ClusterID(tally.number)
            evidence[id] = known
            names[known.key] = id
            for alias in known.aliases { names[alias] = id }
        }
        let worst = status.clusters.filter { $0.severity >= .warning && evidence[$0.id] != nil }
            .sorted { ($0.severity, $0.records, $1.id) > ($1.severity, $1.records, $0.id) }
        return worst.prefix(limit).compactMap { cluster in
            evidence[cluster.id].map { facts(cluster, $0, names: names) }
        }
    }

    private static func facts(
        _ cluster: ClusterStatus, _ evidence: ClusterEvidence, names: [Int32: ClusterID]
    ) -> RelationFacts {
        var facts = RelationFacts(
            id: cluster.id, severity: cluster.severity,
            service: cluster.services.first ?? .empty, template: cluster.template,
            records: evidence.records, sourceStart: evidence.sourceStart, onset: evidence.onset)
        facts.traces = evidence.traces
        facts.isWholeSeconds = evidence.isWholeSeconds
        for neighbour in evidence.neighbours.all {
            guard let id = names[neighbour.key], id != cluster.id else { continue }
            var counts = facts.neighbours[id] ?? InlineArray(repeating: 0)
            for window in 0..<3 {
                // Of clusters that were joined, both may have stood before the same record.
                counts[window] = min(counts[window] + neighbour.counts[window], evidence.records)
            }
            facts.neighbours[id] = counts
        }
        return facts
    }
}
