public import IncidentModel
public import SafeText

/// Where log lines come from.
public enum SourceKind: Hashable, Sendable {
    /// A path, or a pattern with `*`, `?` and `[…]`.
    case file(String)
    /// A script for `bash`; its standard output and standard error are the log.
    case command(String)
    /// Descriptor 0.
    case standardInput
    /// An open descriptor that stays open.
    case descriptor(Int32)

    /// The kind's name on the screen.
    public var name: DisplayText {
        switch self {
        case .file: "file"
        case .command: "command"
        case .standardInput, .descriptor: "stdin"
        }
    }
}

/// One log source of the configuration.
public struct SourceDefinition: Hashable, Sendable {
    /// The name, unique in one configuration.
    public var id: SourceID
    /// Where lines come from.
    public var kind: SourceKind
    /// The service that speaks when a record does not say; nil when unknown.
    public var service: DisplayText?
    /// The line of the configuration file, from 1; 0 for sources that are in none.
    public var line: Int

    /// Describes a source.
    public init(id: SourceID, kind: SourceKind, service: DisplayText? = nil, line: Int = 0) {
        self.id = id
        self.kind = kind
        self.service = service
        self.line = line
    }
}
