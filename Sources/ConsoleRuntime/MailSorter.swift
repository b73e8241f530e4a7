import Console
import EngineRoom
import IncidentModel

/// Turns what was in the mailbox into messages for the state, in an order that never shows less than
/// is known: what was recorded comes before the values that rest on it.
enum MailSorter {
    /// The messages; what only concerns the loop goes to `onRunning`.
    static func messages(
        from contents: Mailbox.Contents, onRunning: ([StepID]) -> Void,
        onForeground: (ForegroundTurn) -> Void
    ) -> [ConsoleMessage] {
        var messages: [ConsoleMessage] = []
        if let plans = contents.runbooks { messages.append(.runbooksLoaded(plans)) }
        for report in contents.ordered {
            switch report {
            case .recorded(let events): messages.append(.recorded(events))
            case .restored(let state): messages.append(.restored(state))
            case .refused(let sentence): messages.append(.requestRefused(sentence))
            case .noticed(let sentence): messages.append(.noticed(sentence))
            case .prepared(let preview): messages.append(.runPrepared(preview))
            case .valuesNeeded(let step, let variables):
                messages.append(.valuesNeeded(step, variables))
            case .trustNeeded(let runbook, let step):
                messages.append(.trustNeeded(runbook, step))
            case .trusted(let runbooks): messages.append(.trusted(runbooks))
            case .flow(let flow): messages.append(.flowChanged(flow))
            case .suggestions(let found): messages.append(.suggestionsChanged(found))
            case .filePrepared(let preview): messages.append(.filePrepared(preview))
            case .criteria(let criteria): messages.append(.criteriaJudged(criteria))
            case .resolutionRefused(let unmet): messages.append(.resolutionRefused(unmet))
            case .updateDrafted(let draft): messages.append(.updateDrafted(draft))
            case .pastReport(let id, let lines): messages.append(.pastReport(id, lines))
            case .readOnly(let reason): messages.append(.becameReadOnly(reason))
            case .foreground(let order): onForeground(ForegroundTurn(order))
            case .services, .logs, .runbooks, .gates, .output, .timeline, .recording,
                .running:
                break
            }
        }
        if let services = contents.services { messages.append(.servicesChanged(services)) }
        if let logs = contents.logs { messages.append(.logsChanged(logs)) }
        if let gates = contents.gates { messages.append(.gatesJudged(gates)) }
        messages += contents.outputs.map { .outputArrived($0) }
        if let page = contents.timeline { messages.append(.timelineLoaded(page)) }
        if let (unrecorded, reason) = contents.recording {
            messages.append(.recordingChanged(unrecorded: unrecorded, reason: reason))
        }
        if let steps = contents.running { onRunning(steps) }
        return messages
    }
}
