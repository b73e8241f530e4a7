import Foundation
import IncidentModel

/// The numbers of the events that a filter keeps, as far as the journal was looked through.
///
/// Events are never changed, so what was found once stays found; only what is new has to be read.
struct TimelineSearch: Hashable, Sendable {
    /// The filter.
    let filter: TimelineFilter
    /// Texts that must occur, as they are compared.
    let wanted: [String]
    /// Texts that must not.
    let unwanted: [String]
    /// The newest event that was looked at.
    private(set) var lookedUpTo = 0
    /// Events that are kept, the oldest first; 32 bits each, there may be a million.
    private(set) var kept: [Int32] = []

    /// Begins a search; an empty text is in every entry and asks for nothing.
    init(_ filter: TimelineFilter) {
        self.filter = filter
        wanted = filter.including.map { SearchText($0).string }.filter { !$0.isEmpty }
        unwanted = filter.excluding.map { SearchText($0).string }.filter { !$0.isEmpty }
    }

    /// Takes what was found among the events up to a number.
    mutating func take(_ found: [Int32], upTo sequence: Int) {
        kept += found
        lookedUpTo = sequence
    }

    /// True when an entry with this text is kept.
    func keeps(_ text: SearchText) -> Bool {
        wanted.allSatisfy { text.string.utf8.firstRange(of: $0.utf8) != nil }
            && !unwanted.contains { text.string.utf8.firstRange(of: $0.utf8) != nil }
    }

    /// The numbers of a page, the newest first.
    func page(offset: Int, count: Int) -> [Int] {
        let end = kept.count - min(max(offset, 0), kept.count)
        return kept[max(end - max(count, 0), 0)..<end].reversed().map { Int($0) }
    }
}
