public import IncidentModel
public import SafeText

/// One entry of `changes:`.
public struct ChangeSourceDefinition: Hashable, Sendable {
    /// Where it looks.
    public enum Kind: Hashable, Sendable {
        /// The commits of a repository; without a branch those of its present one.
        case git(repository: String, branch: String?)
        /// `kubectl rollout history` of a workload such as `deployment/api`.
        case rollout(workload: String, namespace: String?, context: String?)
        /// A command that prints one change a line.
        case command(String)
        /// A file, or the files that a pattern names; each change of their contents.
        case file(String)
    }

    /// The name, shown before its changes.
    public var name: DisplayText
    /// Where it looks.
    public var kind: Kind
    /// The services that its changes may concern; none means any.
    public var services: [ServiceID]
    /// How often it looks.
    public var every: Duration

    /// Makes a source.
    public init(
        name: DisplayText, kind: Kind, services: [ServiceID] = [], every: Duration = .seconds(60)
    ) {
        self.name = name
        self.kind = kind
        self.services = services
        self.every = every
    }
}
