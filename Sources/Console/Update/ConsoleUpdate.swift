import IncidentModel
import CellGrid
import SafeText

/// Takes in one message and says what is to be done.
///
/// This is the only place where the console's state changes.
public func update(_ state: inout ConsoleState, _ message: ConsoleMessage) -> [ConsoleEffect] {
    let effects = state.receive(message)
    state.settle()
    return effects
}

extension ConsoleState {
    mutating func receive(_ message: ConsoleMessage) -> [ConsoleEffect] {
        switch message {
        case .input(let input): return receive(input)
        case .ticked(let now): return tick(now)
        case .configured(let setup): return configure(setup)
        case .servicesChanged(let services): takeServices(services)
        case .logsChanged(let logs): takeLogs(logs)
        case .runbooksLoaded(let plans): takeRunbooks(plans)
        case .recorded(let events):
            takeRecorded(events)
            return record(events)
        case .restored(let incident): return restore(incident)
        case .gatesJudged(let judged): gates = judged
        case .outputArrived(let page): takeOutput(page)
        case .timelineLoaded(let page): takeTimeline(page)
        case .recordingChanged(let count, let reason): takeRecording(count, reason)
        case .runPrepared(let preview): return takePreview(preview)
        case .valuesNeeded(let step, let variables): return askForValues(variables, of: step)
        case .trustNeeded(let runbook, let step): return askForTrust(in: runbook, step: step)
        case .filePrepared(let preview): return takeFilePreview(preview)
        case .trusted(let runbooks): trusted = runbooks
        case .flowChanged(let flow): return takeFlow(flow)
        case .suggestionsChanged(let found): suggestions = found
        case .criteriaJudged(let judged): criteria = judged
        case .pastReport(let id, let lines): takePastReport(id, lines)
        case .becameReadOnly(let reason): becomeReadOnly(reason)
        case .resolutionRefused(let unmet): return takeResolutionRefusal(unmet)
        case .updateDrafted(let draft): return takeDraft(draft)
        case .textEdited(let text): takeEditedText(text)
        case .requestRefused(let reason):
            recordWasRefused()
            takeRefusal(reason)
        case .noticed(let text): show(text, .notice)
        case .quitRequested: return [.quit(.leaveRunning)]
        }
        return []
    }

    private mutating func receive(_ input: TerminalInput) -> [ConsoleEffect] {
        switch input {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .resized(let size): self.size = size
        case .resumed: break
        }
        return []
    }

    private mutating func tick(_ now: Timestamp) -> [ConsoleEffect] {
        self.now = now
        if watchingSince == nil { watchingSince = now }
        if let flash, flash.until <= now { self.flash = nil }
        askWhatWaits()
        return searchTimelineWhileTyping()
    }

    private mutating func configure(_ setup: ConsoleSetup) -> [ConsoleEffect] {
        let previous = self.setup
        self.setup = setup
        if !previous.readOnlyReason.isEmpty {
            (self.setup.isReadOnly, self.setup.readOnlyReason) = (true, previous.readOnlyReason)
        }
        let known = Dictionary(
            services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        services = setup.services.map { known[$0] ?? ServiceStatus(id: $0) }
        return loadNewestTimeline()
    }

    /// Shows a sentence in the footer for a while.
    mutating func show(_ text: DisplayText, _ kind: Flash.Kind) {
        let start = now ?? Timestamp(seconds: 0)
        flash = Flash(text: text, kind: kind, until: start + Flash.lifetime)
    }

    /// Shows why something was not done.
    mutating func refuse(_ reason: String) -> [ConsoleEffect] {
        show(DisplayText(reason), .refusal)
        return []
    }
}
