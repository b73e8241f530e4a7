/// What an author said about a block in its fence: `bash {name=deploy timeout=15m exit=1}`.
public struct CommandAttributes: Hashable, Sendable {
    /// The time-out when none is given: 5 minutes.
    public static let defaultTimeout = Duration.seconds(300)

    /// The block's name; nil when it has none.
    public var name: String?
    /// After how long the command is ended; nil for never, which must be written as `timeout=none`.
    public var timeout: Duration? = CommandAttributes.defaultTimeout
    /// The folder to start in; nil for the one that carries over.
    public var workingDirectory: String?
    /// Whether it wants a terminal; nil when the author did not say.
    public var needsTerminal: Bool?
    /// Exit statuses that are as good as 0 is by default.
    public var expectedStatuses: Set<Int> = [0]
    /// True for `bash -eu -o pipefail`.
    public var isStrict = false
    /// The program that gets the text; nil for the fence's language.
    public var interpreter: String?
    /// Everything that was written, by key; keys without a value are `true`.
    public var values: [String: String] = [:]

    /// Nothing said.
    public init() {}
}
