public import IncidentModel
public import SafeText

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
