import IncidentModel
import SafeText

extension RunDialogue {
    /// Lets the room go on, in the present direction.
    mutating func resume() {
        guard let plan else { return }
        stage = .following
        switch direction {
        case .forward:
            let start = plan.steps.first { $0.id.label == order.start }?.id
            perform(.runOn(plan.id, from: start))
        case .back: perform(.rollBack(plan.id))
        }
    }

    /// Undoes what was done; asks again when that is nothing.
    mutating func rollBack(orAsk question: RunQuestion) {
        guard let plan else { return }
        guard !FlowRollback.isEmpty(plan, state) else {
            show("  nothing was done that the runbook could undo")
            return ask(question)
        }
        direction = .back
        hasRolledBack = true
        show("Rolling back, the newest first")
        // What stood at a decision must not go on beside it.
        perform(.stopFlow(plan.id))
        resume()
    }

    /// Where the room says that the runbook stands.
    mutating func moved(_ flow: RunbookFlow) {
        standing = flow.standing
        guard stage == .following, flow.direction == direction else { return }
        switch flow.standing {
        case .running: break
        case .asking(let step): if let preview = previews[step] { consider(preview) }
        case .waiting(let checks, let until): waiting(for: checks, until: until)
        case .stopped(let step, let reason): stopped(at: step, reason)
        case .finished: finished()
        }
    }

    private mutating func waiting(for checks: [CheckID], until: Timestamp?) {
        awaited = (checks, until)
        if let step = checks.first?.step { announce(step) }
        for id in checks {
            guard let check = check(id) else { continue }
            show("  waiting for the gate \(RunWords.gate(check, gates[id]))")
        }
    }

    private mutating func finished() {
        if hasRolledBack { return end(.failed, "rolled back after a failure") }
        if order.rollsBack { return end(.done, "rolled back") }
        guard failures.isEmpty, failedGates.isEmpty else {
            let labels = failures.union(failedGates).sorted().map(\.label)
            return end(.failed, "\(labels.joined(separator: ", ")) failed and was left out")
        }
        end(.done, "done: all steps done, all gates held")
    }

    private mutating func stopped(at step: StepID?, _ reason: DisplayText) {
        guard let step, let plan = plan?.step(step) else {
            return end(.stopped, reason.string)
        }
        announce(step)
        if case .ended(let end, _, _, _) = state.step(step), !end.isSuccess {
            show("  \(reason)")
            return ask(.failed(step, reason))
        }
        if awaited.gates.contains(where: { $0.step == step }) {
            awaited = ([], nil)
            failedGates.insert(step)
            show("  \(reason)")
            return ask(.gate(step, reason))
        }
        decide(about: plan, reason)
    }

    /// A step that was not run yet, or one whose checks are a person's.
    private mutating func decide(about step: StepPlan, _ reason: DisplayText) {
        if let file = step.files.first(where: { !state.writtenFiles.contains($0.id) }),
            case .pending = state.step(step.id)
        {
            stage = .writing(file.id)
            return perform(.prepareFile(file.id))
        }
        if case .pending = state.step(step.id), !step.runnableCommands.isEmpty {
            return prepare(step.id)
        }
        show(step.runnableCommands.isEmpty ? step.prose.map { "  \($0)" } : [])
        let open = step.checks.first { check in
            !check.isGate && !check.isTickedInFile && state.ticks[check.id] == nil
        }
        show(open.map { "  [ ] \($0.text)" } ?? "  \(reason)")
        ask(.manual(step.id, open?.id, open?.text ?? reason))
    }

    mutating func prepare(_ step: StepID) {
        stage = .preparing(step)
        perform(.prepareStep(step))
    }

    /// A run is ready.
    mutating func prepared(_ preview: RunPreview) {
        previews[preview.step] = preview
        guard stage == .preparing(preview.step) else { return }
        ownRun = preview.step
        consider(preview)
    }

    /// Shows a run and starts it, or asks first.
    private mutating func consider(_ preview: RunPreview) {
        announce(preview.step)
        show(RunWords.preview(preview))
        if preview.needsTerminal, !order.hasTerminal {
            ownRun = nil
            perform(.discardRun(preview.run))
            return end(
                .stopped, "step \(preview.step.label) takes a terminal, and there is none")
        }
        if isAgreed(preview) { start(preview) } else { ask(.start(preview)) }
    }

    /// True when `--yes`, or its harmlessness, answers for a run.
    private func isAgreed(_ preview: RunPreview) -> Bool {
        let plan = plan?.step(preview.step)
        let isOnRequest = plan?.runnableCommands.allSatisfy(\.isOnRequest) ?? true
        if preview.asksAlways || isOnRequest { return false }
        switch preview.danger {
        case .reads: return preview.runsUnasked || order.answersYes
        case .changes: return order.answersYes
        case .unknown, .destroys: return false
        }
    }

    mutating func start(_ preview: RunPreview) {
        stage = .starting(preview.step)
        perform(.startRun(preview.run, unrecordedOverride: false))
    }

    /// What a file's writing would do is known.
    mutating func filePrepared(_ preview: FilePreview) {
        guard stage == .writing(preview.file) else { return }
        show(RunWords.preview(preview))
        if order.answersYes { write(preview) } else { ask(.file(preview)) }
    }

    mutating func write(_ preview: FilePreview) {
        stage = .writing(preview.file)
        perform(.writeFile(preview.file, hash: preview.hash))
    }

    /// Shows which step is next, once.
    mutating func announce(_ step: StepID) {
        guard shownStep != step, let plan = plan?.step(step) else { return }
        if shownStep?.phase != step.phase,
            let phase = self.plan?.phases.first(where: { $0.number == step.phase })
        {
            show(RunWords.heading(of: phase))
        }
        shownStep = step
        show(RunWords.heading(of: plan))
    }
}
