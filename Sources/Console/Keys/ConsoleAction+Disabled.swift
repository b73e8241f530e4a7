import IncidentModel
import SafeText

extension ConsoleAction {
    /// Why the action does nothing now, in one sentence; nil when it works.
    func disabledReason(in state: ConsoleState) -> String? {
        switch self {
        case .focusServices, .focusClusters, .focusRunbook, .focusOutput, .focusTimeline,
            .focusNext, .focusPrevious, .moveDown, .moveUp, .pageDown, .pageUp, .moveToStart,
            .moveToEnd, .goBack, .filter, .openPalette, .showHelp, .showIncident, .suspend, .quit:
            nil
        case .openDetails: state.reasonNotToOpen
        case .nextMatch, .previousMatch:
            state.lastQuery.isEmpty ? "Nothing to look for yet: filter with / first." : nil
        case .zoomIn: state.isZoomed ? "The pane has all the room already." : nil
        case .zoomOut: state.isZoomed ? nil : "No pane is zoomed."
        case .freeze: state.reasonNotToFreeze
        case .copy: state.copyText == nil ? "There is nothing to copy here." : nil
        case .addNote: state.readOnlyReason
        case .openIncident, .writeRecord, .showWhys, .showHypotheses, .showActions, .showCriteria,
            .acknowledge, .markMitigated, .resolve, .reopen, .correctDetection, .setSeverity,
            .setTitle, .setImpact, .setCadence, .setEscalation, .assignRole, .linkIncident,
            .sendUpdate:
            state.reasonNotToRecord(by: self)
        case .jump: state.reasonNotToJump
        case .checkNow: state.reasonNotToCheck
        case .runOn: state.reasonNotToRunOn
        case .rollBack: state.reasonNotToRollBack
        case .writeFile: state.reasonNotToWrite
        case .showValues: state.reasonNotToShowValues
        case .chooseRunbook: state.readOnlyReason
        case .runStep: state.reasonNotToRun
        case .cancelStep:
            state.readOnlyReason ?? (state.stepToCancel == nil ? "No step is running." : nil)
        case .tick: state.reasonNotToTick
        case .skipStep: state.reasonNotToSkip
        case .holdService, .releaseService: state.reasonNotToHold(by: self)
        case .foldBlocked: state.reasonNotToFold
        case .sort: state.reasonNotToSort
        case .showGraph: state.shownServices.isEmpty ? "No service is configured." : nil
        case .clusterRange, .showMuted, .nextError, .previousError:
            state.reasonNotToArrange(by: self)
        case .showSources:
            state.shownLogs.sources.isEmpty ? "No log source is configured." : nil
        case .pinCluster, .muteCluster, .setPriority, .markFixed, .linkCluster, .unlinkCluster,
            .mergeCluster, .splitCluster:
            state.reasonNotToMark(by: self)
        }
    }
}

extension ConsoleState {
    /// Why no details can be shown; nil when they can, and where they are shown already.
    fileprivate var reasonNotToOpen: String? {
        if case .details(.event, _)? = overlays.last { return reasonNotToJump }
        if case .incident(let view)? = overlays.last { return reasonNotToOpen(in: view) }
        if let overlay = overlays.last, !overlay.isGraph { return nil }
        return detailSubject == nil && foldInHand == nil ? "Nothing is selected here." : nil
    }

    /// Why the focused pane cannot be held still; nil when it can.
    fileprivate var reasonNotToFreeze: String? {
        switch focus {
        case .runbook: "The runbook holds still: it changes only when you act."
        case .output: shownOutput == nil ? "Nothing has been printed yet." : nil
        case .services, .clusters, .timeline: nil
        }
    }

    /// What the runbook's keys act on needs to be in sight: its panes, or a step's details.
    var isAtRunbook: Bool {
        if case .details(.step, _)? = overlays.last { return true }
        return overlays.isEmpty && (focus == .runbook || focus == .output)
    }

    /// The step that the runbook's keys act on.
    var stepInHand: StepPlan? {
        if case .details(.step(let id), _)? = overlays.last { return step(id) }
        return selectedStep
    }

    private func reasonAtRunbook(_ verb: String) -> String? {
        if let readOnlyReason { return readOnlyReason }
        guard isAtRunbook else {
            let key = setup.keyMap.label(for: .focusRunbook)
            return "Only a step of the runbook can be \(verb): press \(key) to go there."
        }
        return stepInHand == nil ? "No step is selected." : nil
    }

    /// Why the step in hand cannot be run now; nil when it can.
    var reasonNotToRun: String? {
        if let reason = reasonAtRunbook("run") { return reason }
        return stepInHand.flatMap(reasonNotToRun)
    }

    /// Why this step cannot be run now, wherever it is looked at; nil when it can.
    func reasonNotToRun(_ step: StepPlan) -> String? {
        let label = step.id.label
        if step.runnableCommands.isEmpty {
            if !step.files.isEmpty {
                let key = setup.keyMap.label(for: .writeFile)
                return "Step \(label) has no command to run: \(key) writes its file."
            }
            if !step.commands.isEmpty {
                let key = setup.keyMap.label(for: .checkNow)
                return "Step \(label) has no command but that of its gate: \(key) judges it."
            }
            let key = setup.keyMap.label(for: .tick)
            return "Step \(label) has no command to run: \(key) ticks it when it is done."
        }
        if case .running = incident.step(step.id) { return "Step \(label) is running already." }
        return nil
    }

    /// Why the step or check in hand cannot be ticked now; nil when it can.
    var reasonNotToTick: String? {
        if let reason = reasonAtRunbook("ticked") { return reason }
        if let check = checkInHand {
            guard check.isGate else { return nil }
            return "Quell itself verifies this gate; it cannot be ticked by hand."
        }
        guard let step = stepInHand else { return nil }
        if RunbookList.inlineGate(of: step) != nil, !isTicked(step.id) {
            let key = setup.keyMap.label(for: .skipStep)
            return "Quell itself verifies this gate; \(key) leaves it out, with a reason."
        }
        switch incident.step(step.id) {
        case .running: return "Step \(step.id.label) is running."
        case .ended(let end, _, _, _) where end.isSuccess:
            return "Step \(step.id.label) is done already."
        case .pending, .ended, .ticked, .skipped: return nil
        }
    }

    private func isTicked(_ step: StepID) -> Bool {
        if case .ticked = incident.step(step) { return true }
        return false
    }

    /// Why the step in hand cannot be left out now; nil when it can.
    var reasonNotToSkip: String? {
        if let reason = reasonAtRunbook("left out") { return reason }
        guard let step = stepInHand else { return nil }
        switch incident.step(step.id) {
        case .running: return "Step \(step.id.label) is running: cancel it first."
        case .ended(let end, _, _, _) where end.isSuccess:
            return "Step \(step.id.label) is done already."
        case .skipped: return "Step \(step.id.label) is left out already."
        case .pending, .ended, .ticked: return nil
        }
    }

    /// The check that `x` acts on; nil when it acts on the step.
    var checkInHand: CheckPlan? {
        if case .details? = overlays.last { return nil }
        return selectedCheck
    }

    /// The running step that `c` ends: the one in hand, else the newest.
    var stepToCancel: StepID? {
        if let step = stepInHand?.id, case .running = incident.step(step) { return step }
        return runningSteps.max { since($0) < since($1) }
    }

    private func since(_ step: StepID) -> Timestamp {
        if case .running(_, let since) = incident.step(step) { return since }
        return Timestamp(nanoseconds: .min)
    }
}
