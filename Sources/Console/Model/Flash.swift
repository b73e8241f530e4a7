import IncidentModel
import SafeText

/// A sentence in the footer that goes away by itself.
struct Flash: Equatable, Sendable {
    /// How long a sentence stays.
    static let lifetime = Duration.seconds(5)

    /// What kind of sentence it is.
    enum Kind: Equatable, Sendable {
        /// Something to know.
        case notice
        /// Something was not done.
        case refusal
    }

    /// The sentence.
    var text: DisplayText
    /// Its kind.
    var kind: Kind
    /// When it goes away.
    var until: Timestamp
}
