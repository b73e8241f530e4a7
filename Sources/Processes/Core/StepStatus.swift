import SafeText

/// What `status.json` says about a run: one line of JSON, replaced as a whole.
public struct StepStatus: Sendable, Equatable, Codable {
    /// How far a run has come.
    public enum State: String, Sendable, Codable {
        /// The runner is there, the command is not.
        case starting
        /// The command runs.
        case running
        /// The command ended, or never started.
        case ended
    }

    /// The step's name.
    public var id: String
    /// How far it is.
    public var state: State
    /// The runner.
    public var runner: ProcessIdentity
    /// The command's own process; it leads its session and group.
    public var child: Int32?
    /// The start in nanoseconds since 1970.
    public var startedAtNanoseconds: Int64
    /// From the start to the end, in nanoseconds of the monotonic clock.
    public var durationNanoseconds: Int64?
    /// How it ended.
    public var end: StoredEnd?
    /// Whether something the command left behind still held its output when it ended.
    public var backgroundHolder = false
    /// Bytes of output that are not in the file.
    public var droppedBytes: UInt64 = 0
    /// Processes that could not be killed (another user's, or stuck in the kernel).
    public var survivors = 0
    /// What the next step starts with.
    public var carryOver: CarryOver?
}

/// A process that can be recognised later: the pid alone may come to mean another one.
public struct ProcessIdentity: Sendable, Equatable, Codable {
    /// The process.
    public var pid: Int32
    /// Its start in clock ticks since boot, field 22 of `/proc/PID/stat` (proc(5)).
    public var startTicks: UInt64
    /// `/proc/sys/kernel/random/boot_id` when it ran.
    public var bootID: String
}

/// `ProcessEnd` as `status.json` spells it.
public struct StoredEnd: Sendable, Equatable, Codable {
    enum Kind: String, Codable {
        case exited, signalled, timedOut, couldNotStart, cancelled
    }

    var kind: Kind
    var status: Int32?
    var signal: Int32?
    var reason: String?

    /// - Parameters:
    ///   - end: How it ended.
    ///   - mask: Hides the secrets of the reason, which may name a folder or a program.
    init(_ end: ProcessEnd, mask: OutputMask) {
        switch end {
        case .exited(let status): (kind, self.status) = (.exited, status)
        case .signalled(let signal): (kind, self.signal) = (.signalled, signal)
        case .timedOut: kind = .timedOut
        case .couldNotStart(let reason):
            (kind, self.reason) = (.couldNotStart, mask.masked(reason))
        case .cancelled: kind = .cancelled
        }
    }

    /// The same as `StepEnd`; *unknown* if a field that the kind needs is missing.
    public var end: StepEnd {
        switch kind {
        case .exited: status.map { .exited($0) } ?? .unknown("the exit status was not recorded")
        case .signalled: signal.map { .signalled($0) } ?? .unknown("the signal was not recorded")
        case .timedOut: .timedOut
        case .couldNotStart: .couldNotStart(reason ?? "the reason was not recorded")
        case .cancelled: .cancelled
        }
    }
}
