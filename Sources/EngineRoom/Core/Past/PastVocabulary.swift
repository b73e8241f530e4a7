import Glibc
import IncidentModel
import SafeText

/// What past incidents had in common, and how rare each thing is among them.
///
/// What occurs in every incident tells nothing: the rarity of a thing that occurs in `d` of `n` incidents is
/// ln((n + 4) / (d + 1)) / ln((n + 4) / 2), 1 for what occurred once, near 0 for what always does (inverse document
/// frequency, smoothed so that two of two incidents still count as alike).
struct PastVocabulary: Sendable {
    /// Which forms of the past a template is like, and how much.
    typealias Matches = [Int: Double]

    private let incidents: Int
    private var forms: [TemplateForm: Int] = [:]
    private var sizes: [Int] = []
    private var frequencies: [Int] = []
    private var postings: [String: [Int]] = [:]
    private var roots: [ServiceID: Int] = [:]
    private var titleWords: [String: Int] = [:]

    /// Counts what occurs in which of some incidents.
    init(_ past: [PastIncident]) {
        incidents = past.count
        for incident in past {
            for form in incident.trace.templates.keys { add(form) }
            for root in incident.trace.roots { roots[root, default: 0] += 1 }
            for word in TitleWords.words(of: incident.title) {
                titleWords[word, default: 0] += 1
            }
        }
    }

    private mutating func add(_ form: TemplateForm) {
        if let known = forms[form] {
            frequencies[known] += 1
            return
        }
        let number = sizes.count
        forms[form] = number
        sizes.append(form.words.count)
        frequencies.append(1)
        for word in form.words { postings[word, default: []].append(number) }
    }

    /// The number of a form that occurs.
    func number(of form: TemplateForm) -> Int? { forms[form] }

    /// The forms that a template of the present is like.
    func matches(_ form: TemplateForm) -> Matches {
        var shared: [Int: Int] = [:]
        for word in form.words {
            for number in postings[word] ?? [] { shared[number, default: 0] += 1 }
        }
        var matches: Matches = [:]
        for (number, count) in shared {
            let likeness = TemplateForm.likeness(
                shared: count, form.words.count, sizes[number])
            if likeness > 0 { matches[number] = likeness }
        }
        return matches
    }

    /// How rare a form of the past is.
    func rarity(of form: Int) -> Double { rarity(occurring: frequencies[form]) }

    /// How rare a service is as the root.
    func rarity(of root: ServiceID) -> Double { rarity(occurring: roots[root] ?? 0) }

    /// How rare a word of a title is.
    func rarity(ofTitleWord word: String) -> Double { rarity(occurring: titleWords[word] ?? 0) }

    private func rarity(occurring count: Int) -> Double {
        let all = Double(incidents + 4)
        return min(1, log(all / Double(count + 1)) / log(all / 2))
    }
}
