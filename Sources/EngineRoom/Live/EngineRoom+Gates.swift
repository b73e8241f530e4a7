import IncidentModel
import Runbooks
import SafeText

extension EngineRoom {
    /// How long gates are waited for when their phase has no budget.
    static let gatePatience = Duration.seconds(600)

    /// Judges all conditions and says what moved.
    func judgeGates(_ bench: Bench) {
        let verdicts = bench.gates.judge(snapshot(bench))
        bench.hasCountingGates = verdicts.isCounting
        tell(verdicts, bench)
        judgeCriteria(bench)
        planAlarm(bench)
    }

    /// Takes the word of a command that verifies a check.
    func gateSpoke(_ check: CheckID, _ state: GateState, _ bench: Bench) {
        // A late word about a runbook that was loaded anew is about another check.
        guard bench.gates.states[check] != nil else { return }
        tell(bench.gates.take(bench.hidingSecrets(state), of: check), bench)
    }

    private func tell(_ verdicts: GateWatch.Verdicts, _ bench: Bench) {
        let events = verdicts.turned.map { EventBody.gateChanged(check: $0.check, state: $0.state) }
        record(events, by: "quell", bench)
        if verdicts.hasMoved { publish(.gates(bench.gates.states)) }
    }

    /// A run of a step ended well: from now on its gates ought to hold, within the phase's budget.
    func awaitGates(of step: StepID, _ bench: Bench) {
        guard let runbook = bench.runbooks[step.runbook], let plan = runbook.step(step) else {
            return
        }
        for check in plan.checks where check.isGate {
            let deadline = deadline(of: check.id, bench)
            bench.awaited.wait(for: check.id, until: deadline)
            if check.command != nil { _ = judge(check.id, until: deadline, bench) }
        }
        planAlarm(bench)
    }

    /// Until when a gate that begins to be waited for now may take.
    func deadline(of check: CheckID, _ bench: Bench) -> Timestamp {
        let phase = bench.runbooks[check.step.runbook]?.plan.phases.first {
            $0.number == check.step.phase
        }
        return plan.now() + (phase?.budget ?? Self.gatePatience)
    }

    /// A step is started: what its commands said about an earlier run is no longer true.
    func forgetJudgements(of step: StepID, _ bench: Bench) {
        bench.awaited.forget(step)
        let checks = bench.runbooks[step.runbook]?.step(step)?.checks ?? []
        for check in checks where check.command != nil {
            bench.gateRunner?.forget(check.id)
            tell(bench.gates.take(GateWatch.notJudged, of: check.id), bench)
        }
    }

    /// Has a command judge a check, unasked: only one that reads, of a trusted runbook, with its values.
    ///
    /// - Returns: Why it cannot; nil when it does.
    func judge(_ check: CheckID, until deadline: Timestamp?, _ bench: Bench) -> DisplayText? {
        let step = check.step
        switch verification(of: check, bench) {
        case .valuesNeeded(let variables):
            let name = variables.first?.written ?? .empty
            return "what verifies step \(step.label) needs a value for \(name)"
        case .untrusted: return "\(step.runbook.name) is not trusted"
        case .refused(let sentence): return sentence
        case .ready(let kept):
            guard kept.run.preview.runsUnasked else {
                return
                    "what verifies step \(step.label) is not known to read only: look at the check again to be asked, or tick it"
            }
            bench.gateRunner?.judge(check, by: kept.run, until: deadline)
            return nil
        }
    }

    private func verification(of check: CheckID, _ bench: Bench) -> Preparation {
        let id = check.step.runbook
        guard let runbook = bench.runbooks[id], let steps = bench.steps else {
            return .refused("runbook \(id.name) is not loaded")
        }
        guard isTrusted(id, bench) else { return .untrusted }
        do {
            let prepared = try steps.prepareVerification(
                of: check, in: runbook, environment: plan.stepEnvironment,
                workingDirectory: plan.workingDirectory, values: bench.values.all(id))
            return .ready(KeptRun(run: prepared, hash: runbook.plan.contentHash, check: check))
        } catch {
            return error.missing.isEmpty ? .refused(error.reason) : .valuesNeeded(error.missing)
        }
    }

