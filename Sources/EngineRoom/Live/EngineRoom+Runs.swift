import IncidentModel
import Runbooks
import SafeText

/// A run that was shown to a person and waits for the answer.
struct KeptRun {
    var run: PreparedRun
    /// The contents of its runbook when it was prepared.
    var hash: String
    /// The check that it verifies, when it is no run of its step.
    var check: CheckID?
}

/// What asking for a run led to.
enum Preparation {
    case ready(KeptRun)
    case valuesNeeded([RunbookVariable])
    case untrusted
    case refused(DisplayText)
}

extension EngineRoom {
    /// Checks whether a step can run and says what would.
    func prepareStep(_ step: StepID, _ bench: Bench) {
        let preparation = preparation(of: step, bench)
        noticeChangedFile(of: step.runbook, bench)
        tell(preparation, of: step, bench)
    }

    /// Says what asking for a run led to, and keeps the run until it is answered.
    func tell(_ preparation: Preparation, of step: StepID, _ bench: Bench) {
        switch preparation {
        case .ready(let kept):
            bench.keep(kept)
            publish(.prepared(bench.values.masking(kept.run.preview)))
        case .valuesNeeded(let variables): publish(.valuesNeeded(step, variables))
        case .untrusted: publish(.trustNeeded(step.runbook, step))
        case .refused(let sentence): publish(.refused(sentence))
        }
    }

    /// The checks before a run, in the order in which a person can do something about them.
    func preparation(of step: StepID, _ bench: Bench) -> Preparation {
        guard let runbook = bench.runbooks[step.runbook], let steps = bench.steps else {
            return .refused("runbook \(step.runbook.name) is not loaded")
        }
        guard let plan = runbook.step(step) else {
            return .refused("there is no step \(step.label) in \(step.runbook.name)")
        }
        guard isTrusted(step.runbook, bench) else { return .untrusted }
        for command in plan.runnableCommands {
            if let problem = command.problem {
                return .refused(
                    "line \(command.line) cannot run until the file is corrected: \(problem)")
            }
        }
        if let sentence = bench.lack(of: plan) { return .refused(sentence) }
        guard !bench.isRunning(step) else { return .refused("step \(step.label) is running") }
        do {
            let prepared = try steps.prepare(
                step: step, of: runbook, environment: self.plan.stepEnvironment,
                workingDirectory: self.plan.workingDirectory,
                values: bench.values.all(step.runbook))
            return .ready(KeptRun(run: prepared, hash: runbook.plan.contentHash))
        } catch {
            return error.missing.isEmpty ? .refused(error.reason) : .valuesNeeded(error.missing)
        }
    }

    /// Starts what was agreed to, if nothing that matters changed since.
    func startRun(_ run: RunID, _ isOverridden: Bool, _ bench: Bench) {
        guard let kept = bench.prepared[run] else {
            publish(.refused("that run is no longer prepared: ask again"))
            return
        }
        let step = kept.run.step
        if let objection = objection(to: kept, bench) {
            bench.prepared[run] = nil
            return tell(objection, of: step, bench)
        }
        if kept.run.foreground != nil, let other = bench.foreground.values.first {
            return publish(.refused("step \(other.label) has the terminal"))
        }
        guard isOverridden || bench.recorder?.isRecording == true else {
            publish(.refused("events are not recorded: running needs the typed override"))
            return
        }
        bench.prepared[run] = nil
        if let check = kept.check { return judgeAgreed(check, by: kept.run, bench) }
        begin(kept.run, isOverridden, bench)
    }

    /// Why what was prepared must not start any more; nil when it may.
    private func objection(to kept: KeptRun, _ bench: Bench) -> Preparation? {
        let step = kept.run.step
        if bench.runbooks[step.runbook]?.plan.contentHash != kept.hash {
            return .refused("\(step.runbook.name) changed since step \(step.label) was prepared")
        }
        if !isTrusted(step.runbook, bench) { return .untrusted }
        if bench.isRunning(step) { return .refused("step \(step.label) is running") }
        let plan = bench.runbooks[step.runbook]?.step(step)
        return plan.flatMap { bench.lack(of: $0) }.map { .refused($0) }
    }

    /// Forgets a prepared run; a flow that waited for the answer stops.
    func discardRun(_ run: RunID, _ bench: Bench) {
        guard let kept = bench.prepared.removeValue(forKey: run) else { return }
        let step = kept.run.step
        if kept.check == nil, bench.flows[step.runbook]?.toAsk.first == step {
            endFlow(step.runbook, at: step, "step \(step.label) was not started", bench)
        }
    }

