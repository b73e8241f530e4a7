import IncidentModel
public import Runbooks
import SafeText

/// The structure of a runbook as JSON, for programs.
public struct RunbookReport: Sendable {
    private let output: RunbookOutputFormat

    /// Takes a loaded runbook.
    public init(_ runbook: Runbook) {
        output = RunbookOutputFormat(runbook)
    }

    /// The JSON over several indented lines.
    ///
    /// `{"title","phases":[{"title","budget_minutes","rollback","line","steps":[{"id","title","line",`
    /// `"commands":[{"line","language","text","danger","placeholders","tty"}],`
    /// `"checks":[{"text","line","checked","gate"}],"files":[{"path","line","language","text"}]}]}]}`.
    /// The keys are in alphabetical order; texts of commands and files are the exact ones.
    public var json: String { PrintableJSON.text(of: output) }

    /// The same on one line.
    public var jsonLine: String { PrintableJSON.text(of: output, isOnOneLine: true) }
}
