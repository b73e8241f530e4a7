import CellGrid
import Console
import EngineRoom
import SafeText

extension ConsoleLoop {
    /// Carries out what the state asked for: against the engine room, the terminal or the loop itself.
    func carryOut(_ effect: ConsoleEffect) {
        switch effect {
        case .prepareStep(let step): room.perform(.prepareStep(step))
        case .startRun(let run, let isOverridden):
            room.perform(.startRun(run, unrecordedOverride: isOverridden))
        case .discardRun(let run): room.perform(.discardRun(run))
        case .runOn(let runbook, let step): room.perform(.runOn(runbook, from: step))
        case .rollBack(let runbook): room.perform(.rollBack(runbook))
        case .stopFlow(let runbook): room.perform(.stopFlow(runbook))
        case .setValue(let runbook, let written, let value):
            room.perform(.setValue(runbook, written: written, value: value))
        case .trustRunbook(let runbook): room.perform(.trustRunbook(runbook))
        case .loadRunbook(let reference): room.perform(.loadRunbook(reference))
        case .prepareFile(let file): room.perform(.prepareFile(file))
        case .writeFile(let file, let hash): room.perform(.writeFile(file, hash: hash))
        case .recheck(let check): room.perform(.recheck(check))
        case .cancelStep(let step): room.perform(.cancelStep(step))
        case .tickStep(let step, let ticked): room.perform(.tickStep(step, ticked))
        case .tickCheck(let check, let ticked): room.perform(.tickCheck(check, ticked))
        case .skipStep(let step, let reason): room.perform(.skipStep(step, reason: reason))
        case .markCluster(let cluster, let action): room.perform(.markCluster(cluster, action))
        case .addNote(let text, let subject): room.perform(.addNote(text, about: subject))
        case .openIncident(let facts): room.perform(.openIncident(facts))
        case .edit(let edit): room.perform(.edit(edit))
        case .resolve(let reason, let isDespite):
            room.perform(.resolve(reason: reason, despiteUnmet: isDespite))
        case .judgeCriterion(let criterion): room.perform(.judgeCriterion(criterion))
        case .draftUpdate(let audience): room.perform(.draftUpdate(audience: audience))
        case .sendUpdate(let audience, let text, let channel):
            send(text, to: audience, by: channel)
        case .readPast(let id): room.perform(.readPast(id))
        case .editText(let text): edit(text)
        case .checkNow(let service): room.perform(.checkNow(service))
        case .hold(let service, let kind, let duration, let reason):
            room.perform(.hold(service, kind, for: duration, reason: reason))
        case .release(let service): room.perform(.release(service))
        case .loadTimeline(let offset, let count, let filter):
            room.perform(.loadTimeline(offset: offset, count: count, filter: filter))
        case .copy(let text): copy(text)
        case .ring: terminal.ring()
        case .suspend: terminal.suspend()
        case .quit(let mode): leave(mode)
        }
    }

    private func copy(_ text: String) {
        let isSent = terminal.copyToClipboard(text)
        apply(.noticed(isSent ? "copied" : "this terminal cannot copy: nothing was copied"))
    }

    private func leave(_ mode: QuitMode) {
        switch mode {
        case .leaveRunning: leaving = .now(.asked(.leaveRunning))
        case .waitForSteps:
            leaving = .whenIdle
            room.perform(.finishRunning)
        case .cancelRunning:
            leaving = .whenIdle
            room.perform(.cancelAll)
        }
        if leaving == .whenIdle { room.perform(.reportRunning) }
    }
}
