import Glibc

/// How a command is stopped: INT to its group, a wait, TERM, a wait, KILL; then its leftovers.
public struct StopLadder: Sendable, Equatable, Codable {
    /// Milliseconds that a command has after INT before TERM follows.
    public var interruptMilliseconds: Int
    /// Milliseconds that a command, or what it left behind, has after TERM before KILL follows.
    public var terminateMilliseconds: Int
    /// Milliseconds after KILL until what is still there is given up on and reported.
    public var giveUpMilliseconds: Int

    /// Describes a ladder.
    public init(
        interruptMilliseconds: Int, terminateMilliseconds: Int, giveUpMilliseconds: Int = 5000
    ) {
        self.interruptMilliseconds = interruptMilliseconds
        self.terminateMilliseconds = terminateMilliseconds
        self.giveUpMilliseconds = giveUpMilliseconds
    }

    /// For steps of a runbook, which may have work to put right: 5 s and 5 s.
    public static let patient = StopLadder(
        interruptMilliseconds: 5000, terminateMilliseconds: 5000)

    /// For probes and log sources, which have nothing to lose: 300 ms and 300 ms.
    public static let short = StopLadder(
        interruptMilliseconds: 300, terminateMilliseconds: 300, giveUpMilliseconds: 1000)

    func wait(after rung: Rung) -> Duration {
        switch rung {
        case .interrupt: .milliseconds(interruptMilliseconds)
        case .terminate: .milliseconds(terminateMilliseconds)
        case .kill: .milliseconds(giveUpMilliseconds)
        }
    }

    /// One signal of the ladder.
    enum Rung: Sendable, Equatable {
        case interrupt
        case terminate
        case kill

        var next: Rung {
            switch self {
            case .interrupt: .terminate
            case .terminate, .kill: .kill
            }
        }

        var signal: Int32 {
            switch self {
            case .interrupt: SIGINT
            case .terminate: SIGTERM
            case .kill: SIGKILL
            }
        }
    }
}
