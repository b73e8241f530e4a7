public import SafeText

/// What checking the chain of hashes found.
public enum ChainVerdict: Hashable, Sendable {
    /// Every event is there, in order and unaltered. `head` is the hash of the newest one in lower-case
    /// hexadecimal (64 zeros for an empty journal): whoever noted it elsewhere can also tell that
    /// nothing was cut off the end.
    case intact(events: Int, head: String)
    /// The first event that is missing or altered, and what is wrong with it.
    case broken(at: Int, reason: DisplayText)

    /// True when nothing is missing or altered.
    public var isIntact: Bool {
        switch self {
        case .intact: true
        case .broken: false
        }
    }
}
