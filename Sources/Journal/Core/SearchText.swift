import Foundation
import IncidentModel

/// The text by which an event is found: its author and its headline, in a form in which letters
/// that differ in case only are the same.
///
/// It is derived from the event and not part of its hash.
struct SearchText: Hashable {
    let string: String

    /// The text of an event.
    init(of event: JournalEvent) {
        self.init("\(event.actor) \(event.headline)")
    }

    /// A text that is looked for, or looked through.
    init(_ text: String) {
        let lower = text.lowercased()
        // Composed and decomposed letters are the same to whoever types them.
        string =
            lower.utf8.allSatisfy { $0 < 0x80 }
            ? lower : lower.precomposedStringWithCanonicalMapping
    }
}
