/// A part of Google Cloud Logging.
public struct CloudDefinition: Hashable, Sendable {
    /// A filter in the Logging query language; nil for all entries.
    public var filter: String?
    /// The project; nil for that of the gcloud configuration.
    public var project: String?
    /// How long after one answer the next question is asked.
    public var every: Duration

    /// Describes a part of the log.
    public init(filter: String? = nil, project: String? = nil, every: Duration = .seconds(10)) {
        self.filter = filter
        self.project = project
        self.every = every
    }
}
