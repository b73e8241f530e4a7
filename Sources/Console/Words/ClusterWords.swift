import IncidentModel
import SafeText

/// What is said about clusters, in the pane and in details.
enum ClusterWords {
    /// The role of a priority.
    static func role(of priority: Priority) -> ThemeRole {
        switch priority {
        case .p0: .priority0
        case .p1: .priority1
        case .p2: .priority2
        case .p3: .priority3
        }
    }

    /// The role of a severity.
    static func role(of severity: Severity) -> ThemeRole {
        switch severity {
        case .critical, .error: .priority0
        case .warning: .priority1
        case .notice: .priority2
        case .unknown, .debug, .info: .faint
        }
    }

    /// The severity in a word.
    static func word(_ severity: Severity) -> String {
        switch severity {
        case .unknown: "no level"
        case .debug: "debug"
        case .info: "info"
        case .notice: "notice"
        case .warning: "warning"
        case .error: "error"
        case .critical: "critical"
        }
    }
}

/// What is said about log sources.
enum SourceWords {
    /// One row: the source, and what it does or what keeps it from it.
    static func row(_ source: SourceStatus) -> StyledText {
        let words = source.detail.isEmpty ? source.state.rawValue : source.detail.string
        return StyledText([
            Span("\(source.id.name)  "), Span(words, role(of: source.state)),
        ])
    }

    /// The role of a state.
    static func role(of state: SourceState) -> ThemeRole {
        switch state {
        case .waiting, .ended: .faint
        case .following: .up
        case .reconnecting: .degraded
        case .failed: .down
        }
    }
}
