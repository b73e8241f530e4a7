import IncidentModel
import Runbooks
import SafeText

/// What says where a flow goes.
typealias NextAction = @Sendable (FlowQuestion) -> FlowPlanner.Action

extension EngineRoom {
    /// Lets a runbook run by itself to its next decision.
    func runFlow(
        _ runbook: RunbookID, _ direction: RunbookFlow.Direction, from start: StepID?,
        _ bench: Bench
    ) {
        guard bench.runbooks[runbook] != nil else {
            return publish(.refused("runbook \(runbook.name) is not loaded"))
        }
        guard isTrusted(runbook, bench) else { return publish(.trustNeeded(runbook, nil)) }
        if let present = bench.flows[runbook], !present.isPaused {
            guard direction == .back, present.direction == .forward else {
                return publish(.refused("\(runbook.name) runs by itself already"))
            }
            // Who wants it undone does not first have to stop what makes more of it.
            endFlow(runbook, at: present.step, "\(self.plan.actor) rolls back", bench)
        }
        bench.flows[runbook] = FlowCourse(
            direction: direction, start: start, retrying: start.flatMap { bench.failed($0) })
        advance(runbook, bench)
    }

    /// Ends a flow; what runs goes on.
    func endFlow(
        _ runbook: RunbookID, at step: StepID?, _ reason: DisplayText, _ bench: Bench
    ) {
        guard var course = bench.flows.removeValue(forKey: runbook) else { return }
        for step in course.toAsk {
            bench.prepared = bench.prepared.filter { $0.value.run.step != step }
        }
        if course.move(to: .stopped(at: step, reason: reason)) { tell(course, of: runbook) }
    }

    /// Looks whether events let flows go on; they do so after what is being done now.
    func noticeFlows(_ events: [JournalEvent], _ bench: Bench) {
        for event in events {
            noticeAnswer(event.body, bench)
            guard let id = event.body.flowRunbook, let course = bench.flows[id] else { continue }
            if case .stepEnded(let step, _, let end, _) = event.body, !end.isSuccess,
                course.started.contains(step)
            {
                run { bench in self.stepFailed(step, end, bench) }
            } else if course.isConcerned(by: event.body) {
                run { bench in self.advance(id, bench) }
            }
        }
    }

    /// A step that was asked for was started, or settled in another way.
    private func noticeAnswer(_ body: EventBody, _ bench: Bench) {
        if case .stepStarted(let step, _, _, _) = body {
            bench.flows[step.runbook]?.noteStart(of: step)
        }
        if let step = body.decidedStep {
            bench.flows[step.runbook]?.noteDecision(on: step)
            // What was prepared for the question must not start any more.
            bench.prepared = bench.prepared.filter { $0.value.run.step != step }
        }
    }

    private func stepFailed(_ step: StepID, _ end: StepEnd, _ bench: Bench) {
        let reason: DisplayText = "step \(step.label) \(end.phrase)"
        endFlow(step.runbook, at: step, reason, bench)
        let checks = bench.runbooks[step.runbook]?.step(step)?.checks ?? []
        let hasFailingGate = checks.contains { check in
            if case .unmet? = bench.gates.states[check.id] { true } else { false }
        }
        if hasFailingGate { proposeRollback(of: step, reason, bench) }
    }

    /// Goes on with a flow as far as it comes without a person.
    func advance(_ id: RunbookID, _ bench: Bench) {
        guard let course = bench.flows[id], let plan = bench.runbooks[id]?.plan else { return }
        if let asked = course.toAsk.first { return ask(for: asked, bench) }
        let action = nextAction(
            FlowQuestion(
                plan: plan, course: course, state: bench.state, gates: bench.gates.states,
                background: bench.backgroundSteps))
        switch action {
        case .run(let steps): begin(steps, of: id, bench)
        case .wait(let steps, let gates):
            if steps.isEmpty {
                wait(for: gates, of: id, bench)
            } else {
                move(id, .running(steps), bench)
            }
        case .stop(let step, let reason): move(id, .stopped(at: step, reason: reason), bench)
        case .finish:
            move(id, .finished, bench)
            bench.flows[id] = nil
        }
    }

    /// Starts those steps that run unasked, and asks for the others one at a time.
    private func begin(_ steps: [StepID], of id: RunbookID, _ bench: Bench) {
        for step in steps where !bench.isRunning(step) {
            if bench.flows[id]?.started.contains(step) == true {
                // Whatever the reason: nothing is run twice without a person.
                return endFlow(id, at: step, "step \(step.label) ran and is still not done", bench)
            }
            switch preparation(of: step, bench) {
            case .ready(let kept) where kept.run.preview.runsUnasked:
                guard bench.recorder?.isRecording == true else {
                    let reason: DisplayText = "events are not recorded: run the step by hand"
                    return endFlow(id, at: step, reason, bench)
                }
                guard begin(kept.run, false, bench) else { return }
            case .ready: bench.flows[id]?.mustAsk(for: step)
            case .valuesNeeded, .untrusted, .refused: return halt(id, at: step, bench)
            }
        }
        if let first = bench.flows[id]?.toAsk.first { return ask(for: first, bench) }
        move(id, .running(steps.filter { bench.isRunning($0) }), bench)
    }

    private func ask(for step: StepID, _ bench: Bench) {
        if !bench.prepared.values.contains(where: { $0.run.step == step }) {
            let preparation = preparation(of: step, bench)
            guard case .ready = preparation else {
                return halt(step.runbook, at: step, bench)
            }
            tell(preparation, of: step, bench)
        }
        move(step.runbook, .asking(step), bench)
    }

    /// Stops before a step that cannot be prepared, and says what it lacks.
    ///
    /// Once a person started it, or ticked or skipped it, the flow goes on.
    private func halt(_ id: RunbookID, at step: StepID, _ bench: Bench) {
        let lack = preparation(of: step, bench)
        let reason: DisplayText =
            switch lack {
            case .ready: "step \(step.label) is ready"
            case .valuesNeeded: "step \(step.label) needs values"
            case .untrusted: "\(id.name) is not trusted"
            case .refused(let sentence): sentence
            }
        bench.flows[id]?.askForNothing()
        move(id, .stopped(at: step, reason: reason), bench)
        switch lack {
        case .ready, .refused: break
        case .valuesNeeded, .untrusted: tell(lack, of: step, bench)
        }
    }

    private func wait(for gates: [CheckID], of id: RunbookID, _ bench: Bench) {
        var until: Timestamp?
        for check in gates {
            if bench.awaited[check] == nil {
                let deadline = deadline(of: check, bench)
                bench.awaited.wait(for: check, until: deadline)
                let plan = bench.runbooks[id]?.step(check.step)?.checks.first { $0.id == check }
                if plan?.command != nil, let reason = judge(check, until: deadline, bench) {
                    bench.awaited.forget(check)
                    return move(id, .stopped(at: check.step, reason: reason), bench)
                }
            }
            until = [until, bench.awaited[check]].compactMap { $0 }.max()
        }
        move(id, .waiting(gates, until: until), bench)
        planAlarm(bench)
    }

    private func move(
        _ id: RunbookID, _ standing: RunbookFlow.Standing, _ bench: Bench
    ) {
        guard bench.flows[id]?.move(to: standing) == true, let course = bench.flows[id] else {
            return
        }
        tell(course, of: id)
    }

    private func tell(_ course: FlowCourse, of id: RunbookID) {
        publish(
            .flow(RunbookFlow(runbook: id, direction: course.direction, standing: course.standing)))
    }
}
