import IncidentModel
import LogClusters
import Probes
import Runbooks
import SafeText

extension EngineRoom {
    /// Carries out a request on the room's own thread.
    func carryOut(_ request: EngineRequest, _ bench: Bench) {
        if plan.isReadOnly, request.changesSomething {
            publish(.refused("this console is read-only"))
            return
        }
        switch request {
        case .prepareStep(let step): prepareStep(step, bench)
        case .startRun(let run, let isOverridden): startRun(run, isOverridden, bench)
        case .discardRun(let run): bench.prepared[run] = nil
        case .foregroundEnded, .runOn, .rollBack, .stopFlow, .setValue, .trustRunbook,
            .loadRunbook, .prepareFile, .writeFile, .recheck:
            publish(.refused("not reached yet"))
        case .cancelStep(let step): bench.steps?.cancel(step)
        case .cancelAll:
            for step in bench.steps?.runningSteps() ?? [] { bench.steps?.cancel(step) }
        case .tickStep(let step, let ticked):
            record([.stepTicked(step: step, ticked: ticked)], by: plan.actor, bench)
        case .tickCheck(let check, let ticked):
            record([.checkTicked(check: check, ticked: ticked)], by: plan.actor, bench)
        case .skipStep(let step, let reason):
            record(
                [.stepSkipped(step: step, reason: DisplayText(reason))], by: plan.actor, bench)
        case .addNote(let text): record([.noteAdded(DisplayText(text))], by: plan.actor, bench)
        case .sendUpdate(let text):
            record(
                [.updateSent(audience: "engineering", text: DisplayText(text))], by: plan.actor,
                bench)
        case .markCluster(let cluster, let action): markCluster(cluster, action, bench)
        case .reportRunning: reportRunning(bench)
        case .checkNow(let service): bench.probes?.checkNow(service)
        case .hold(let service, let kind, let duration, let reason):
            let hold = Hold(
                kind: kind, until: duration.map { plan.now() + $0 }, reason: DisplayText(reason),
                by: plan.actor)
            changeHold(of: service, .serviceHeld(service: service, hold: hold), bench)
        case .release(let service):
            changeHold(of: service, .serviceReleased(service: service), bench)
        case .loadTimeline(let offset, let count):
            if let page = bench.recorder?.page(offset: offset, count: count) {
                publish(.timeline(page))
            }
        }
    }

    /// The decision is on disk before the log engine follows it.
    private func markCluster(
        _ cluster: ClusterReference, _ action: ClusterAction, _ bench: Bench
    ) {
        let events = record([.clusterMarked(cluster, action)], by: plan.actor, bench)
        // As the journal has it: so a restart knows a decision that was followed already.
        for case .clusterMarked(let cluster, let action) in events.map(\.body) {
            bench.sources?.perform(
                RecordedClusterAction(
                    at: events.first?.at ?? plan.now(), cluster: cluster, action: action))
        }
    }

    private func changeHold(of service: ServiceID, _ event: EventBody, _ bench: Bench) {
        guard bench.order.contains(service) else {
            publish(.refused("no service is named \(service.name)"))
            return
        }
        // As the journal has it, without secrets.
        let holds = record([event], by: plan.actor, bench).compactMap { recorded -> Hold? in
            if case .serviceHeld(_, let hold) = recorded.body { hold } else { nil }
        }
        bench.probes?.setHold(holds.first, of: service)
    }

    func reportRunning(_ bench: Bench) {
        publish(.running(bench.steps?.runningSteps() ?? []))
    }

    private func prepareStep(_ step: StepID, _ bench: Bench) {
        guard let runbook = bench.runbooks[step.runbook], let steps = bench.steps else {
            publish(.refused("runbook \(step.runbook.name) is not loaded"))
            return
        }
        do {
            let prepared = try steps.prepare(
                step: step, of: runbook, environment: plan.stepEnvironment,
                workingDirectory: plan.workingDirectory)
            bench.prepared[prepared.run] = prepared
            publish(.prepared(prepared.preview))
        } catch {
            publish(.refused(error.reason))
        }
    }

    /// The journal has the start on disk before the command exists.
    private func startRun(_ run: RunID, _ isOverridden: Bool, _ bench: Bench) {
        guard let prepared = bench.prepared.removeValue(forKey: run) else {
            publish(.refused("that run is no longer prepared: ask again"))
            return
        }
        guard isOverridden || bench.recorder?.isRecording == true else {
            publish(.refused("events are not recorded: running needs the typed override"))
            return
        }
        record(
            [
                .stepStarted(
                    step: prepared.step, title: prepared.title, run: prepared.run,
                    command: prepared.command)
            ], by: plan.actor, bench)
        guard isOverridden || bench.recorder?.isRecording == true else {
            record(
                [
                    .stepEnded(
                        step: prepared.step, run: prepared.run,
                        end: .couldNotStart("the start could not be recorded"), took: .zero)
                ], by: "quell", bench)
            return
        }
        bench.steps?.start(prepared)
        reportRunning(bench)
    }

    /// What a run has to say: its output, or its end.
    func stepSpoke(_ news: StepPublication, _ bench: Bench) {
        switch news {
        case .output(let page): publish(.output(page))
        case .ended(let step, let run, let end, let took):
            record([.stepEnded(step: step, run: run, end: end, took: took)], by: "quell", bench)
            reportRunning(bench)
        }
    }
}

extension EngineRequest {
    /// True when a read-only console must refuse it.
    var changesSomething: Bool {
        switch self {
        case .prepareStep, .startRun, .foregroundEnded, .runOn, .rollBack, .setValue,
            .trustRunbook, .prepareFile, .writeFile, .recheck, .cancelStep, .cancelAll, .tickStep,
            .tickCheck, .skipStep, .addNote, .sendUpdate, .markCluster, .hold, .release:
            true
        case .discardRun, .stopFlow, .loadRunbook, .checkNow, .loadTimeline, .reportRunning: false
        }
    }
}
