import IncidentModel
import SafeText

/// Past incidents, and which of them are like the present one.
///
/// Pure: it is given what the records hold, then the events of the present one as they come.
struct PastWatch {
    /// How many of the most alike ones are told of.
    static let mostTold = 3

    private var past: [PastIncident] = []
    private var vocabulary = PastVocabulary([])
    private var present = Likeness.Present()
    /// In which class each was when it was told of.
    private var told: [DisplayText: Int] = [:]
    private var isMoved = false

    /// Knows nothing.
    init() {}

    /// Those that the record tells of already are told of again only when they become more alike.
    mutating func remember(_ similar: [SimilarIncident]) {
        for known in similar {
            told[known.id] = max(told[known.id] ?? 0, Likeness.rank(of: known.score))
        }
    }

    /// Takes the past incidents, and what the present record held before this console.
    mutating func take(past: [PastIncident], before events: [JournalEvent]) {
        self.past = past
        vocabulary = PastVocabulary(past)
        present.matches = [:]
        take(events)
        isMoved = true
    }

    /// Takes events of the present incident.
    mutating func take(_ events: [JournalEvent]) {
        for event in events where present.trace.take(event) { isMoved = true }
    }

    /// The past incidents that turned out to be like this one since the last time.
    ///
    /// - Parameters:
    ///   - title: The present title; nil while no incident is open.
    ///   - loaded: The runbooks that are loaded.
    /// - Returns: At most `mostTold`, the most alike first; none while nothing is wrong.
    mutating func news(title: DisplayText?, loaded: Set<RunbookID>) -> [SimilarIncident] {
        if present.title != title ?? .empty || present.loaded != loaded {
            (present.title, present.loaded) = (title ?? .empty, loaded)
            isMoved = true
        }
        guard isMoved, !past.isEmpty, title != nil || !present.trace.roots.isEmpty else {
            return []
        }
        isMoved = false
        for form in present.trace.templates.keys where present.matches[form] == nil {
            present.matches[form] = vocabulary.matches(form)
        }
        let alike = past.compactMap { incident -> SimilarIncident? in
            let likeness = Likeness(incident, present, vocabulary)
            guard likeness.score >= Likeness.threshold else { return nil }
            return SimilarIncident(
                id: incident.id, title: incident.title, openedAt: incident.openedAt,
                score: likeness.score, shared: likeness.shared, solvedBy: incident.solvedBy)
        }.sorted { ($1.score, $1.openedAt) < ($0.score, $0.openedAt) }
        return alike.prefix(Self.mostTold).filter { similar in
            let rank = Likeness.rank(of: similar.score)
            guard rank > told[similar.id] ?? 0 else { return false }
            told[similar.id] = rank
            return true
        }
    }
}
