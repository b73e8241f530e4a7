import IncidentModel
import Journal
import LogClusters
import Probes
import SafeText
import Settings

extension EngineRoom {
    func startProbes(_ bench: Bench) {
        var options = plan.settings.probeOptions
        options.redactor = redactor
        let engine = ProbeEngine(
            services: plan.settings.services, options: options, now: plan.now,
            publish: { [self] news in run { bench in self.probesSpoke(news, bench) } })
        bench.probes = engine
        for status in engine.statuses() { bench.services[status.id] = status }
        engine.start()
        for (service, hold) in bench.holds { engine.setHold(hold, of: service) }
        bench.holds = [:]
    }

    func startSources(_ bench: Bench) {
        var options = LogEngineOptions()
        options.redactor = redactor
        options.serviceNames = plan.settings.services.map(\.id.name)
        for service in plan.settings.services {
            options.needs[service.id.name] = service.needs.flatMap(\.services).map(\.name)
        }
        options.actions = bench.clusterActions
        bench.clusterActions = []
        options.checkpoint = bench.recorder?.storedLogEngine.map { LogCheckpoint(bytes: $0) }
        options.checkpointInterval = bench.recorder?.isRecording == true ? .seconds(15) : nil
        let engine = LogEngine(
            sources: plan.settings.sources, options: options, now: plan.now,
            wallOffset: plan.clock.wallOffset,
            publish: { [self] news in run { bench in self.logsSpoke(news, bench) } })
        bench.sources = engine
        engine.start()
    }

    private func probesSpoke(_ news: ProbePublication, _ bench: Bench) {
        for status in news.statuses {
            bench.services[status.id] = status
            bench.histories.take(status)
        }
        record(
            news.changes.map { .serviceChanged($0) } + news.events, by: "quell", bench)
        bench.recorder?.keep(news.readings)
        openIncidentIfDown(news.changes, bench)
        let services = bench.order.compactMap { bench.services[$0] }
        let isUrgent = self.isUrgent(news, bench)
        publish(.services(services, isUrgent: isUrgent))
        judgeGates(bench)
        if isUrgent { suggestSoon(bench) }
    }

    /// A steady reading can wait for the next tick of the screen; anything that moved cannot.
    private func isUrgent(_ news: ProbePublication, _ bench: Bench) -> Bool {
        if !news.changes.isEmpty || !news.events.isEmpty { return true }
        return news.statuses.contains { status in
            status.verdict != .up || status.transition != .steady || status.history.count < 2
        }
    }

    private func logsSpoke(_ news: LogPublication, _ bench: Bench) {
        bench.logs = news.status
        bench.logs.forwarded = news.forwarded
        record(news.changes.map { .clusterChanged($0) }, by: "quell", bench)
        publish(.logs(bench.logs))
        for refusal in news.refusals { publish(.noticed(refusal)) }
        if let checkpoint = news.checkpoint {
            bench.recorder?.storeLogEngine(checkpoint.bytes, at: plan.now())
        }
        judgeGates(bench)
        suggestSoon(bench)
    }

    /// An incident with a configured title opens by itself at the first outage; what was recorded
    /// before belongs to it.
    private func openIncidentIfDown(_ changes: [ServiceChange], _ bench: Bench) {
        guard !bench.hasOpenedIncident, let title = plan.settings.incident.title,
            let first = changes.filter({ $0.to == .down && $0.cause != .local }).map(\.since).min()
        else { return }
        bench.hasOpenedIncident = true
        let defaults = plan.settings.incident
        let facts = IncidentFacts(
            id: DisplayText(plan.folder.id), title: title, severity: defaults.severity,
            openedAt: first, impact: defaults.impact, cadences: defaults.cadences,
            escalateAfter: defaults.escalateAfter, escalateTo: defaults.escalateTo)
        record([.incidentOpened(facts)], by: "quell", bench)
    }
}
