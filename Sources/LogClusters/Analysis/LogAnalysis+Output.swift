import Foundation
import IncidentModel
import SafeText

extension LogAnalysis {
    /// The worklog in Markdown: overview, clusters with priority, relations, time line and counts.
    public func worklog() -> String {
        var worklog = Worklog(self)
        return worklog.markdown()
    }

    /// All clusters as one JSON object, keys sorted, moments in nanoseconds since the epoch.
    ///
    /// - Throws: What `JSONEncoder` throws; none is known for these values.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(AnalysisReport(self)), as: UTF8.self) + "\n"
    }

    /// One row a line: line number, TAB, cluster number, TAB, template; 0 and nothing for loose lines.
    ///
    /// Needs `Options.keepsAssignments`.
    /// - Parameter write: Gets the rows in pieces of some thousand lines.
    public func writeAssignments(_ write: (String) -> Void) {
        var templates: [Int32: String] = [:]
        for cluster in status.clusters {
            templates[Int32(truncatingIfNeeded: cluster.id.number)] = cluster.template.string
        }
        var piece = ""
        for (index, cluster) in assignments.enumerated() {
            piece += "\(index + 1)\t\(cluster)\t\(templates[cluster] ?? "")\n"
            if piece.utf8.count > 262_144 {
                write(piece)
                piece = ""
            }
        }
        if !piece.isEmpty { write(piece) }
    }

    /// The rows of `writeAssignments` as one text.
    public func assignmentTable() -> String {
        var table = ""
        writeAssignments { table += $0 }
        return table
    }
}
