import CellGrid
import IncidentModel
import SafeText

/// Where a key goes: to the line being typed, to the question, or to the key map.
extension ConsoleState {
    mutating func press(_ key: Key) -> [ConsoleEffect] {
        lastKeyAt = now
        awaitsQuestion = false
        // These two work whatever has the keys; neither ends anything by itself.
        if key == .control("z") { return [.suspend] }
        if key == .control("c") { return interrupt() }
        if prompt != nil { return pressInPrompt(key) }
        if overlays.last?.isQuestion == true {
            if takesNote(at: key) { return perform(.addNote) }
            return pressInQuestion(key)
        }
        if let page = recordPage, let effects = press(key, on: page) { return effects }
        guard let action = setup.keyMap.action(for: key) else { return pressUnbound(key) }
        return perform(action)
    }

    /// Pasted text goes only where text is being typed; elsewhere each of its letters would be a command.
    mutating func paste(_ text: String) -> [ConsoleEffect] {
        if prompt != nil { return pasteInPrompt(text) }
        if overlays.last?.isQuestion == true {
            return refuse("A question is answered by typing, not by pasting.")
        }
        if let effects = pasteInDraft(text) { return effects }
        let key = setup.keyMap.label(for: .addNote)
        return refuse("Pasted text was ignored: press \(key) to write a note with it.")
    }

    /// Carries out an action, or says why not.
    mutating func perform(_ action: ConsoleAction) -> [ConsoleEffect] {
        if let reason = action.disabledReason(in: self) { return refuse(reason) }
        flash = nil
        if let movement = action.movement { return move(movement) }
        switch action {
        case .focusServices, .focusClusters, .focusRunbook, .focusOutput, .focusTimeline,
            .focusNext, .focusPrevious:
            focusPane(by: action)
        case .moveDown, .moveUp, .pageDown, .pageUp, .moveToStart, .moveToEnd: break
        case .openDetails: return openDetails()
        case .goBack: return goBack()
        case .filter: openFilter()
        case .nextMatch: return moveToMatch(1)
        case .previousMatch: return moveToMatch(-1)
        case .zoomIn: isZoomed = true
        case .zoomOut: isZoomed = false
        case .freeze: toggleFreeze()
        case .runStep: return askToRun()
        case .runOn: return toggleRunOn()
        case .rollBack: askToRollBack()
        case .writeFile: return askToWrite()
        case .showValues: return showValues()
        case .chooseRunbook: prompt = Prompt(purpose: .chooseRunbook)
        case .cancelStep: askToCancel()
        case .tick: return toggleTick()
        case .skipStep: if let step = stepInHand { prompt = Prompt(purpose: .skipReason(step.id)) }
        case .addNote: prompt = Prompt(purpose: .note(about: pickedEvidence))
        case .jump: return jump()
        case .showIncident: toggleIncident()
        case .openIncident, .writeRecord, .showWhys, .showHypotheses, .showActions, .showCriteria,
            .acknowledge, .markMitigated, .resolve, .reopen, .correctDetection, .setSeverity,
            .setTitle, .setImpact, .setCadence, .setEscalation, .assignRole, .linkIncident,
            .sendUpdate:
            return record(by: action)
        case .sort: sortAnotherWay()
        case .holdService: askToHold()
        case .releaseService: return release()
        case .foldBlocked: toggleBlocked()
        case .showGraph: toggleGraph()
        case .clusterRange: showAnotherRange()
        case .nextError: moveToError(1)
        case .previousError: moveToError(-1)
        case .showMuted: arrangement.showsMuted.toggle()
        case .showSources: toggleSources()
        case .pinCluster: return mark { .pin(!$0.marks.isPinned) }
        case .muteCluster: return mark { .mute(!$0.marks.isMuted) }
        case .markFixed: return mark { .markFixed($0.marks.fixedAt == nil) }
        case .unlinkCluster: return mark { _ in .unlink }
        case .setPriority, .linkCluster, .mergeCluster, .splitCluster: askToDecide(by: action)
        case .checkNow: return checkNow()
        case .copy: return copyText.map { [.copy($0)] } ?? []
        case .openPalette: prompt = Prompt(purpose: .palette)
        case .showHelp: toggleHelp()
        case .suspend: return [.suspend]
        case .quit: return askToQuit()
        }
        return []
    }

    /// Ctrl-C leaves what asks, or asks whether to leave.
    ///
    /// People press it out of habit, often twice.
    private mutating func interrupt() -> [ConsoleEffect] {
        if prompt != nil || (overlays.last?.isQuestion == true && overlays.last != .confirmQuit) {
            return press(.escape)
        }
        if overlays.last != .confirmQuit { overlays.append(.confirmQuit) }
        return []
    }

    private mutating func pressUnbound(_ key: Key) -> [ConsoleEffect] {
        if key == .unknown { return [] }
        let name = KeyMap.label(of: key, asciiOnly: setup.asciiOnly)
        return refuse(
            "\(name) does nothing here. \(setup.keyMap.label(for: .showHelp)) lists all keys.")
    }

    private mutating func focusPane(by action: ConsoleAction) {
        overlays = []
        let panes: [ConsoleAction: Pane] = [
            .focusServices: .services, .focusClusters: .clusters, .focusRunbook: .runbook,
            .focusOutput: .output, .focusTimeline: .timeline,
        ]
        focus = panes[action] ?? focus.neighbour(action == .focusPrevious ? -1 : 1)
    }

    private mutating func openDetails() -> [ConsoleEffect] {
        if case .blocked? = ServiceList.selectedRow(of: self), foldInHand != nil {
            toggleBlocked()
            return []
        }
        // Once more in the details of an entry leads to what stands behind it.
        if case .details(.event, _)? = overlays.last { return jump() }
        if case .incident(let view)? = overlays.last { return open(in: view) }
        guard let subject = detailSubject else { return [] }
        overlays.append(.details(subject, top: 0))
        return []
    }

    private mutating func toggleHelp() {
        if case .help? = overlays.last {
            overlays.removeLast()
        } else {
            overlays.append(.help(top: 0))
        }
    }

    /// One level: what covers the panes, then zoom, then the filter of the focused pane, then what the
    /// runbook does or says by itself.
    private mutating func goBack() -> [ConsoleEffect] {
        if !overlays.isEmpty {
            overlays.removeLast()
        } else if isZoomed {
            isZoomed = false
        } else if !query(of: focus).isEmpty {
            setQuery(.none, of: focus)
            if focus == .timeline { return searchTimeline() }
        } else if focus == .runbook || focus == .output, let runbook = runbookInHand?.id {
            if flows[runbook]?.isUnderWay == true { return [.stopFlow(runbook)] }
            flows[runbook] = nil
        }
        return []
    }

    private mutating func checkNow() -> [ConsoleEffect] {
        let gates = gatesToJudge
        if !gates.isEmpty {
            let words = DisplayText(CountText.counted(gates.count, "gate"))
            show("Judging \(words) again now.", .notice)
            return gates.map { .recheck($0.id) }
        }
        guard let service = serviceInHand?.id else {
            show("Checking all services now.", .notice)
            return [.checkNow(nil)]
        }
        show("Checking \(service.name) now.", .notice)
        return [.checkNow(service)]
    }
}
