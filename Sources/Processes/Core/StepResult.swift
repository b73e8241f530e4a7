/// How a step's command came to its end, as far as anybody knows.
public enum StepEnd: Sendable, Equatable {
    /// It exited by itself, status 0 to 255; bash says 128 + n when signal n ended its last command.
    case exited(Int32)
    /// A signal ended it that was not ours.
    case signalled(Int32)
    /// It took longer than allowed and was stopped.
    case timedOut
    /// It never ran; one sentence says why.
    case couldNotStart(String)
    /// It was stopped because somebody asked for that.
    case cancelled
    /// Nobody saw its end; one sentence says why. Never to be shown as done.
    case unknown(String)
}

/// The end of a step with all that is known about it.
public struct StepResult: Sendable, Equatable {
    /// How it ended.
    public var end: StepEnd
    /// From the start of the command to its end; nil when unknown.
    public var duration: Duration?
    /// Whether something it left behind still holds its output; the runner then stays to receive it.
    public var backgroundHolder: Bool
    /// Bytes of output beyond the limit, which were dropped.
    public var droppedBytes: UInt64
    /// Processes that could not be killed.
    public var survivors: Int
    /// What the next step starts with; nil when the command left nothing to carry over.
    public var carryOver: CarryOver?

    init(end: StepEnd, status: StepStatus?) {
        self.end = end
        duration = status?.durationNanoseconds.map { .nanoseconds($0) }
        backgroundHolder = status?.backgroundHolder ?? false
        droppedBytes = status?.droppedBytes ?? 0
        survivors = status?.survivors ?? 0
        carryOver = status?.carryOver
    }
}
