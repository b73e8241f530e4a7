import IncidentModel

/// What `/` was given: terms that a row must all fulfil, each turned around by a leading `!`.
struct ListQuery: Hashable, Sendable {
    /// The text as typed.
    let typed: String
    /// What is asked of a row.
    let terms: [QueryTerm]
    /// Why it cannot be read, in one sentence; nil when it can. Then nothing is left out.
    let error: String?

    /// Reads what was typed; severities and services can be asked for where rows have them.
    init(typed: String, hasFields: Bool = false) {
        self.typed = typed
        var parser = QueryParser(typed, hasFields: hasFields)
        do {
            terms = try parser.parse()
            error = nil
        } catch {
            terms = []
            self.error = error.sentence
        }
    }

    /// Nothing is left out.
    static let none = ListQuery(typed: "")

    /// True when nothing is left out.
    var isEmpty: Bool { terms.isEmpty }

    /// True when rows that match are the ones left out.
    var isInverted: Bool { terms.first?.isInverted ?? false }

    /// The text looked for, in lower case; empty when it is no plain text.
    var needle: String {
        if case .text(let needle)? = terms.first?.test { return needle }
        return ""
    }

    /// Whether a row with this text stays; upper and lower case count as the same.
    func keeps(_ text: String) -> Bool {
        if terms.isEmpty { return true }
        let lowered = text.lowercased()
        return terms.allSatisfy { $0.keeps(text, lowered: lowered) }
    }

    /// Whether a cluster stays; `text` makes its words, only when they are needed.
    func keeps(_ cluster: ClusterStatus, text: (ClusterStatus) -> String) -> Bool {
        if terms.isEmpty { return true }
        let words = text(cluster)
        let lowered = words.lowercased()
        return terms.allSatisfy { $0.keeps(cluster, text: words, lowered: lowered) }
    }
}
