/// A part of the systemd journal.
public struct JournalDefinition: Hashable, Sendable {
    /// The units whose entries are wanted; all entries when empty.
    public var units: [String]
    /// The journal namespace; nil for the usual one.
    public var namespace: String?
    /// A folder with journal files; nil for those of this machine.
    public var directory: String?

    /// Describes a part of the journal.
    public init(units: [String] = [], namespace: String? = nil, directory: String? = nil) {
        self.units = units
        self.namespace = namespace
        self.directory = directory
    }
}
