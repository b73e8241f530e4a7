/// Runs a command in the foreground of this process's terminal and waits for its end.
///
/// The command gets its own process group and the terminal; keys such as Ctrl-C go to it alone. The
/// terminal's modes are put back afterwards, whatever the command did to them. What the commands leave
/// running in their groups is told at the end that the terminal is gone (SIGHUP): it would write over
/// the screen.
public enum ForegroundRun {
    /// Runs the order's commands one after another; blocks the calling thread.
    ///
    /// The caller leaves its screen first, and reads no keys meanwhile. Ctrl-Z stops this program together
    /// with the command, as in a shell.
    /// - Returns: How the last command that ran ended, and how long all took. An expected status counts
    ///   as `exited(0)`; success where another status was expected is *unknown*.
    public static func run(_ order: ForegroundOrder) -> (end: StepEnd, duration: Duration) {
        let began = SuspendingClock.now
        let end: StepEnd
        do {
            let terminal = try ForegroundTerminal()
            terminal.prepare()
            let sequence = ForegroundSequence(order)
            end = sequence.run(on: terminal)
            terminal.restore()
            sequence.hangUp()
        } catch {
            end = .couldNotStart((error as? NotStarted)?.reason ?? "\(error)")
        }
        return (end, SuspendingClock.now - began)
    }
}
