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

    /// A part in per cent: `93 %`, `0.4 %`, `< 0.1 %`; empty when there is no whole.
    static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part >= 0 else { return "" }
        let thousandths = Int(Double(part) / Double(whole) * 1_000 + 0.5)
        if part > 0, thousandths == 0 { return "< 0.1 %" }
        if thousandths >= 100 || thousandths % 10 == 0 { return "\((thousandths + 5) / 10) %" }
        return "\(thousandths / 10).\(thousandths % 10) %"
    }

    /// How many different values a variable has: `2 values`, `more than 64 values`.
    static func distinct(_ values: VariableValues) -> String {
        let count = CountText.counted(values.distinct, "value")
        return values.isManyMore ? "more than \(count)" : count
    }

    /// The severity as a filter takes it.
    static func name(_ severity: Severity) -> String {
        severity == .unknown ? "unknown" : word(severity)
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
