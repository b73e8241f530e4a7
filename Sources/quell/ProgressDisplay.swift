import Glibc
import LogClusters
import Synchronization

/// How far a long command has come, on one line of the terminal behind standard error.
final class ProgressDisplay: Sendable {
    private let line = Mutex(ProgressLine())
    private let start = ContinuousClock.now

    /// Nil when standard error is not a terminal: nothing is written there then.
    init?() {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
    }

    /// Shows it when it is time for that.
    func show(_ progress: AnalysisProgress) {
        let elapsed = ContinuousClock.now - start
        let text = line.withLock { $0.text(progress, after: elapsed) }
        if let text { Plain.replaceLine(with: text) }
    }

    /// Takes the line away; nothing else may be written before.
    func erase() {
        let wasShown = line.withLock { line in
            defer { line = ProgressLine() }
            return line.isShown
        }
        if wasShown { Plain.replaceLine(with: "") }
    }
}
