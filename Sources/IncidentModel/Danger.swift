/// What running a command may do, from harmless to final.
public enum Danger: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// On the allow-list of commands that only read.
    case reads
    /// Matched no rule; never treated as safe.
    case unknown
    /// Changes something.
    case changes
    /// Destroys something that cannot be had back easily.
    case destroys

    /// The less dangerous comes first.
    public static func < (left: Danger, right: Danger) -> Bool { left.rawValue < right.rawValue }
}
