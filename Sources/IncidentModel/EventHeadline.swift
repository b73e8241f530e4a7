public import SafeText

extension JournalEvent {
    /// One short phrase for the timeline, such as `backend DOWN`.
    public var headline: DisplayText {
        switch body {
        case .consoleStarted: "console started"
        case .consoleStopped: "console ended"
        case .incidentOpened(let facts): "\(facts.severity.label) opened: \(facts.title)"
        case .serviceChanged(let change): change.headline
        case .flappingChanged(let service, let isFlapping):
            "\(service.name) \(isFlapping ? "is flapping" : "no longer flaps")"
        case .serviceHeld(let service, let hold): hold.headline(of: service)
        case .serviceReleased(let service): "\(service.name) no longer held"
        case .localTroubleChanged(let trouble):
            trouble.map { "it is us: \($0.reason)" } ?? "our own side works again"
        case .clusterChanged(let change): change.headline
        case .clusterMarked(let cluster, let action):
            "cluster \(cluster.id.number) \(action.phrase) by \(actor): \(cluster.template)"
        case .runbookLoaded(let runbook, _, _, _, _): "runbook \(runbook.name) loaded"
        case .runbookTrusted(let runbook, _): "runbook \(runbook.name) trusted by \(actor)"
        case .valueGiven(_, let written, let value):
            value.map { "\(written) is \($0)" } ?? "\(written) was given"
        case .fileWritten(let file, let path, _): "step \(file.step.label) wrote \(path)"
        case .rollbackProposed(let runbook, let phase, let reason):
            "rollback of \(runbook.name) phase \(phase) proposed: \(reason)"
        case .stepStarted(let step, let title, _, _): "step \(step.label) started: \(title)"
        case .stepEnded(let step, _, let end, _): "step \(step.label) \(end.phrase)"
        case .stepTicked(let step, let ticked):
            "step \(step.label) \(ticked ? "ticked" : "unticked") by \(actor)"
        case .stepSkipped(let step, let reason): "step \(step.label) skipped: \(reason)"
        case .checkTicked(let check, let ticked):
            "check \(check.step.label) \(ticked ? "ticked" : "unticked") by \(actor)"
        case .gateChanged(let check, let state): "gate \(check.step.label) \(state.word)"
        case .noteAdded(let text, nil): "note: \(text)"
        case .noteAdded(let text, .some(let subject)): "note: \(text) (\(subject.line))"
        case .updateSent(let audience, _, _): "update sent to \(audience)"
        case .edited(let edit): edit.headline(by: actor)
        case .noticed(let notice): notice.headline
        case .recordingGap(let events, let reason): "\(events) events not recorded: \(reason)"
        }
    }
}

extension ServiceChange {
    /// `backend DOWN`, `auth blocked by backend`.
    public var headline: DisplayText {
        if case .blocked(let parent) = cause, to != .up {
            return "\(service.name) blocked by \(parent.name)"
        }
        return "\(service.name) \(to.rawValue.uppercased())"
    }
}

extension Hold {
    /// `backend in maintenance: new disks`, `backend paused`.
    func headline(of service: ServiceID) -> DisplayText {
        let word: DisplayText =
            switch kind {
            case .maintenance: "in maintenance"
            case .paused: "paused"
            }
        return reason.isEmpty ? "\(service.name) \(word)" : "\(service.name) \(word): \(reason)"
    }
}

extension ClusterChange {
    /// A short phrase, such as `cluster 3 new: …`.
    public var headline: DisplayText {
        let word =
            switch moment {
            case .found: "was there"
            case .appeared: "new"
            case .spiked: "spiking"
            case .fellSilent: "silent"
            case .returned: "is back"
            case .spokeAfterFix: "speaks again after its fix"
            }
        return "cluster \(cluster.number) \(word): \(template)"
    }
}

extension ClusterAction {
    /// A short phrase: `pinned`, `linked to cluster 3`, `set to P1`.
    public var phrase: DisplayText {
        switch self {
        case .link(let cause): "linked to cluster \(cause.id.number)"
        case .unlink: "unlinked"
        case .merge(let other): "merged into cluster \(other.id.number)"
        case .split(let variable): "split at variable \(variable)"
        case .pin(let isPinned): isPinned ? "pinned" : "unpinned"
        case .mute(let isMuted): isMuted ? "muted" : "unmuted"
        case .setPriority(let priority):
            priority.map { "set to \($0.label)" } ?? "set to its proposed priority"
        case .markFixed(let isFixed): isFixed ? "marked fixed" : "no longer marked fixed"
        }
    }
}

extension StepEnd {
    /// A short phrase: `done`, `exit 3`, `ended by signal 9`, `timed out`.
    public var phrase: DisplayText {
        switch self {
        case .exited(0): "done"
        case .exited(let status): "exit \(status)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .timedOut: "timed out"
        case .couldNotStart(let reason): "could not start: \(reason)"
        case .cancelled: "cancelled"
        case .unknown(let reason): "end unknown: \(reason)"
        }
    }
}

extension GateState {
    /// `met`, `unmet`, `holding`, `no data`.
    public var word: String {
        switch self {
        case .noData: "no data"
        case .unmet: "unmet"
        case .holding: "holding"
        case .met: "met"
        }
    }
}
