public import IncidentModel
public import SafeText

/// Changes the texts of an event; what the journal hides secrets with before it writes.
///
/// Every text is changed but names of services, runbooks and the incident itself: these are keys by
/// which later events find their subject, and people chose them in files that are no secret.
public struct EventRedaction {
    /// Hides the secrets of one text.
    let redact: (DisplayText) -> DisplayText

    /// Makes it from what hides the secrets of one text.
    public init(redact: @escaping (DisplayText) -> DisplayText) {
        self.redact = redact
    }

    /// The body with every text redacted.
    public func redacted(_ body: EventBody) -> EventBody {
        switch body {
        case .consoleStarted(let version, let boot):
            .consoleStarted(version: redact(version), boot: boot)
        case .consoleStopped, .stepTicked, .checkTicked, .flappingChanged, .serviceReleased: body
        case .serviceHeld(let service, let hold):
            .serviceHeld(service: service, hold: redacted(hold))
        case .localTroubleChanged(let trouble): .localTroubleChanged(trouble.map(redacted))
        case .incidentOpened(let facts): .incidentOpened(redacted(facts))
        case .serviceChanged(let change): .serviceChanged(redacted(change))
        case .clusterChanged(let change): .clusterChanged(redacted(change))
        case .clusterMarked(let cluster, let action):
            .clusterMarked(redacted(cluster), redacted(action))
        case .runbookLoaded(let runbook, let title, let path, let hash, let steps):
            .runbookLoaded(
                runbook: runbook, title: redact(title), path: redact(path), hash: hash, steps: steps
            )
        case .runbookTrusted: body
        case .valueGiven(let runbook, let written, let value):
            .valueGiven(runbook: runbook, written: written, value: value.map(redact))
        case .fileWritten(let file, let path, let hash):
            .fileWritten(file: file, path: redact(path), hash: hash)
        case .rollbackProposed(let runbook, let phase, let reason):
            .rollbackProposed(runbook: runbook, phase: phase, reason: redact(reason))
        case .stepStarted(let step, let title, let run, let command):
            .stepStarted(step: step, title: redact(title), run: run, command: redact(command))
        case .stepEnded(let step, let run, let end, let took):
            .stepEnded(step: step, run: run, end: redacted(end), took: took)
        case .stepSkipped(let step, let reason): .stepSkipped(step: step, reason: redact(reason))
        case .gateChanged(let check, let state):
            .gateChanged(check: check, state: redacted(state))
        case .noteAdded(let text, let subject):
            .noteAdded(redact(text), about: subject.map(redacted))
        case .updateSent(let audience, let text, let channel):
            .updateSent(
                audience: redact(audience), text: redact(text), by: channel.map(redacted))
        case .edited(let edit): .edited(redacted(edit))
        case .noticed(let notice): .noticed(redacted(notice))
        case .recordingGap(let events, let reason):
            .recordingGap(events: events, reason: redact(reason))
        }
    }

    private func redacted(_ facts: IncidentFacts) -> IncidentFacts {
        var facts = facts
        facts.title = redact(facts.title)
        facts.impact = redact(facts.impact)
        facts.escalateTo = redact(facts.escalateTo)
        facts.cadences = facts.cadences.map {
            UpdateCadence(audience: redact($0.audience), every: $0.every)
        }
        return facts
    }

    private func redacted(_ change: ServiceChange) -> ServiceChange {
        var change = change
        change.reason = redact(change.reason)
        return change
    }

    private func redacted(_ hold: Hold) -> Hold {
        var hold = hold
        hold.reason = redact(hold.reason)
        return hold
    }

    private func redacted(_ trouble: LocalTrouble) -> LocalTrouble {
        var trouble = trouble
        trouble.reason = redact(trouble.reason)
        return trouble
    }

    private func redacted(_ change: ClusterChange) -> ClusterChange {
        var change = change
        change.template = redact(change.template)
        return change
    }

    func redacted(_ cluster: ClusterReference) -> ClusterReference {
        ClusterReference(id: cluster.id, template: redact(cluster.template))
    }

    private func redacted(_ action: ClusterAction) -> ClusterAction {
        switch action {
        case .link(let cause): .link(symptomOf: redacted(cause))
        case .merge(let other): .merge(into: redacted(other))
        case .unlink, .split, .pin, .mute, .setPriority, .markFixed: action
        }
    }

    func redacted(_ end: StepEnd) -> StepEnd {
        switch end {
        case .couldNotStart(let reason): .couldNotStart(redact(reason))
        case .unknown(let reason): .unknown(redact(reason))
        case .exited, .signalled, .timedOut, .cancelled: end
        }
    }

    func redacted(_ state: GateState) -> GateState {
        switch state {
        case .noData(let missing): .noData(redact(missing))
        case .unmet(let seen): .unmet(redact(seen))
        case .holding, .met: state
        }
    }
}
