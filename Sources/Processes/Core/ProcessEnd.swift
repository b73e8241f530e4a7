/// How a command that was started, or was meant to be, came to its end.
public enum ProcessEnd: Sendable, Equatable {
    /// It exited by itself, status 0 to 255. A status that is not 0 is a normal result.
    case exited(Int32)
    /// A signal ended it that was not ours.
    case signalled(Int32)
    /// It took longer than allowed and was stopped.
    case timedOut
    /// It never ran; one sentence says why.
    case couldNotStart(String)
    /// It was stopped because somebody asked for that.
    case cancelled
}

/// How the kernel reports the end of a child.
enum ChildExit: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)

    var end: ProcessEnd {
        switch self {
        case .exited(let status): .exited(status)
        case .signalled(let signal): .signalled(signal)
        }
    }
}
