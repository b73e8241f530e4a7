public import LogClusters
public import Probes
public import Runbooks

/// The whole of `quell.yaml`: what each engine decoded of its own section, and the incident's defaults.
public struct Settings: Sendable {
    /// The file's absolute path; relative paths in it start from its folder.
    public var path: String
    /// With what an incident is opened.
    public var incident = IncidentDefaults()
    /// The services in file order.
    public var services: [ServiceDefinition] = []
    /// The log sources in file order.
    public var sources: [SourceDefinition] = []
    /// The runbooks in file order.
    public var runbooks: [RunbookReference] = []
    /// What must hold before an incident may be resolved.
    public var exitCriteria: [ExitCriterionDefinition] = []
    /// Where changes from outside are looked for, in file order.
    public var changes: [ChangeSourceDefinition] = []
    /// The theme's name or file.
    public var theme = "dark"
    /// Thresholds and limits of the probe engine.
    public var probeOptions = ProbeEngineOptions()

    /// Settings without any section.
    public init(path: String) {
        self.path = path
    }

    /// The folder of the file.
    public var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// One entry of `runbooks:`: a path, or the name of a shipped or own runbook.
public struct RunbookReference: Hashable, Sendable {
    /// The text as written.
    public var text: String
    /// The folder from which a relative path starts.
    public var folder: String
    /// The line of `quell.yaml`; nil when it came from the command line.
    public var line: Int?

    /// Makes a reference.
    public init(text: String, folder: String, line: Int? = nil) {
        self.text = text
        self.folder = folder
        self.line = line
    }
}
