import IncidentModel
import SafeText

@testable import LogClusters

/// What one text looks like as clusters.
struct LogText {
    let analysis: LogAnalysis

    init(_ text: String, format: LogAnalysis.Format = .detected) {
        self.init(bytes: Array(text.utf8), format: format)
    }

    init(bytes: [UInt8], format: LogAnalysis.Format = .detected, chunk: Int = .max) {
        var options = LogAnalysis.Options()
        options.format = format
        options.keepsAssignments = true
        let pass = AnalysisPass(options: options)
        bytes.withUnsafeBytes { all in
            var start = 0
            while start < all.count {
                let end = min(all.count, start + min(chunk, all.count))
                pass.take(UnsafeRawBufferPointer(rebasing: all[start..<end]))
                start = end
            }
        }
        analysis = pass.finish()
    }

    var clusters: [ClusterStatus] { analysis.status.clusters }
    var templates: [String] { clusters.map(\.template.string) }

    /// The only cluster's template; nil when there are several.
    var onlyTemplate: String? { clusters.count == 1 ? templates.first : nil }

    /// The cluster whose template contains a text.
    func cluster(_ part: String) -> ClusterStatus? {
        clusters.first { $0.template.string.contains(part) }
    }

    /// What must hold for every input.
    var addsUp: Bool {
        let status = analysis.status
        return status.lines == status.clusters.reduce(status.otherLines) { $0 + $1.lines }
            && status.records <= status.lines
            && status.counts.total == status.records
            && status.clusters.allSatisfy {
                $0.counts.total == $0.records && $0.records <= $0.lines
            }
            && analysis.assignments.count == status.lines
    }
}
