import IncidentModel
import SafeText

/// A change as a reader saw it, before it is known which source it belongs to.
struct ChangeSighting: Hashable, Sendable {
    /// The most characters of a title that are kept.
    static let longestTitle = 200

    /// What tells it from others of the same source.
    var id: DisplayText
    /// When it was made, by the clock of whoever made it.
    var at: Timestamp
    /// What it is, in one line; cut after `longestTitle` characters.
    var title: DisplayText
    /// Who made it; empty when nobody says.
    var author: DisplayText

    /// Describes a change.
    init(id: DisplayText, at: Timestamp, title: DisplayText, author: DisplayText = .empty) {
        self.id = Self.cut(id, to: 80)
        self.at = at
        self.title = Self.cut(title, to: Self.longestTitle)
        self.author = Self.cut(author, to: 80)
    }

    private static func cut(_ text: DisplayText, to length: Int) -> DisplayText {
        text.string.count <= length
            ? text : DisplayText(String(text.string.prefix(length - 1)) + "…")
    }
}

/// What one look at a source of changes found.
enum ChangeLook: Hashable, Sendable {
    /// The changes that there are, most of them seen before; in any order but for those of the same moment, the oldest
    /// of which comes first.
    case seen([ChangeSighting])
    /// Nothing could be seen; the reason completes "changes from app are not seen: …".
    case troubled(DisplayText)
}
