import IncidentModel
import Runbooks
import SafeText
import Testing

/// Random runbooks and random events: what must hold for every one of them.
@Suite struct FlowPropertyTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func forwardRunsEachStepOnceBehindItsGatesAndEnds(seed: UInt64) {
        var random = SeededRandom(seed)
        var book = FlowBook(Self.phases(&random))
        let undoing = Set(book.plan.steps.compactMap(\.undoneBy))
        var ran: Set<StepID> = []
        for _ in 0..<400 {
            switch book.next() {
            case .run(let steps):
                #expect(!steps.isEmpty)
                for step in steps {
                    #expect(ran.insert(step).inserted, "\(step.label) twice, seed \(seed)")
                    #expect(!undoing.contains(step))
                    #expect(book.plan.phases[step.phase - 1].isRollback == false)
                    expectGatesMet(before: steps, in: book, seed)
                    for need in book.plan.step(step)?.needs ?? [] {
                        #expect(Self.isSettled(need, book), "seed \(seed)")
                    }
                }
                for step in steps { book.start(step) }
            case .wait(let steps, let gates):
                #expect(!steps.isEmpty || !gates.isEmpty)
                for step in steps { book.end(step, Self.end(&random)) }
                for gate in gates { Self.judge(gate, &book, &random) }
            case .stop(let step, _):
                guard let step else { return }
                Self.decide(step, &book, &random)
            case .finish: return
            }
            Self.disturb(&book, &random)
        }
        Issue.record("seed \(seed) does not come to an end")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func backRunsEachUndoOnceAndNoForwardStep(seed: UInt64) {
        var random = SeededRandom(seed)
        var book = FlowBook(Self.phases(&random))
        for step in book.plan.steps where !book.plan.phases[step.id.phase - 1].isRollback {
            if Bool.random(using: &random) { book.run(step.id, Self.end(&random)) }
        }
        let done = Set(book.state.startedSteps)
        let order = FlowPlanner.rollback(of: book.plan, state: book.state)
        #expect(Set(order).count == order.count)
        var ran: [StepID] = []
        for _ in 0..<200 {
            switch book.next(.back) {
            case .run(let steps):
                #expect(steps.count == 1 && done.isDisjoint(with: steps))
                ran += steps
                for step in steps { book.run(step) }
            case .wait(_, let gates): for gate in gates { book.meet(gate) }
            case .stop(let step, _):
                guard let step else { return }
                book.happen(.stepSkipped(step: step, reason: "by hand"))
            case .finish:
                #expect(ran == order.filter(Set(ran).contains))
                return
            }
        }
        Issue.record("seed \(seed) does not come to an end")
    }

    /// Every step with gates in front of those that are to run: met, left out, or left before.
    private func expectGatesMet(before steps: [StepID], in book: FlowBook, _ seed: UInt64) {
        guard let first = steps.min() else { return }
        let undoing = Set(book.plan.steps.compactMap(\.undoneBy))
        let before = book.plan.phases.filter { !$0.isRollback }.flatMap(\.steps)
            .filter { $0.id < first && !undoing.contains($0.id) }
        let last = before.last {
            !$0.runnableCommands.isEmpty || $0.checks.contains(where: \.isGate)
        }
        guard let last else { return }
        if case .skipped = book.state.step(last.id) { return }
        guard !(book.plan.step(first)?.isParallel ?? false) else { return }
        for check in last.checks where check.isGate {
            guard case .met = book.gates[check.id] else {
                Issue.record("gate of \(last.id.label) not met before \(first.label), seed \(seed)")
                return
            }
        }
    }

    private static func isSettled(_ step: StepID, _ book: FlowBook) -> Bool {
        switch book.state.step(step) {
        case .ended(let end, _, _, _): end.isSuccess
        case .ticked, .skipped: true
        case .pending: book.plan.step(step)?.runnableCommands.isEmpty ?? false
        case .running: false
        }
    }

    private static func end(_ random: inout SeededRandom) -> StepEnd {
        Int.random(in: 0..<4, using: &random) > 0
            ? .exited(0)
            : [.exited(1), .cancelled, .unknown("lost"), .timedOut].randomElement(using: &random)
                ?? .timedOut
    }

    private static func judge(
        _ gate: CheckID, _ book: inout FlowBook, _ random: inout SeededRandom
    ) {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: book.gates[gate] = .noData("no reading")
        case 1: book.gates[gate] = .unmet("503")
        default: book.meet(gate)
        }
    }

    /// A person at a stop: ticks the checks when that is what is wanted, else leaves the step out.
    private static func decide(
        _ step: StepID, _ book: inout FlowBook, _ random: inout SeededRandom
    ) {
        let open = book.plan.step(step)?.checks.filter {
            !$0.isGate && book.state.ticks[$0.id] == nil
        }
        if let check = open?.first, Bool.random(using: &random) {
            book.happen(.checkTicked(check: check.id, ticked: true))
        } else {
            book.happen(.stepSkipped(step: step, reason: "by hand"))
        }
    }

    /// A gate turns, at any moment, without being asked for.
    private static func disturb(_ book: inout FlowBook, _ random: inout SeededRandom) {
        let gates = book.plan.steps.flatMap(\.checks).filter(\.isGate).map(\.id)
        guard let gate = gates.randomElement(using: &random) else { return }
        judge(gate, &book, &random)
    }

    private static func phases(_ random: inout SeededRandom) -> [PhasePlan] {
        let count = Int.random(in: 1...5, using: &random)
        var phases = (1...count).map { number in
            PhasePlan(
                number: number, title: "Phase", line: number,
                isRollback: number > 1 && Int.random(in: 0..<3, using: &random) == 0,
                steps: (1...Int.random(in: 1...4, using: &random)).map { index in
                    var step = FlowBook.step(
                        number, index, runs: Int.random(in: 0..<4, using: &random) > 0,
                        gates: Int.random(in: 0..<2, using: &random),
                        plain: Int.random(in: 0..<2, using: &random))
                    step.isParallel = Int.random(in: 0..<4, using: &random) == 0
                    return step
                })
        }
        let steps = phases.flatMap(\.steps).map(\.id)
        for (place, phase) in phases.enumerated() {
            let undo = phases.filter(\.isRollback).map(\.number).randomElement(using: &random)
            if !phase.isRollback { phases[place].undoneBy = undo }
            for index in phase.steps.indices where Int.random(in: 0..<5, using: &random) == 0 {
                phases[place].steps[index].undoneBy = steps.randomElement(using: &random)
                phases[place].steps[index].needs = steps.shuffled(using: &random).suffix(1)
            }
        }
        return phases
    }
}
