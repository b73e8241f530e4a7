public import IncidentModel
public import Processes
import SafeText

/// Runs one runbook over an engine room for a person at a plain terminal, or for nobody.
///
/// A pure state machine: reports, answers and keys go in, what to print, ask and request comes out.
public struct RunDialogue: Sendable {
    /// What happens to it.
    public enum Input: Sendable {
        /// The room said something.
        case reported(EngineReport)
        /// The answer to the newest question; nil when the input is at its end.
        case answered(String?)
        /// Ctrl-C.
        case interrupted
        /// A second has passed.
        case second(Timestamp)
    }

    /// What is to be done.
    public enum Act: Sendable, Equatable {
        /// Print a line.
        case show(String)
        /// Write over the terminal's last line; nowhere without a terminal.
        case status(String)
        /// Ask and wait for one line; a secret is not shown while it is typed.
        case ask(String, isSecret: Bool)
        /// Ask the room.
        case perform(EngineRequest)
        /// Run the order in the terminal, then tell the room how it ended.
        case takeTerminal(ForegroundOrder)
        /// Stop, with an exit status and a last sentence.
        case end(RunStatus, String)
    }

    /// What it waits for.
    enum Stage: Equatable {
        /// The runbook.
        case loading
        /// That the room takes the values of the command line, the first of these now.
        case giving([RunOrder.Value])
        /// That the room goes on by itself.
        case following
        /// An answer.
        case asking(RunQuestion)
        /// That the room takes a value of a step.
        case filling(StepID, RunbookVariable, then: [RunbookVariable])
        /// Whether a step can run.
        case preparing(StepID)
        /// What writing a file would do, or that it is written.
        case writing(FileID)
        /// That a run is on record.
        case starting(StepID)
        /// That what runs ends, and then this.
        case stopping(RunStatus, String)
        /// Nothing.
        case over
    }

    let order: RunOrder
    var stage = Stage.loading
    var plan: RunbookPlan?
    var isTrusted = false
    var state = IncidentState()
    var gates: [CheckID: GateState] = [:]
    /// Where the flow stands, as the room said last.
    var standing = RunbookFlow.Standing.running([])
    var direction = RunbookFlow.Direction.forward
    /// The gates that were waited for last, and until when.
    var awaited: (gates: [CheckID], until: Timestamp?) = ([], nil)
    var previews: [StepID: RunPreview] = [:]
    /// The step that was started outside of a flow.
    var ownRun: StepID?
    /// Steps that failed and were not done since.
    var failures: Set<StepID> = []
    /// Steps whose gates did not hold in time and did not hold since.
    var failedGates: Set<StepID> = []
    var hasRolledBack = false
    var shownStep: StepID?
    var transcript = RunTranscript()
    private var acts: [Act] = []

    /// Makes a dialogue that waits for the room to load the runbook.
    public init(_ order: RunOrder) {
        self.order = order
        direction = order.rollsBack ? .back : .forward
    }

    /// Takes what happened and says what is to be done about it, in order.
    public mutating func take(_ input: Input) -> [Act] {
        switch input {
        case .reported(let report): hear(report)
        case .answered(let answer): answered(answer)
        case .interrupted: interrupted()
        case .second(let now): secondPassed(now)
        }
        defer { acts = [] }
        return acts
    }

    mutating func act(_ act: Act) { acts.append(act) }

    mutating func show(_ lines: [String]) { acts += lines.map { .show($0) } }

    mutating func show(_ line: String) { acts.append(.show(line)) }

    mutating func perform(_ request: EngineRequest) { acts.append(.perform(request)) }

    /// Asks, or ends when nobody is there to answer.
    mutating func ask(_ question: RunQuestion) {
        guard order.hasTerminal else {
            let (status, sentence) = question.unanswered(in: plan)
            if case .start(let preview) = question { perform(.discardRun(preview.run)) }
            return end(status, sentence)
        }
        stage = .asking(question)
        act(.ask(question.prompt, isSecret: question.isSecret))
    }

    /// Ends once nothing runs any more.
    mutating func end(_ status: RunStatus, _ sentence: String) {
        guard stage != .over else { return }
        let running = runningSteps
        guard running.isEmpty else {
            show(
                "Ending: \(running.map(\.label).joined(separator: ", ")) still runs; Ctrl-C cancels it"
            )
            stage = .stopping(status, sentence)
            // What goes on in the background would do so for ever.
            return perform(.finishRunning)
        }
        stage = .over
        show(transcript.flush())
        let isDone = status == .done || status == .unusable
        act(.end(status, isDone ? sentence : sentence + howToGoOn))
    }

    private var howToGoOn: String {
        guard plan != nil, !order.continuation.isEmpty else { return "" }
        let canUndo = plan.map { !FlowRollback.isEmpty($0, state) } ?? false
        return "; go on with `\(order.continuation)`" + (canUndo ? ", undo with --rollback" : "")
    }

    /// The steps that run.
    var runningSteps: [StepID] {
        state.runningSteps.map(\.step).filter { $0.runbook == plan?.id }
    }

    private mutating func interrupted() {
        guard stage != .over else { return }
        let running = runningSteps
        let names = running.map(\.label).joined(separator: ", ")
        if case .stopping(.stopped, _) = stage {
            show("Cancelling \(names) with a stronger signal")
            return perform(.cancelAll)
        }
        perform(.cancelAll)
        if case .starting(let step) = stage, running.isEmpty {
            // The room has been asked to start it before it is asked to cancel it.
            show("Cancelling \(step.label)")
            stage = .stopping(.stopped, "step \(step.label) was cancelled by Ctrl-C")
            return
        }
        guard !running.isEmpty else {
            return end(.stopped, "stopped by Ctrl-C")
        }
        show("Cancelling \(names); Ctrl-C again for a stronger signal")
        stage = .stopping(.stopped, "step \(names) was cancelled by Ctrl-C")
    }

    private mutating func secondPassed(_ now: Timestamp) {
        show(transcript.flush())
        guard case .following = stage, case .waiting(let checks, let until) = standing else {
            return
        }
        let words = checks.compactMap { check in
            self.check(check).map { RunWords.gate($0, gates[check]) }
        }
        act(.status(words.joined(separator: "; ") + RunWords.timeLeft(until: until, now: now)))
    }

    func check(_ id: CheckID) -> CheckPlan? {
        plan?.step(id.step)?.checks.first { $0.id == id }
    }
}
