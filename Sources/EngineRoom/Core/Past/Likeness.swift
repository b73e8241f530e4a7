import IncidentModel
import SafeText

/// How alike two incidents are, 0 to 100, and what they share.
///
/// Up to 45 for the same root, 45 for the same templates, 5 for a runbook that ran then and is loaded now, 5 for
/// words of the title. What is rare among past incidents weighs more than what is common, errors more than warnings,
/// and what only one of the two has counts against them; the present one is still growing, so what is missing there
/// counts less.
struct Likeness: Sendable {
    /// From here on people are told.
    static let threshold = 35
    /// People are told again when a score reaches the next of these.
    static let classes = [threshold, 60, 80]

    /// The most points of each part.
    private static let (rootPoints, clusterPoints, runbookPoints, titlePoints) = (
        45.0, 45.0, 5.0, 5.0
    )
    /// What a thing that only the present one has, and one that only the past one has, takes away.
    private static let (newPenalty, missingPenalty) = (0.3, 0.15)
    /// What keeps a single common line from looking like a whole incident.
    private static let doubt = 0.15

    /// 0 to 100.
    private(set) var score = 0
    /// What they share, the most telling first.
    private(set) var shared: [DisplayText] = []

    /// The present incident as it is compared.
    struct Present: Sendable {
        var trace = IncidentTrace()
        var title = DisplayText.empty
        var loaded: Set<RunbookID> = []
        /// What each template of the trace is like in the past.
        var matches: [TemplateForm: PastVocabulary.Matches] = [:]
    }

    /// Which of the classes a score is in; 0 below the threshold.
    static func rank(of score: Int) -> Int { classes.count { score >= $0 } }

    init(_ past: PastIncident, _ present: Present, _ vocabulary: PastVocabulary) {
        let clusters = Self.clusters(past, present, vocabulary)
        let roots = past.trace.roots.intersection(present.trace.roots)
        var points = Self.roots(past, present, vocabulary) * clusters.trust * Self.rootPoints
        points += clusters.share * Self.clusterPoints
        let runbooks = past.trace.runbooks.intersection(
            present.loaded.union(present.trace.runbooks))
        if !runbooks.isEmpty { points += Self.runbookPoints }
        points += Self.title(past, present, vocabulary) * Self.titlePoints
        score = min(100, max(0, Int(points.rounded())))
        shared = roots.sorted().map { "root \($0.name)" }
        shared += clusters.shared.prefix(3).map { "cluster \(Self.cut($0))" }
        shared += runbooks.sorted().prefix(1).map { "runbook \($0.name)" }
    }

    private static func roots(
        _ past: PastIncident, _ present: Present, _ vocabulary: PastVocabulary
    ) -> Double {
        let (then, now) = (past.trace.roots, present.trace.roots)
        let both = then.intersection(now)
        guard !both.isEmpty else { return 0 }
        // The same service fails for many reasons, but it is never quite by chance.
        let rarity = both.reduce(0) { $0 + 0.5 + 0.5 * vocabulary.rarity(of: $1) }
        let others = 0.5 * Double(now.count - both.count) + 0.25 * Double(then.count - both.count)
        return rarity / (Double(both.count) + others)
    }

    private struct Clusters {
        /// 0 to 1.
        var share = 0.0
        /// What is left of the root's points, by what the logs say of it.
        var trust = 1.0
        /// The shared templates, the most telling first.
        var shared: [DisplayText] = []
    }

    private static func clusters(
        _ past: PastIncident, _ present: Present, _ vocabulary: PastVocabulary
    ) -> Clusters {
        var then: [Int: IncidentTrace.Template] = [:]
        for (form, template) in past.trace.templates {
            if let number = vocabulary.number(of: form) { then[number] = template }
        }
        var found: [(weight: Double, text: DisplayText)] = []
        var unmatched = 0.0
        var met: Set<Int> = []
        for (form, template) in present.trace.templates {
            let matches = present.matches[form] ?? [:]
            let best = matches.filter { then[$0.key] != nil }.max { left, right in
                (left.value, right.key) < (right.value, left.key)
            }
            if let best, met.insert(best.key).inserted {
                let severity = max(template.severity, then[best.key]?.severity ?? .unknown)
                let weight = best.value * vocabulary.rarity(of: best.key) * weight(of: severity)
                found.append((weight, template.text))
            } else if best == nil {
                let rarity = matches.keys.map(vocabulary.rarity).min() ?? 1
                unmatched += rarity * weight(of: template.severity)
            }
        }
        let missing = then.reduce(0) { sum, entry in
            met.contains(entry.key)
                ? sum : sum + vocabulary.rarity(of: entry.key) * weight(of: entry.value.severity)
        }
        return judged(found, unmatched: unmatched, missing: missing)
    }

    private static func judged(
        _ found: [(weight: Double, text: DisplayText)], unmatched: Double, missing: Double
    ) -> Clusters {
        var clusters = Clusters()
        let sum = found.reduce(0) { $0 + $1.weight }
        let against = newPenalty * min(unmatched, 4) + missingPenalty * min(missing, 6)
        clusters.share = sum / (sum + against + doubt)
        // Common lines are no news: only what tells something is named.
        clusters.shared = found.filter { $0.weight >= 0.1 }
            .sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }.map(\.text)
        // Logs that spoke then and say something else now speak against the same cause.
        if sum < 0.1, missing > 0.5 { clusters.trust = unmatched > 0.5 ? 0.6 : 0.75 }
        return clusters
    }

    private static func title(
        _ past: PastIncident, _ present: Present, _ vocabulary: PastVocabulary
    ) -> Double {
        let (then, now) = (TitleWords.words(of: past.title), TitleWords.words(of: present.title))
        let all = then.union(now)
        guard !all.isEmpty else { return 0 }
        let shared = then.intersection(now)
        return shared.reduce(0) { $0 + vocabulary.rarity(ofTitleWord: $1) } / Double(all.count)
    }

    private static func weight(of severity: Severity) -> Double {
        switch severity {
        case .critical, .error: 1
        case .warning: 0.5
        case .unknown, .debug, .info, .notice: 0.1
        }
    }

    private static func cut(_ text: DisplayText) -> DisplayText {
        text.string.count <= 60 ? text : DisplayText(String(text.string.prefix(59)) + "…")
    }
}
