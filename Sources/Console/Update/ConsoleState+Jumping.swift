import IncidentModel
import SafeText

/// From an entry of the timeline to what stands behind it.
extension ConsoleState {
    /// The entry that is looked at: in details, else the selected one of the timeline.
    var entryInHand: JournalEvent? {
        if case .details(.event(let event), _)? = overlays.last { return event }
        guard overlays.isEmpty, focus == .timeline else { return nil }
        return TimelineList.selected(of: self)
    }

    /// Why there is nothing to go to; nil when there is.
    var reasonNotToJump: String? {
        guard let event = entryInHand else {
            let key = setup.keyMap.label(for: .focusTimeline)
            return "That is for entries of the timeline: press \(key) to go there."
        }
        guard JumpTarget(of: event) == nil else { return nil }
        return "Nothing else on the screen stands behind this entry."
    }

    /// Goes to what stands behind the entry in hand.
    mutating func jump() -> [ConsoleEffect] {
        guard let target = entryInHand.flatMap(JumpTarget.init(of:)) else { return [] }
        return jump(to: target)
    }

    /// Goes to something and selects it; says so when it is no longer there.
    mutating func jump(to target: JumpTarget) -> [ConsoleEffect] {
        switch target {
        case .service(let id): return jump(to: id)
        case .cluster(let id): return jump(to: id)
        case .step(let id): return jump(to: .step(id), of: id.runbook)
        case .check(let id): return jump(to: .check(id), of: id.step.runbook)
        case .phase(let runbook, let number): return jump(toPhase: number, of: runbook)
        case .runbook(let id):
            guard let plan = runbooks?.first(where: { $0.id == id }) else { return refuseGone(id) }
            show(.runbook)
            select(plan)
            return []
        case .entry(let number):
            show(.timeline)
            return showEntry(number)
        case .past(let id): return readPast(id)
        case .incident:
            showIncident()
            return []
        }
    }

    private mutating func jump(to id: ServiceID) -> [ConsoleEffect] {
        guard service(id) != nil else { return refuse("\(id.name) is no longer configured.") }
        show(.services)
        serviceView.query = .none
        serviceView.selected = .service(id)
        overlays = [.details(.service(id), top: 0)]
        return []
    }

    private mutating func jump(to id: ClusterID) -> [ConsoleEffect] {
        guard let cluster = cluster(id) else {
            return refuse("Cluster \(id.number) is no longer kept.")
        }
        show(.clusters)
        clusterView.query = .none
        clusterView.selected = cluster.id
        // It may be one that is out of the way, or that has not spoken for long.
        if cluster.marks.isMuted { arrangement.showsMuted = true }
        if !arrangement.range.contains(cluster, now: now) { arrangement.range = .all }
        return []
    }

    private mutating func jump(to row: RunbookRowID, of runbook: RunbookID) -> [ConsoleEffect] {
        let step: StepID? =
            switch row {
            case .step(let id): id
            case .check(let id): id.step
            case .runbook, .phase: nil
            }
        guard let step else { return [] }
        guard self.step(step) != nil else { return refuseGone(runbook) }
        show(.runbook)
        runbookView.query = .none
        runbookView.selected = row
        // A check without a row of its own is its step's.
        let ids = RunbookList.selectableIDs(of: self)
        if !ids.contains(row) { runbookView.selected = .step(step) }
        return []
    }

    private mutating func jump(toPhase number: Int, of runbook: RunbookID) -> [ConsoleEffect] {
        let plan = runbooks?.first { $0.id == runbook }
        let phase = plan?.phases.first { $0.number == number }
        guard let step = phase?.steps.first else { return refuseGone(runbook) }
        return jump(to: .step(step.id), of: runbook)
    }

    private mutating func show(_ pane: Pane) {
        overlays = []
        focus = pane
    }

    private mutating func refuseGone(_ runbook: RunbookID) -> [ConsoleEffect] {
        refuse("This is no longer in \(runbook.name) as it is loaded.")
    }
}
