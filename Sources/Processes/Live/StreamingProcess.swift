/// A command whose output is passed on while it runs, such as a log source.
///
/// The command has a session of its own. When it ends, whatever is left in that session is killed.
public final class StreamingProcess: Sendable {
    private let run: ProcessRun

    private init(_ run: ProcessRun) { self.run = run }

    /// Starts a command; does not wait and does not throw.
    ///
    /// Both closures are called one at a time, in order, on a thread of this run. No more is read while
    /// `onOutput` is at work, so a slow receiver holds the command back. Letting go of the handle does
    /// not stop the command.
    /// - Parameters:
    ///   - command: What to start.
    ///   - timeout: After which it is stopped; nil means never.
    ///   - ladder: The waits between signals when it is stopped.
    ///   - onOutput: Gets foreign bytes, cut anywhere, at most 65,536.
    ///   - onEnd: Called once, after the last output; `couldNotStart` arrives here too.
    /// - Returns: The handle to stop it with.
    public static func start(
        _ command: ProcessCommand, timeout: Duration? = nil, ladder: StopLadder = .short,
        onOutput: @escaping @Sendable (ProcessStream, [UInt8]) -> Void,
        onEnd: @escaping @Sendable (ProcessEnd) -> Void
    ) -> StreamingProcess {
        let run = ProcessRun(
            command, timeout: timeout, ladder: ladder, onOutput: onOutput, onEnd: onEnd)
        run.start()
        return StreamingProcess(run)
    }

    /// Stops the command: INT, TERM, KILL; each further call skips a wait.
    ///
    /// `onEnd` follows, unless it was called before.
    public func cancel() { run.cancel() }
}
