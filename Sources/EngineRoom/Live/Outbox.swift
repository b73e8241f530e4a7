import Dispatch
import IncidentModel
import Processes
import SafeText

/// Status updates on their way through a command, at most one for each audience.
struct Outbox {
    private var tasks: [DisplayText: Task<Void, Never>] = [:]
    private let ways = DispatchGroup()

    /// How long a command may take.
    static let timeout = Duration.seconds(30)
    /// How long one that is under way is waited for when the console ends.
    private static let grace = 5

    /// True while an update for an audience is on its way.
    func isSending(to audience: DisplayText) -> Bool { tasks[audience] != nil }

    /// Starts a command that gets the update; `onEnd` is called on a thread of its own.
    mutating func send(
        by command: ProcessCommand, to audience: DisplayText,
        onEnd: @escaping @Sendable (CapturedResult) -> Void
    ) {
        let ways = ways
        ways.enter()
        tasks[audience] = Task {
            let result = await ProcessRunner.capture(
                command, timeout: Self.timeout, maximumOutputBytes: 4096)
            onEnd(result)
            ways.leave()
        }
    }

    /// The command for an audience has ended.
    mutating func ended(_ audience: DisplayText) { tasks[audience] = nil }

    /// Waits a little for what is on its way, then ends it.
    mutating func close() {
        guard !tasks.isEmpty else { return }
        if ways.wait(timeout: .now() + .seconds(Self.grace)) == .timedOut {
            for task in tasks.values { task.cancel() }
            _ = ways.wait(timeout: .now() + .seconds(Self.grace))
        }
        tasks = [:]
    }
}

extension CapturedResult {
    /// How a command that got an update ended, as the journal says it.
    var stepEnd: IncidentModel.StepEnd {
        switch end {
        case .exited(let status): .exited(Int(status))
        case .signalled(let signal): .signalled(Int(signal))
        case .timedOut: .timedOut
        case .couldNotStart(let reason): .couldNotStart(DisplayText(reason))
        case .cancelled: .cancelled
        }
    }

    /// The last line that it wrote about its failure; empty without any.
    var complaint: DisplayText {
        for bytes in [standardError, standardOutput] {
            if let line = DisplayText.lines(bytes: bytes, limit: 300).last(where: { !$0.isBlank }) {
                return line
            }
        }
        return .empty
    }
}
