import IncidentModel
import SafeText

/// One thing that a filter asks of a row.
struct QueryTerm: Hashable, Sendable {
    /// What is asked.
    enum Test: Hashable, Sendable {
        /// The text is found, in lower case.
        case text(String)
        /// The expression is found.
        case pattern(Pattern)
        /// Some record is of one of these severities.
        case severity(Set<Severity>)
        /// The text is found in the name of a service, in lower case.
        case service(String)
    }

    /// What is asked.
    var test: Test
    /// True when the rows that it is true of are left out.
    var isInverted = false

    /// Whether a row with nothing but text stays; a question about clusters keeps none of them.
    func keeps(_ text: String, lowered: String) -> Bool {
        switch test {
        case .text(let needle): Self.contains(lowered, needle) != isInverted
        case .pattern(let pattern): pattern.matches(text) != isInverted
        case .severity, .service: false
        }
    }

    /// Whether a cluster stays.
    func keeps(_ cluster: ClusterStatus, text: String, lowered: String) -> Bool {
        switch test {
        case .text, .pattern: keeps(text, lowered: lowered)
        case .severity(let wanted):
            wanted.contains { cluster.counts[$0] > 0 } != isInverted
        case .service(let needle):
            cluster.services.contains {
                Self.contains($0.string.lowercased(), needle)
            } != isInverted
        }
    }

    /// Compares bytes: a list of a thousand rows is filtered anew with every key.
    private static func contains(_ text: String, _ needle: String) -> Bool {
        if needle.isEmpty { return true }
        var text = text
        var needle = needle
        return text.withUTF8 { text in
            needle.withUTF8 { needle in
                guard let first = needle.first, needle.count <= text.count else { return false }
                for start in 0...(text.count - needle.count) where text[start] == first {
                    if text[start..<start + needle.count].elementsEqual(needle) { return true }
                }
                return false
            }
        }
    }
}
