import IncidentModel
import LogClusters
import Probes
import Runbooks
import SafeText

extension EngineRoom {
    /// Carries out a request on the room's own thread.
    func carryOut(_ request: EngineRequest, _ bench: Bench) {
        let isReadOnly = plan.isReadOnly || bench.readOnlyReason != nil
        if isReadOnly, request.changesSomething {
            publish(.refused(bench.readOnlyReason ?? "this console is read-only"))
            return
        }
        switch request {
        case .prepareStep(let step): prepareStep(step, bench)
        case .startRun(let run, let isOverridden): startRun(run, isOverridden, bench)
        case .discardRun(let run): discardRun(run, bench)
        case .foregroundEnded(let run, let end, let took):
            foregroundEnded(run, end, took: took, bench)
        case .runOn(let runbook, let step): runFlow(runbook, .forward, from: step, bench)
        case .rollBack(let runbook): runFlow(runbook, .back, from: nil, bench)
        case .stopFlow(let runbook):
            endFlow(
                runbook, at: bench.flows[runbook]?.step, "stopped by \(plan.actor)", bench)
        case .setValue(let runbook, let written, let value):
            setValue(value, for: written, of: runbook, bench)
        case .trustRunbook(let runbook): trustRunbook(runbook, bench)
        case .loadRunbook(let reference): loadRunbook(reference, bench)
        case .prepareFile(let file): prepareFile(file, bench)
        case .writeFile(let file, let hash): writeFile(file, agreedTo: hash, bench)
        case .recheck(let check): recheck(check, bench)
        case .cancelStep(let step): bench.steps?.cancel(step)
        case .cancelAll: cancelAll(bench)
        case .finishRunning: finishRunning(bench)
        case .tickStep(let step, let ticked): tickStep(step, ticked, bench)
        case .tickCheck(let check, let ticked): tickCheck(check, ticked, bench)
        case .skipStep(let step, let reason): skipStep(step, DisplayText(reason), bench)
        case .addNote(let text, let subject):
            record([.noteAdded(DisplayText(text), about: subject)], by: plan.actor, bench)
        case .openIncident(let facts): openIncident(facts, bench)
        case .edit(let edit): self.edit(edit, bench)
        case .resolve(let reason, let isDespite): resolve(reason, isDespite, bench)
        case .judgeCriterion(let criterion): judgeCriterion(criterion, bench)
        case .draftUpdate(let audience): draftUpdate(for: audience, bench)
        case .sendUpdate(let audience, let text, let channel):
            sendUpdate(text, to: audience, by: channel, bench)
        case .readPast(let id): readPast(id, bench)
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
        case .loadTimeline(let offset, let count, let filter):
            loadTimeline(offset, count, filter, bench)
        }
    }

    private func cancelAll(_ bench: Bench) {
        endFlows("cancelled by \(plan.actor)", bench)
        for step in bench.steps?.runningSteps() ?? [] { bench.steps?.cancel(step) }
    }

    /// A person leaves when everything has ended: a port-forward, say, would never let them.
    private func finishRunning(_ bench: Bench) {
        endFlows("\(plan.actor) leaves", bench)
        bench.isFinishing = true
        endBackground(bench)
    }

    /// Ends what goes on in the background when that is all that is left, and somebody waits for it.
    func endBackground(_ bench: Bench) {
        let running = bench.runningSteps
        guard bench.isFinishing, bench.backgroundSteps.isSuperset(of: running) else { return }
        for step in running { bench.steps?.cancel(step) }
    }

    private func endFlows(_ reason: DisplayText, _ bench: Bench) {
        for runbook in bench.flows.keys.sorted() {
            endFlow(runbook, at: bench.flows[runbook]?.step, reason, bench)
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

}

extension EngineRequest {
    /// True when a read-only console must refuse it.
    var changesSomething: Bool {
        switch self {
        case .prepareStep, .startRun, .foregroundEnded, .runOn, .rollBack, .setValue,
            .trustRunbook, .prepareFile, .writeFile, .recheck, .cancelStep, .cancelAll,
            .finishRunning, .tickStep, .tickCheck, .skipStep, .addNote, .sendUpdate, .markCluster,
            .hold, .release, .openIncident, .edit, .resolve, .judgeCriterion:
            true
        case .discardRun, .stopFlow, .loadRunbook, .checkNow, .loadTimeline, .reportRunning,
            .draftUpdate, .readPast:
            false
        }
    }
}
