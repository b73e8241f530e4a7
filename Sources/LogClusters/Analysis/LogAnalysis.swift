public import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// Log files put into clusters from beginning to end, without a screen and without following them.
public struct LogAnalysis: Sendable {
    /// How lines are read.
    public enum Format: String, Sendable, CaseIterable {
        /// Headers are recognised and continuation lines joined.
        case detected
        /// Every line is a bare message.
        case message
    }

    /// What the analysis is to do.
    public struct Options: Sendable {
        /// How lines are read.
        public var format = Format.detected
        /// Which records are looked at.
        public var filter = LogFilter()
        /// True to keep which cluster each line belongs to; four bytes a line.
        public var keepsAssignments = false
        /// Clusters that get samples and values, the first in order; the others are only counted.
        public var detailedClusters = 200
        /// Bounds and redaction, as for the live engine.
        public var engine = LogEngineOptions()
        /// Is told now and then how far it has come, at least once every 256 KiB.
        public var progress: (@Sendable (AnalysisProgress) -> Void)?

        /// The usual options.
        public init() {}

        /// Reads lines as a name says: `detected`, `message`, or a format's name.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - option: The option's name, for the error.
        /// - Throws: `LogOptionError` when there is no such format.
        public mutating func readLines(as name: String, option: String) throws(LogOptionError) {
            engine.format = RecordFormat.named(name)
            if let known = Format(rawValue: name) {
                format = known
            } else if engine.format == nil {
                let names = (Format.allCases.map(\.rawValue) + RecordFormat.names)
                    .joined(separator: ", ")
                throw LogOptionError(
                    description: "\(option) \(name): not a format; there are \(names)")
            } else {
                format = .detected
            }
        }
    }

    /// All clusters, by priority and size.
    ///
    /// Lines that were filtered out are not in it.
    public internal(set) var status: LogStatus
    /// The cluster of each physical line in order; 0 for lines that belong to none.
    public internal(set) var assignments: [Int32]
    /// What was looked at.
    public internal(set) var filter = LogFilter()
    /// What was left out.
    public internal(set) var filtered = FilteredLines()

    /// Lines read, those that were left out among them.
    public var linesRead: Int { status.lines + filtered.total }

    /// Reads files one after the other, as one log.
    ///
    /// - Parameters:
    ///   - files: Paths; `-` is standard input. Each is read in the format that it turns out to have.
    ///   - options: What to do.
    /// - Returns: All clusters and, if wanted, the cluster of each line.
    /// - Throws: `LogAnalysisError` when a file cannot be read.
    public static func analyse(files: [String], options: Options = Options())
        throws(LogAnalysisError) -> LogAnalysis
    {
        let pass = AnalysisPass(options: options)
        var reader = LogFileReader(files: files, progress: options.progress)
        for file in files { try reader.read(file, into: pass) }
        return pass.finish()
    }

    /// Reads a descriptor to its end, which stays open.
    ///
    /// - Parameters:
    ///   - descriptor: An open file, pipe or terminal.
    ///   - options: What to do.
    /// - Returns: All clusters and, if wanted, the cluster of each line.
    /// - Throws: `LogAnalysisError` when it cannot be read.
    public static func analyse(descriptor: Int32, options: Options = Options())
        throws(LogAnalysisError) -> LogAnalysis
    {
        let pass = AnalysisPass(options: options)
        var reader = LogFileReader(files: ["-"], progress: options.progress)
        try reader.read(descriptor: descriptor, name: LogFileReader.standardInput, into: pass)
        return pass.finish()
    }
}

/// A log that could not be read.
public struct LogAnalysisError: Error, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// The system's words.
    public let reason: String

    /// One sentence without an end.
    public var description: String { "cannot read \(file): \(reason)" }
}
