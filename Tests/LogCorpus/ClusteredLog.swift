public import LogClusters
import IncidentModel
import SafeText

/// The clusters that the engine makes of some files.
public struct ClusteredLog: Sendable {
    /// The cluster of each line.
    public let clusters: [Int]
    /// The template of each cluster.
    public let texts: [Int: String]
    /// What the engine says of the files as a whole.
    public let analysis: LogAnalysis

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - files: Read one after the other.
    ///   - form: Messages are read as such; of raw lines the format is detected.
    /// - Throws: `LogAnalysisError` when a file cannot be read.
    public init(files: [String], form: CorpusInput.Form) throws(LogAnalysisError) {
        var options = LogAnalysis.Options()
        options.format = form == .messages ? .message : .detected
        options.keepsAssignments = true
        analysis = try LogAnalysis.analyse(files: files, options: options)
        clusters = analysis.assignments.map(Int.init)
        var texts: [Int: String] = [:]
        for cluster in analysis.status.clusters {
            texts[cluster.id.number] = cluster.template.string
        }
        self.texts = texts
    }

    /// Compares the clusters with a corpus' truth.
    public func score(truth: [Int], templates: [String]) -> ClusterScore {
        var trueTexts: [Int: String] = [:]
        for (number, text) in templates.enumerated() { trueTexts[number] = text }
        return ClusterScore(
            truth: truth, found: clusters, trueTexts: trueTexts, foundTexts: texts)
    }
}
