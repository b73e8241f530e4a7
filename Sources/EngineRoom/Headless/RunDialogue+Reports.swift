import IncidentModel
import Runbooks
import SafeText

extension RunDialogue {
    /// Takes what the room says.
    mutating func hear(_ report: EngineReport) {
        switch report {
        case .restored(let restored): state = restored
        case .runbooks(let plans): loaded(plans)
        case .trusted(let ids): trusted(ids)
        case .recorded(let events): for event in events { recorded(event) }
        case .gates(let states): judged(states)
        case .output(let page): show(transcript.take(page))
        case .noticed(let text): show("note: \(text)")
        case .recording(let unrecorded, let reason): recording(unrecorded, reason)
        case .refused(let text): refused(text)
        case .prepared(let preview): prepared(preview)
        case .valuesNeeded(let step, let variables): valuesNeeded(step, variables)
        case .trustNeeded(let runbook, _):
            if runbook == plan?.id, !isAsking { askForTrust() }
        case .flow(let flow): if flow.runbook == plan?.id { moved(flow) }
        case .filePrepared(let preview): filePrepared(preview)
        case .foreground(let order): act(.takeTerminal(order))
        case .services, .logs, .timeline, .running, .suggestions, .criteria, .resolutionRefused,
            .updateDrafted, .pastReport:
            break
        case .readOnly(let reason): refused(reason)
        }
    }

    private var isAsking: Bool { if case .asking = stage { true } else { false } }

    private mutating func loaded(_ plans: [RunbookPlan]) {
        guard case .loading = stage else { return }
        guard let plan = plans.first(where: { $0.contentHash == order.contentHash }) else {
            return end(.unusable, "the runbook could not be loaded")
        }
        self.plan = plan
        if let label = order.start, !plan.steps.contains(where: { $0.id.label == label }) {
            let labels = plan.steps.map(\.id.label)
            let range = [labels.first, labels.last].compactMap { $0 }.joined(separator: " to ")
            end(.unusable, "there is no step \(DisplayText(label)), expected one of \(range)")
        }
    }

    private mutating func trusted(_ ids: Set<RunbookID>) {
        guard let plan else { return }
        isTrusted = ids.contains(plan.id)
        guard case .loading = stage else { return }
        if isTrusted {
            giveValues()
        } else if order.trusts {
            perform(.trustRunbook(plan.id))
        } else {
            askForTrust()
        }
    }

    private mutating func askForTrust() {
        guard let plan else { return }
        isTrusted = false
        show("Nobody has trusted this runbook as it is now. Its commands would run as you:")
        for word in [Danger.destroys, .changes, .unknown, .reads] {
            let steps = plan.steps.filter { $0.danger == word }.map(\.id.label)
            if !steps.isEmpty { show("  \(word.word): \(steps.joined(separator: ", "))") }
        }
        ask(.trust)
    }

    private mutating func recorded(_ event: JournalEvent) {
        state.apply(event)
        switch event.body {
        case .stepStarted(let step, _, _, _) where step.runbook == plan?.id:
            announce(step)
            if stage == .starting(step) { stage = .following }
        case .stepEnded(let step, let run, let end, let took) where step.runbook == plan?.id:
            ended(step, run, end, took)
        case .gateChanged(let check, let state) where check.step.runbook == plan?.id:
            if case .met = state { failedGates.remove(check.step) }
            if let plan = self.check(check) { show("  gate \(RunWords.gate(plan, state))") }
        case .rollbackProposed(let runbook, let phase, let reason) where runbook == plan?.id:
            show("  proposed: roll back phase \(phase), because \(reason)")
        case .valueGiven(_, let written, _): taken(written)
        case .fileWritten(let file, let path, _):
            show("  wrote \(path)")
            if stage == .writing(file) { resume() }
        case .stepStarted, .stepEnded, .gateChanged, .rollbackProposed, .consoleStarted,
            .consoleStopped, .incidentOpened, .serviceChanged, .flappingChanged, .serviceHeld,
            .serviceReleased, .localTroubleChanged, .clusterChanged, .clusterMarked,
            .runbookLoaded, .runbookTrusted, .stepTicked, .stepSkipped, .checkTicked, .noteAdded,
            .updateSent, .edited, .noticed, .recordingGap:
            break
        }
    }

    private mutating func ended(_ step: StepID, _ run: RunID, _ end: StepEnd, _ took: Duration) {
        show(transcript.finish(run))
        show(RunWords.end(step, end, took: took))
        if end.isSuccess { failures.remove(step) } else { failures.insert(step) }
        if case .stopping(let status, let sentence) = stage { return self.end(status, sentence) }
        guard ownRun == step else { return }
        ownRun = nil
        if end.isSuccess {
            resume()
        } else {
            ask(.failed(step, "step \(step.label): \(end.phrase)"))
        }
    }

    private mutating func judged(_ states: [CheckID: GateState]) {
        let before = gates
        gates = states
        guard case .waiting(let checks, _) = standing else { return }
        for check in checks where before[check]?.word != states[check]?.word {
            // That it holds, or no longer does, is an event and shown as such.
            guard let plan = self.check(check), before[check]?.isMet != true,
                states[check]?.isMet != true
            else { continue }
            show("  gate \(RunWords.gate(plan, states[check]))")
        }
    }

    private mutating func recording(_ unrecorded: Int, _ reason: DisplayText?) {
        guard let reason else { return show("note: events are recorded again") }
        show("note: \(unrecorded) events are not recorded: \(reason)")
    }

    private mutating func refused(_ text: DisplayText) {
        switch stage {
        case .giving: end(.unusable, text.string)
        case .filling(let step, let variable, let rest):
            show("  \(text)")
            ask(.value(step, variable, then: rest))
        case .preparing(let step), .starting(let step):
            show("  \(text)")
            ask(.blocked(step, text))
        case .writing(let file):
            show("  \(text)")
            ask(.blocked(file.step, text))
        case .loading: end(.unusable, text.string)
        case .following:
            // The room went on by itself before it was asked to.
            if !isUnderWay { end(.stopped, text.string) }
        case .stopping(let status, let sentence):
            if runningSteps.isEmpty { end(status, sentence) }
        case .asking, .over: break
        }
    }

    var isUnderWay: Bool {
        switch standing {
        case .running, .asking, .waiting: true
        case .stopped, .finished: false
        }
    }
}

extension GateState {
    fileprivate var isMet: Bool { if case .met = self { true } else { false } }
}

/// Whether anything could be undone.
enum FlowRollback {
    static func isEmpty(_ plan: RunbookPlan, _ state: IncidentState) -> Bool {
        FlowPlanner.rollback(of: plan, state: state).isEmpty
    }
}
