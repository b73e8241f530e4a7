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
    /// The systemd journal, through `journalctl`.
    case journald(JournalDefinition)
    /// A container, through `docker logs`.
    case docker(container: String)
    /// Pods, through `kubectl logs`.
    case kubernetes(PodDefinition)
    /// Google Cloud Logging, through `gcloud logging read`.
    case gcloud(CloudDefinition)

    /// The kind's name on the screen.
    public var name: DisplayText {
        switch self {
        case .file: "file"
        case .command: "command"
        case .standardInput, .descriptor: "stdin"
        case .journald: "journald"
        case .docker: "docker"
        case .kubernetes: "kubernetes"
        case .gcloud: "gcloud"
        }
    }
}
