import Dispatch
import IncidentModel
import Processes
import SafeText

/// One check that is judged: a look, a pause, the next look, until it holds or its time is over.
///
/// All state belongs to `queue`.
final class GateTrial: @unchecked Sendable {
    /// What a look gets at least, in time.
    private static let lastLook = Duration.seconds(1)

    private let verification: Verification
    private let deadline: Timestamp
    private let repeats: Bool
    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (GateState) -> Void
    private let queue = DispatchQueue(label: "quell.gate")
    /// Entered while a command runs.
    private let looks: DispatchGroup
    private var pace: GatePace
    private var output: GateOutput
    private var process: StreamingProcess?
    private var isOver = false

    /// Prepares a trial; without `repeats` it is a single look.
    ///
    /// `publish` is called on its own queue, never after `end`.
    init(
        _ verification: Verification, until deadline: Timestamp, repeats: Bool,
        looks: DispatchGroup, now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (GateState) -> Void
    ) {
        self.verification = verification
        self.deadline = deadline
        self.repeats = repeats
        self.looks = looks
        self.now = now
        self.publish = publish
        pace = GatePace(every: verification.pause)
        output = GateOutput(expecting: verification.expectedOutput)
    }

    /// Takes the first look soon, even when the time is over.
    func begin() {
        queue.async { self.look() }
    }

    /// Ends it without a further word; its command is stopped.
    func end() {
        queue.sync {
            isOver = true
            process?.cancel()
        }
    }

    private func look() {
        guard !isOver else { return }
        output = GateOutput(expecting: verification.expectedOutput)
        looks.enter()
        process = StreamingProcess.start(
            verification.command,
            timeout: min(verification.timeout, max(Self.lastLook, deadline - now())),
            onOutput: { stream, bytes in
                // The command waits while its output is taken, so nothing piles up here.
                self.queue.sync { self.output.take(stream, bytes) }
            },
            onEnd: { end in
                self.queue.async { self.saw(end) }
            })
    }

    private func saw(_ end: ProcessEnd) {
        process = nil
        looks.leave()
        guard !isOver else { return }
        let moment = now()
        let state = verification.verdict.state(after: end, output: output, at: moment)
        publish(state)
        if case .met = state { isOver = true }
        let rest = deadline - moment
        guard repeats, !isOver, rest > Self.lastLook else { return isOver = true }
        // Whatever the pause: the last look comes just before the time is over.
        let pause = min(pace.next(), rest - Self.lastLook)
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(clamping: pause.wholeNanoseconds))) {
            self.look()
        }
    }
}
