import IncidentModel
public import Processes
import SafeText

/// A run's turn in the foreground: for whoever has the terminal, and has left it.
public struct ForegroundTurn: Sendable {
    private let order: ForegroundOrder

    /// The turn of an order that the room published.
    public init(_ order: ForegroundOrder) {
        self.order = order
    }

    /// What to say before it runs.
    public var notice: String {
        let count = order.commands.count
        return count == 1
            ? "quell: a step has the terminal; the screen comes back when it ends"
            : "quell: a step of \(count) commands has the terminal; the screen comes back when they end"
    }

    /// Runs the commands one after another and waits for their end.
    ///
    /// - Returns: What the room is to be told, and what to say before the screen is taken again.
    public func run() -> (report: EngineRequest, notice: String) {
        let (end, took) = ForegroundRun.run(order)
        let told = Self.told(end)
        return (
            .foregroundEnded(RunID(order.run), told, took: took),
            "quell: \(told.phrase); Enter returns to the console"
        )
    }

    private static func told(_ end: Processes.StepEnd) -> IncidentModel.StepEnd {
        switch end {
        case .exited(let status): .exited(Int(status))
        case .signalled(let signal): .signalled(Int(signal))
        case .timedOut: .timedOut
        case .couldNotStart(let reason): .couldNotStart(DisplayText(reason))
        case .cancelled: .cancelled
        case .unknown(let reason): .unknown(DisplayText(reason))
        }
    }
}
