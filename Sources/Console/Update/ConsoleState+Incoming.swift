import IncidentModel
import SafeText

/// What the engines report.
extension ConsoleState {
    mutating func takeServices(_ services: [ServiceStatus]) {
        self.services = services
        // Who rests on the first row looks for what is worst, and that may have changed.
        if serviceView.index == 0, isAtRest, serviceOrder == .urgency { serviceView.selected = nil }
        if frozen.services != nil { frozen.serviceReports += 1 }
    }

    mutating func takeLogs(_ logs: LogStatus) {
        let previous = self.logs.clusters
        self.logs = logs
        self.logs.clusters = ClusterSorting(arrangement: arrangement)
            .settled(logs.clusters, after: previous, isAtRest: areClustersAtRest)
        followForwardedClusters()
    }

    /// True when rows may move: nobody has pressed a key for a while, and the pane shows its top.
    private var areClustersAtRest: Bool {
        clusterView.top == 0 && isAtRest
    }

    private var isAtRest: Bool {
        guard let lastKeyAt, let now else { return true }
        return now - lastKeyAt >= ClusterSorting.rest
    }

    /// A number that now means another cluster takes the selection and open pages along.
    private mutating func followForwardedClusters() {
        guard !logs.forwarded.isEmpty else { return }
        if frozen.logs == nil, let selected = clusterView.selected, logs.forwarded[selected] != nil
        {
            clusterView.selected = present(selected)
        }
        for index in overlays.indices {
            guard case .details(.cluster(let id), let top) = overlays[index],
                logs.forwarded[id] != nil
            else { continue }
            overlays[index] = .details(.cluster(present(id)), top: top)
        }
    }

    mutating func takeRunbooks(_ plans: [RunbookPlan]) {
        let known = runbooks.map { Set($0.map(\.id)) }
        runbooks = plans
        guard let known else { return selectNextPending(after: nil) }
        guard let added = plans.first(where: { !known.contains($0.id) }) else { return }
        show("\(added.title) is loaded.", .notice)
        select(added)
    }

    /// Selects what is to be done first in a runbook.
    mutating func select(_ runbook: RunbookPlan) {
        let pending = runbook.steps.first { incident.step($0.id) == .pending }
        if let step = pending ?? runbook.steps.first { runbookView.selected = .step(step.id) }
    }

    mutating func takeOutput(_ page: OutputPage) {
        let previous = outputs[page.step]
        let isNewRun = previous?.run != page.run
        if !outputView.isFollowing, frozen.output == nil, shownOutput?.step == page.step {
            // What a reader looks at stays where it is while lines arrive below.
            outputView.rowsBelow += isNewRun ? 0 : rowsAdded(previous, page)
        }
        outputs[page.step] = page
        guard isNewRun else { return }
        outputOrder.removeAll { $0 == page.step }
        outputOrder.append(page.step)
        while outputOrder.count > Self.keptOutputs { outputs[outputOrder.removeFirst()] = nil }
        outputView.rowsBelow = frozen.output == nil ? 0 : outputView.rowsBelow
    }

    private func rowsAdded(_ previous: OutputPage?, _ page: OutputPage) -> Int {
        let added = max(0, page.totalLines - (previous?.totalLines ?? 0))
        guard !outputView.query.isEmpty else { return added }
        return page.lines.suffix(added).count { outputView.query.keeps($0.text.string) }
    }

    mutating func takeRecording(_ count: Int, _ reason: DisplayText?) {
        let wasTroubled = recordingTrouble != nil
        unrecorded = count
        recordingTrouble = reason
        if let reason {
            show("Events are not being recorded: \(reason)", .refusal)
        } else if wasTroubled {
            show("Events are being recorded again.", .notice)
        }
    }

    mutating func restore(_ incident: IncidentState) -> [ConsoleEffect] {
        // It has a time of its own, with which the next tick comes.
        watchingSince = nil
        self.incident = incident
        selectNextPending(after: nil)
        return loadNewestTimeline()
    }

    mutating func record(_ events: [JournalEvent]) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        for event in events where event.sequence > incident.lastSequence {
            incident.apply(event)
            takeIntoTimeline(event)
            effects += react(to: event)
        }
        // Several bells at once are one bell.
        if let first = effects.firstIndex(of: .ring) {
            effects = effects.enumerated().filter { $1 != .ring || $0 == first }.map(\.element)
        }
        if isWaitingToQuit, runningSteps.isEmpty { effects.append(.quit(.leaveRunning)) }
        return effects
    }

    private mutating func react(to event: JournalEvent) -> [ConsoleEffect] {
        switch event.body {
        case .stepEnded(let step, _, let end, _):
            cancelRequests[step] = nil
            if end.isSuccess {
                advance(from: step)
                return []
            }
            show("Step \(step.label): \(end.phrase)", .refusal)
            return [.ring]
        case .stepTicked(let step, true), .stepSkipped(let step, _): advance(from: step)
        case .serviceChanged(let change):
            return isAlarming(change) ? [.ring] : []
        case .gateChanged(let check, .met):
            if let plan = self.step(check.step), RunbookList.inlineGate(of: plan) != nil {
                advance(from: check.step)
            }
        case .clusterChanged(let change) where change.moment == .spokeAfterFix:
            show(change.headline, .refusal)
            return [.ring]
        case .clusterMarked(let cluster, let action):
            show("cluster \(cluster.id.number) \(action.phrase)", .notice)
        case .valueGiven(let runbook, let written, let value):
            if value == nil {
                secretsGiven[runbook, default: []].insert(written)
            } else {
                secretsGiven[runbook]?.remove(written)
            }
            return takeValue(written, of: runbook)
        case .fileWritten(_, let path, _): show("\(path) is written.", .notice)
        case .runbookTrusted(let runbook, _): show("\(runbook.name) is trusted now.", .notice)
        case .rollbackProposed:
            let key = DisplayText(setup.keyMap.label(for: .rollBack))
            show("\(event.headline): \(key) rolls back", .refusal)
            return [.ring]
        case .consoleStarted, .consoleStopped, .incidentOpened, .clusterChanged, .runbookLoaded,
            .stepStarted, .stepTicked, .checkTicked, .gateChanged, .noteAdded, .updateSent, .edited,
            .recordingGap, .flappingChanged:
            break
        case .noticed(let notice): return react(to: notice)
        case .serviceHeld(let service, let hold):
            let words = DisplayText(HoldWords.long(hold, wallClock, now: now))
            show("\(service.name) \(words)", .notice)
        case .serviceReleased: show(event.headline, .notice)
        case .localTroubleChanged(.some(let trouble)):
            show("It is us: \(trouble.reason)", .refusal)
            return [.ring]
        case .localTroubleChanged(nil): show("Our own side works again.", .notice)
        }
        return []
    }

    /// Whether a root goes down.
    ///
    /// What is blocked or held rings for nobody; while it is us, or a service flaps, one bell was enough.
    private func isAlarming(_ change: ServiceChange) -> Bool {
        guard change.to == .down, change.cause == .own, incident.localTrouble == nil,
            incident.holds[change.service] == nil
        else { return false }
        return services.first { $0.id == change.service }?.isFlapping != true
    }

    /// Goes on to the next step, unless the person has gone elsewhere meanwhile.
    private mutating func advance(from step: StepID) {
        guard selectedStep?.id == step, overlays.isEmpty else { return }
        selectNextPending(after: step)
    }

    /// Selects the next step that is still to be done; leaves the selection when there is none.
    mutating func selectNextPending(after step: StepID?) {
        if let next = RunbookList.nextPending(in: self, after: step) {
            runbookView.selected = .step(next)
        }
    }
}
