import SafeText

/// A template as it is compared with those of other days: its words without variables, numbers and signs.
///
/// Which words of a line become `<*>` differs from run to run, so that templates are alike rather than equal.
struct TemplateForm: Hashable, Sendable {
    /// The most words that are looked at.
    private static let mostWords = 24
    /// How much of two forms must be the same for them to be alike.
    static let leastOverlap = 0.7

    /// Its words, in small letters.
    let words: Set<String>

    /// Nil for a template without words of its own: it says nothing.
    init?(_ template: DisplayText) {
        let pieces = template.string.lowercased().split { !$0.isLetter && !$0.isNumber }
        let words = pieces.lazy.filter { piece in
            piece.count > 1 && piece.allSatisfy(\.isLetter)
        }.prefix(Self.mostWords)
        self.words = Set(words.map(String.init))
        if self.words.isEmpty { return nil }
    }

    /// How much two forms have in common, 0 to 1; 0 below `leastOverlap`.
    ///
    /// It is the mean of what they share of all their words (Jaccard's index) and of what they share of the
    /// shorter one: a variable may stand for words that the other template spells out. Forms of one or two words have to
    /// be nearly the same.
    static func likeness(shared: Int, _ first: Int, _ second: Int) -> Double {
        let ofAll = Double(shared) / Double(max(1, first + second - shared))
        let shorter = min(first, second)
        let ofShorter = shorter < 3 ? ofAll : Double(shared) / Double(shorter)
        let likeness = (ofAll + ofShorter) / 2
        return likeness >= leastOverlap ? likeness : 0
    }
}

/// Words of titles that say nothing about what happened.
enum TitleWords {
    private static let empty: Set<String> = [
        "the", "and", "for", "with", "was", "are", "from", "not", "incident", "outage", "issue",
        "problem", "failure", "error",
    ]

    /// The words of a title that are worth comparing.
    static func words(of title: DisplayText) -> Set<String> {
        let pieces = title.string.lowercased().split { !$0.isLetter && !$0.isNumber }
        return Set(pieces.filter { $0.count > 2 }.map(String.init)).subtracting(empty)
    }
}
