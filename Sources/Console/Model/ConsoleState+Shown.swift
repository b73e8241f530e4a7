import IncidentModel
import SafeText

/// What panes show: the present, or what was there when they were frozen.
extension ConsoleState {
    /// The services to show.
    var shownServices: [ServiceStatus] { frozen.services ?? services }
    /// Clusters and sources to show.
    var shownLogs: LogStatus { frozen.logs ?? logs }
    /// The timeline to show.
    var shownTimeline: TimelinePage { frozen.timeline ?? timeline }

    /// The output to show: of the selected step if it ran, else of the newest run.
    var shownOutput: OutputPage? {
        if let page = frozen.output { return page }
        if let step = selectedStep?.id, let page = outputs[step] { return page }
        return outputOrder.last.flatMap { outputs[$0] }
    }

    /// How many updates a frozen pane has not shown; nil when it is not frozen.
    func missed(_ pane: Pane) -> Int? {
        switch pane {
        case .services: frozen.services.map { _ in frozen.serviceReports }
        case .clusters: frozen.logs.map { max(0, logs.lines - $0.lines) }
        case .runbook: nil
        case .output:
            frozen.output.map { page in
                max(0, (outputs[page.step]?.totalLines ?? 0) - page.totalLines)
            }
        case .timeline: frozen.timeline.map { max(0, timeline.total - $0.total) }
        }
    }

    /// The step at the selected row of the runbook.
    var selectedStep: StepPlan? {
        switch selectedRunbookRow {
        case .step(let id): step(id)
        case .check(let id): step(id.step)
        case .runbook, .phase, nil: nil
        }
    }

    /// The check at the selected row of the runbook, or the only one of a step without commands.
    var selectedCheck: CheckPlan? {
        guard case .check(let id) = selectedRunbookRow else { return nil }
        return step(id.step)?.checks.first { $0.id == id }
    }

    /// The selected row of the runbook.
    var selectedRunbookRow: RunbookRowID? {
        let ids = RunbookList.selectableIDs(of: self)
        return runbookView.position(in: ids).map { ids[$0] }
    }

    /// The plan of a step.
    func step(_ id: StepID) -> StepPlan? {
        guard let runbook = runbooks?.first(where: { $0.id == id.runbook }),
            let phase = runbook.phases.first(where: { $0.number == id.phase })
        else { return nil }
        return phase.steps.first { $0.id == id }
    }

    /// The status of a service now.
    func service(_ id: ServiceID) -> ServiceStatus? { shownServices.first { $0.id == id } }

    /// The status of a cluster now.
    func cluster(_ id: ClusterID) -> ClusterStatus? {
        let clusters = shownLogs.clusters
        if let cluster = clusters.first(where: { $0.id == id }) { return cluster }
        let present = present(id)
        return present == id ? nil : clusters.first { $0.id == present }
    }

    /// The number under which a cluster goes now; its own when it was not folded into another one.
    func present(_ id: ClusterID) -> ClusterID { logs.forwarded[id] ?? id }

    /// The judgement of a gate: the live one, else the recorded one.
    func gate(_ id: CheckID) -> GateState? { gates[id] ?? incident.gates[id] }

    /// Whether nothing is left to do for a check.
    func isSettled(_ check: CheckPlan) -> Bool {
        if incident.ticks[check.id] != nil { return true }
        guard check.isGate else { return check.isTickedInFile }
        if case .met? = gate(check.id) { return true }
        return false
    }

    /// The title of the incident, or of the configuration.
    var title: DisplayText { incident.facts?.title ?? setup.title }

    /// Why nothing can be changed from here; nil when it can.
    var readOnlyReason: String? {
        guard setup.isReadOnly else { return nil }
        let reason = setup.readOnlyReason.string
        return reason.isEmpty
            ? "Read-only: this screen shows everything, but runs and writes nothing." : reason
    }
}
