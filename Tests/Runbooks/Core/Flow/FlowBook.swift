import IncidentModel
import Runbooks
import SafeText

/// A runbook made by hand, what happened to it, and the judgement of its gates.
struct FlowBook {
    static let id = RunbookID("book")
    var plan: RunbookPlan
    var state = IncidentState()
    var gates: [CheckID: GateState] = [:]
    private var clock: Int64 = 0

    init(_ phases: [PhasePlan]) {
        plan = RunbookPlan(
            id: Self.id, title: "Book", path: "book.md", contentHash: "0", phases: phases)
    }

    /// One phase with these steps.
    init(_ steps: [StepPlan]) {
        self.init([PhasePlan(number: 1, title: "Work", line: 1, steps: steps)])
    }

    static func step(
        _ phase: Int, _ number: Int, runs: Bool = true, gates: Int = 0, plain: Int = 0
    ) -> StepPlan {
        let id = StepID(runbook: Self.id, phase: phase, step: number)
        var step = StepPlan(id: id, title: "Step \(number)", line: number)
        if runs {
            step.commands = [
                CommandPlan(
                    id: CommandID(step: id, index: 0), line: number, language: "bash",
                    text: ["true"], danger: .reads)
            ]
        }
        for index in 0..<(gates + plain) {
            step.checks.append(
                CheckPlan(
                    id: CheckID(step: id, index: index), text: "check \(index)", line: number,
                    condition: index < gates ? "probe backend is up" : nil))
        }
        return step
    }

    func next(
        _ direction: RunbookFlow.Direction = .forward, from start: StepID? = nil,
        background: Set<StepID> = [], retrying: StepID? = nil
    ) -> FlowPlanner.Action {
        FlowPlanner.next(
            in: plan, direction: direction, state: state, gates: gates, from: start,
            background: background, retrying: retrying)
    }

    mutating func happen(_ body: EventBody) {
        clock += 1
        state.apply(
            JournalEvent(
                sequence: state.lastSequence + 1, at: Timestamp(seconds: clock),
                monotonic: clock, actor: "ana", body: body))
    }

    mutating func start(_ step: StepID) {
        happen(.stepStarted(step: step, title: "", run: RunID("r-\(step.label)"), command: ""))
    }

    mutating func end(_ step: StepID, _ end: StepEnd = .exited(0)) {
        happen(.stepEnded(step: step, run: RunID("r-\(step.label)"), end: end, took: .zero))
    }

    mutating func run(_ step: StepID, _ end: StepEnd = .exited(0)) {
        start(step)
        self.end(step, end)
    }

    mutating func meet(_ check: CheckID) { gates[check] = .met(at: Timestamp(seconds: clock)) }
}
