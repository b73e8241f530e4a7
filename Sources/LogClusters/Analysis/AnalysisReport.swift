import IncidentModel
import SafeText

/// The JSON form of an analysis; moments are nanoseconds since the epoch.
struct AnalysisReport: Encodable {
    struct Cluster: Encodable {
        var id: Int
        var template: DisplayText
        var priority: String
        var priorityReason: DisplayText
        var severity: String
        var severities: [String: Int]
        var records: Int
        var lines: Int
        /// Of all records, from 0 to 1.
        var share: Double
        var firstSeen: Int64
        var lastSeen: Int64
        var recordsPerMinute: [Int]
        var isNew: Bool
        var isSilent: Bool
        var isSpiking: Bool
        var services: [DisplayText]
        var values: [VariableValues]
        var exception: ExceptionSummary?
        var symptomOf: Relation?
        var samples: [Sample]
    }

    struct Relation: Encodable {
        var cluster: Int
        var evidence: [DisplayText]
        var isByHand: Bool
    }

    struct Sample: Encodable {
        var at: Int64
        var lines: [DisplayText]
    }

    struct Source: Encodable {
        var name: DisplayText
        var kind: DisplayText
        var format: DisplayText
        var lines: Int
        var bytes: Int
        /// What is wrong with it; empty when nothing is.
        var detail: DisplayText
    }

    /// What was left out; all zero without a filter.
    struct LeftOut: Encodable {
        var lines: Int
        var outsideRange: Int
        var belowSeverity: Int
        var since: Int64?
        var until: Int64?
        var minimumSeverity: String?
    }

    var linesRead: Int
    var lines: Int
    var records: Int
    var otherLines: Int
    var leftOut: LeftOut
    var severities: [String: Int]
    var sources: [Source]
    var clusters: [Cluster]

    init(_ analysis: LogAnalysis) {
        let status = analysis.status
        linesRead = analysis.linesRead
        lines = status.lines
        records = status.records
        otherLines = status.otherLines
        let filter = analysis.filter
        leftOut = LeftOut(
            lines: analysis.filtered.total, outsideRange: analysis.filtered.outsideRange,
            belowSeverity: analysis.filtered.belowSeverity, since: filter.since?.nanoseconds,
            until: filter.until?.nanoseconds,
            minimumSeverity: filter.minimumSeverity > .unknown
                ? "\(filter.minimumSeverity)" : nil)
        severities = Self.named(status.counts)
        sources = status.sources.map {
            Source(
                name: $0.id.name, kind: $0.kind, format: $0.format, lines: $0.lines,
                bytes: $0.bytes, detail: $0.detail)
        }
        clusters = status.clusters.map { Cluster($0, of: status.records) }
    }

    static func named(_ counts: SeverityCounts) -> [String: Int] {
        var named: [String: Int] = [:]
        for severity in Severity.allCases where counts[severity] > 0 {
            named["\(severity)"] = counts[severity]
        }
        return named
    }
}

extension AnalysisReport.Cluster {
    init(_ cluster: ClusterStatus, of records: Int) {
        self.init(
            id: cluster.id.number, template: cluster.template,
            priority: cluster.priority.label, priorityReason: cluster.priorityReason,
            severity: "\(cluster.severity)", severities: AnalysisReport.named(cluster.counts),
            records: cluster.records, lines: cluster.lines,
            share: Double(cluster.records) / Double(max(records, 1)),
            firstSeen: cluster.firstSeen.nanoseconds, lastSeen: cluster.lastSeen.nanoseconds,
            recordsPerMinute: cluster.trend, isNew: cluster.isNew, isSilent: cluster.isSilent,
            isSpiking: cluster.isSpiking, services: cluster.services, values: cluster.values,
            exception: cluster.exception,
            symptomOf: cluster.relation.map {
                AnalysisReport.Relation(
                    cluster: $0.cause.number, evidence: $0.evidence, isByHand: $0.isByHand)
            },
            samples: cluster.samples.map {
                AnalysisReport.Sample(at: $0.at.nanoseconds, lines: $0.lines)
            })
    }
}