    /// Judges a check by its command because a person asked.
    func recheck(_ check: CheckID, _ bench: Bench) {
        let step = check.step
        guard let runbook = bench.runbooks[step.runbook] else {
            return publish(.refused("runbook \(step.runbook.name) is not loaded"))
        }
        guard isTrusted(step.runbook, bench) else {
            return publish(.trustNeeded(step.runbook, nil))
        }
        let plan = runbook.step(step)?.checks.first { $0.id == check }
        guard plan?.command != nil else {
            return publish(.refused("no command verifies this check of step \(step.label)"))
        }
        switch verification(of: check, bench) {
        case .valuesNeeded(let variables): publish(.valuesNeeded(step, variables))
        case .untrusted: publish(.trustNeeded(step.runbook, nil))
        case .refused(let sentence): publish(.refused(sentence))
        case .ready(let kept) where kept.run.preview.runsUnasked:
            bench.gateRunner?.judge(check, by: kept.run, until: deadline(of: check, bench))
        case .ready(let kept): tell(.ready(kept), of: step, bench)
        }
    }

    /// Judges a check once by a command that a person agreed to.
    ///
    /// It may do more than read, so the journal has it before it exists.
    func judgeAgreed(_ check: CheckID, by prepared: PreparedRun, _ bench: Bench) {
        let command = bench.values.redact(prepared.command)
        record(
            [.noteAdded("had a check of step \(check.step.label) verified by: " + command)],
            by: plan.actor, bench)
        bench.gateRunner?.judge(
            check, by: prepared, until: deadline(of: check, bench), isAgreed: true)
    }

    /// Gates that did not hold in time: the rollback of their phase is proposed, flows stop.
    func giveUpGates(_ bench: Bench) {
        let expired = bench.awaited.takeExpired(at: plan.now(), states: bench.gates.states)
        for check in expired where bench.state.ticks[check] == nil {
            bench.gateRunner?.forget(check)
            let reason = bench.failure(of: check)
            proposeRollback(of: check.step, reason, bench)
            if bench.flows[check.step.runbook]?.isWaiting(for: check) == true {
                endFlow(check.step.runbook, at: check.step, reason, bench)
            }
        }
    }

    /// Proposes what undoes a step's phase, once until it is taken up.
    func proposeRollback(of step: StepID, _ reason: DisplayText, _ bench: Bench) {
        let id = step.runbook
        guard let phase = bench.runbooks[id]?.plan.phases.first(where: { $0.number == step.phase }),
            phase.undoneBy != nil || phase.steps.contains(where: { $0.undoneBy != nil }),
            bench.proposed.insert(PhaseOfRunbook(runbook: id, phase: phase.number)).inserted
        else { return }
        record(
            [.rollbackProposed(runbook: id, phase: phase.number, reason: reason)], by: "quell",
            bench)
    }
}

/// One phase of one runbook.
struct PhaseOfRunbook: Hashable {
    var runbook: RunbookID
    var phase: Int
}

extension EngineRoom.Bench {
    /// Why a gate is given up, in a sentence.
    func failure(of check: CheckID) -> DisplayText {
        let seen: DisplayText =
            switch gates.states[check] {
            case .unmet(let text)?, .noData(let text)?: ": " + text
            case .holding?: ": it holds, but not for long enough"
            case .met?, nil: .empty
            }
        return "a gate of step \(check.step.label) did not hold in time" + seen
    }

    func hidingSecrets(_ state: GateState) -> GateState {
        switch state {
        case .unmet(let text): .unmet(values.redact(text))
        case .noData(let text): .noData(values.redact(text))
        case .holding, .met: state
        }
    }
}
