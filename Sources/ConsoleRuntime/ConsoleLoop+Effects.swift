import CellGrid
import Console
import EngineRoom
import SafeText

extension ConsoleLoop {
    /// Carries out what the state asked for: against the engine room, the terminal or the loop itself.
    func carryOut(_ effect: ConsoleEffect) {
        switch effect {
        case .runStep(let step, let isOverridden):
            room.perform(.runStep(step, unrecordedOverride: isOverridden))
        case .cancelStep(let step): room.perform(.cancelStep(step))
        case .tickStep(let step, let ticked): room.perform(.tickStep(step, ticked))
        case .tickCheck(let check, let ticked): room.perform(.tickCheck(check, ticked))
        case .skipStep(let step, let reason): room.perform(.skipStep(step, reason: reason))
        case .markCluster(let cluster, let action): room.perform(.markCluster(cluster, action))
        case .addNote(let text): room.perform(.addNote(text))
        case .sendUpdate(let text): room.perform(.sendUpdate(text))
        case .checkNow(let service): room.perform(.checkNow(service))
        case .hold(let service, let kind, let duration, let reason):
            room.perform(.hold(service, kind, for: duration, reason: reason))
        case .release(let service): room.perform(.release(service))
        case .loadTimeline(let offset, let count):
            room.perform(.loadTimeline(offset: offset, count: count))
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
        case .waitForSteps: leaving = .whenIdle
        case .cancelRunning:
            leaving = .whenIdle
            room.perform(.cancelAll)
        }
        if leaving == .whenIdle { room.perform(.reportRunning) }
    }
}
