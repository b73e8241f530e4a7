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
        /// True to keep which cluster each line belongs to; four bytes a line.
        public var keepsAssignments = false
        /// Bounds and redaction, as for the live engine.
        public var engine = LogEngineOptions()

        /// The usual options.
        public init() {}
    }

    /// The clusters, by priority and size; all of them.
    public internal(set) var status: LogStatus
    /// The cluster of each physical line in order; 0 for lines that belong to none.
    public internal(set) var assignments: [Int32]

    /// Reads files one after the other, as one log.
    ///
    /// - Parameters:
    ///   - files: Paths; `-` is standard input.
    ///   - options: What to do.
    /// - Returns: All clusters and, if wanted, the cluster of each line.
    /// - Throws: `LogAnalysisError` when a file cannot be read.
    public static func analyse(files: [String], options: Options = Options())
        throws(LogAnalysisError) -> LogAnalysis
    {
        let pass = AnalysisPass(options: options)
        for file in files {
            if file == "-" {
                try pass.read(descriptor: STDIN_FILENO, name: "standard input")
            } else {
                try read(path: file, into: pass)
            }
        }
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
        try pass.read(descriptor: descriptor, name: "standard input")
        return pass.finish()
    }

    private static func read(path: String, into pass: AnalysisPass) throws(LogAnalysisError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LogAnalysisError(file: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        try pass.read(descriptor: descriptor, name: path)
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
