import IncidentModel
import SafeText

extension LogAnalysis {
    /// One row a line: line number, TAB, cluster number, TAB, template; 0 and nothing for loose lines.
    ///
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
