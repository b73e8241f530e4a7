public import SafeText

/// How a run ended.
///
/// A non-zero exit status is a normal result.
public enum StepEnd: Hashable, Sendable, Codable {
    /// It exited with a status.
    case exited(Int)
    /// A signal ended it.
    case signalled(Int)
    /// It ran into its time-out and was ended.
    case timedOut
    /// It never ran.
    case couldNotStart(DisplayText)
    /// A person ended it.
    case cancelled
    /// Nobody saw its end.
    case unknown(DisplayText)

    /// True for exit status 0.
    public var isSuccess: Bool { self == .exited(0) }
}

/// Where a step stands; a step whose end nobody saw is `ended(.unknown)`, never done.
public enum StepState: Hashable, Sendable, Codable {
    /// Not touched yet.
    case pending
    /// A run of it is under way.
    case running(run: RunID, since: Timestamp)
    /// Its newest run ended.
    case ended(StepEnd, run: RunID, at: Timestamp, took: Duration)
    /// A person ticked it.
    case ticked(by: DisplayText, at: Timestamp)
    /// A person left it out.
    case skipped(reason: DisplayText, by: DisplayText, at: Timestamp)
}

/// Where a gate stands.
///
/// No data never passes.
public enum GateState: Hashable, Sendable, Codable {
    /// It cannot be judged; the text says what is missing.
    case noData(DisplayText)
    /// It does not hold; the text says what was seen.
    case unmet(DisplayText)
    /// It holds now, but not yet for as long as it must.
    case holding(since: Timestamp, remaining: Duration)
    /// It holds.
    case met(at: Timestamp)
}

/// Which stream a line of output came from.
public enum OutputStream: String, Hashable, Sendable, Codable {
    /// Standard output.
    case standardOutput
    /// Standard error.
    case standardError
    /// A sentence of ours: what ran, how it ended.
    case notice
}

/// One line of a run's output.
public struct OutputLine: Hashable, Sendable {
    /// Where it came from.
    public var stream: OutputStream
    /// The line, redacted.
    public var text: DisplayText

    /// Makes a line.
    public init(stream: OutputStream, text: DisplayText) {
        self.stream = stream
        self.text = text
    }
}

/// The newest lines of a run's output.
public struct OutputPage: Hashable, Sendable {
    /// The run.
    public var run: RunID
    /// The step.
    public var step: StepID
    /// Lines so far, including those no longer in the page.
    public var totalLines: Int
    /// The page's lines; the last one is number `totalLines`.
    public var lines: [OutputLine]
    /// A background child still holds the output after the command's own end.
    public var backgroundHolder: Bool

    /// Makes a page.
    public init(
        run: RunID, step: StepID, totalLines: Int = 0, lines: [OutputLine] = [],
        backgroundHolder: Bool = false
    ) {
        self.run = run
        self.step = step
        self.totalLines = totalLines
        self.lines = lines
        self.backgroundHolder = backgroundHolder
    }
}
