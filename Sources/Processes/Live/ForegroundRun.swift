import CPosix
import Glibc

/// Runs a command in the foreground of this process's terminal and waits for its end.
///
/// The command gets its own process group and the terminal; keys such as Ctrl-C go to it alone. The
/// terminal's modes are put back afterwards, whatever the command did to them.
public enum ForegroundRun {
    /// Runs the order's commands one after another; blocks the calling thread.
    ///
    /// - Returns: How the last command that ran ended, and how long all took.
    public static func run(_ order: ForegroundOrder) -> (end: StepEnd, duration: Duration) {
        (.couldNotStart("the foreground is not reached yet"), .zero)
    }
}
