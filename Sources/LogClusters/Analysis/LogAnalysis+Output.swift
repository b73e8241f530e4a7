import Foundation
import IncidentModel
import SafeText

extension LogAnalysis {
    /// The worklog in Markdown: overview, clusters with priority, time line and counts.
    public func worklog() -> String {
        var worklog = Worklog(status: status)
        return worklog.markdown()
    }

    /// All clusters as one JSON object, keys sorted, moments in nanoseconds since the epoch.
    ///
    /// - Throws: What `JSONEncoder` throws; none is known for these values.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(AnalysisReport(status)), as: UTF8.self) + "\n"
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

/// The JSON form of an analysis.
private struct AnalysisReport: Encodable {
    struct Cluster: Encodable {
        var id: Int
        var template: DisplayText
        var priority: String
        var priorityReason: DisplayText
        var severity: String
        var severities: [String: Int]
        var records: Int
        var lines: Int
        var firstSeen: Int64
        var lastSeen: Int64
        var recordsPerMinute: [Int]
        var services: [DisplayText]
        var samples: [[DisplayText]]
    }

    var lines: Int
    var records: Int
    var otherLines: Int
    var severities: [String: Int]
    var clusters: [Cluster]

    init(_ status: LogStatus) {
        lines = status.lines
        records = status.records
        otherLines = status.otherLines
        severities = Self.named(status.counts)
        clusters = status.clusters.map { cluster in
            Cluster(
                id: cluster.id.number, template: cluster.template,
                priority: cluster.priority.label, priorityReason: cluster.priorityReason,
                severity: "\(cluster.severity)", severities: Self.named(cluster.counts),
                records: cluster.records, lines: cluster.lines,
                firstSeen: cluster.firstSeen.nanoseconds, lastSeen: cluster.lastSeen.nanoseconds,
                recordsPerMinute: cluster.trend, services: cluster.services,
                samples: cluster.samples.map(\.lines))
        }
    }

    private static func named(_ counts: SeverityCounts) -> [String: Int] {
        var named: [String: Int] = [:]
        for severity in Severity.allCases where counts[severity] > 0 {
            named["\(severity)"] = counts[severity]
        }
        return named
    }
}