    /// The journal has the start on disk before the command exists.
    ///
    /// - Returns: False when the start could not be recorded and nothing was started.
    @discardableResult
    func begin(_ prepared: PreparedRun, _ isOverridden: Bool, _ bench: Bench) -> Bool {
        let (step, run) = (prepared.step, prepared.run)
        record(
            [
                .stepStarted(
                    step: step, title: prepared.title, run: run,
                    command: prepared.command)
            ], by: plan.actor, bench)
        guard isOverridden || bench.recorder?.isRecording == true else {
            ended(step, run, .couldNotStart("the start could not be recorded"), .zero, bench)
            return false
        }
        if let order = prepared.foreground {
            bench.foreground[run] = step
            publish(.foreground(order))
        } else {
            bench.steps?.start(prepared)
        }
        reportRunning(bench)
        return true
    }

    /// The terminal is back: the run that had it has ended.
    func foregroundEnded(_ run: RunID, _ end: StepEnd, took: Duration, _ bench: Bench) {
        guard let step = bench.foreground.removeValue(forKey: run) else {
            publish(.refused("no run of that name has the terminal"))
            return
        }
        ended(step, run, end, took, bench)
        reportRunning(bench)
    }

    /// What a run has to say: its output, or its end.
    func stepSpoke(_ news: StepPublication, _ bench: Bench) {
        switch news {
        case .output(let page): publish(.output(page))
        case .inBackground(let step, _): wentToBackground(step, bench)
        case .ended(let step, let run, let end, let took):
            ended(step, run, end, took, bench)
            reportRunning(bench)
            endBackground(bench)
        }
    }

    /// All that was to be waited for of a step has ended well: its gates ought to hold from now on.
    private func wentToBackground(_ step: StepID, _ bench: Bench) {
        if !plan.isReadOnly { awaitGates(of: step, bench) }
        advance(step.runbook, bench)
        endBackground(bench)
    }

    private func ended(
        _ step: StepID, _ run: RunID, _ end: StepEnd, _ took: Duration, _ bench: Bench
    ) {
        record([.stepEnded(step: step, run: run, end: end, took: took)], by: "quell", bench)
        // Gates may have commands, and a console that only watches runs none.
        if end.isSuccess, !plan.isReadOnly { awaitGates(of: step, bench) }
    }

    func reportRunning(_ bench: Bench) {
        publish(.running(bench.runningSteps))
    }
}

extension EngineRoom.Bench {
    /// Keeps a run until it is answered; an older one of the same step is forgotten.
    func keep(_ kept: KeptRun) {
        prepared = prepared.filter {
            $0.value.run.step != kept.run.step || $0.value.check != kept.check
        }
        prepared[kept.run.run] = kept
    }

    func forgetPrepared(of runbook: RunbookID) {
        prepared = prepared.filter { $0.value.run.step.runbook != runbook }
        preparedFiles = preparedFiles.filter { $0.key.step.runbook != runbook }
    }

    /// Steps that run, also those that have the terminal.
    var runningSteps: [StepID] {
        ((steps?.runningSteps() ?? []) + foreground.values).sorted()
    }

    func isRunning(_ step: StepID) -> Bool { runningSteps.contains(step) }

    /// The steps that a step needs and that are not done, in a sentence; nil when there is none.
    func lack(of plan: StepPlan) -> DisplayText? {
        let lacking = plan.needs.filter { !state.step($0).isSettled }
        guard !lacking.isEmpty else { return nil }
        let names = lacking.map(\.label).joined(separator: ", ")
        return "step \(plan.id.label) needs \(DisplayText(names)) to be done first"
    }

    /// The step itself when its last run failed, so that to go on there means to run it again.
    func failed(_ step: StepID) -> StepID? {
        if case .ended(let end, _, _, _) = state.step(step), !end.isSuccess { step } else { nil }
    }

    /// Running steps of which only background commands are left.
    var backgroundSteps: Set<StepID> { steps?.backgroundSteps() ?? [] }
}

extension StepState {
    /// True when what needs the step may go on: it ended well, or a person says that it is settled.
    var isSettled: Bool {
        switch self {
        case .ended(let end, _, _, _): end.isSuccess
        case .ticked, .skipped: true
        case .pending, .running: false
        }
    }
}
