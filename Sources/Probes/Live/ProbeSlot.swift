import IncidentModel
import SafeText

/// One probe of an engine and where it stands; lives on the event loop.
final class ProbeSlot {
    /// Its service's position.
    let service: Int
    let id: ProbeID
    let plan: ProbePlan
    /// The number of its origin, for the gate.
    let origin: Int
    let kind: DisplayText
    /// True when its target is beyond this machine, as far as its origin tells.
    let reachesOut: Bool
    let memo = EvidenceMemo()

    var attempt: ProbeAttempt?
    /// When the attempt began, on the loop's clock.
    var began: Int64 = 0
    /// True when the attempt goes on without a place, because its target is silent.
    var hasYielded = false
    /// The end of the present attempt must be followed by another one at once.
    var wantsAnother = false
    /// When it was due for the attempt that runs or waits, on the loop's clock.
    var dueAt: Int64 = 0
    /// Until when, on the boot clock, its newest reading is fresh.
    var freshUntil = Int64.max
    /// Counts the attempts.
    var round = 0
    var lastOutcome: Outcome?
    /// The same for every reading, so made once.
    private var equivalentCommand: DisplayText?

    init(service: Int, id: ProbeID, plan: ProbePlan, origin: Int) {
        self.service = service
        self.id = id
        self.plan = plan
        self.origin = origin
        kind = DisplayText(plan.definition.kindName)
        let probe = plan.definition.kind
        reachesOut =
            !type(of: probe).staysLocal && HostPort(probe.origin).map { !$0.isLoopback } ?? false
    }

    /// One for each probe of all services; origins are numbered from 0.
    static func all(
        of services: [ServiceDefinition], options: ProbeEngineOptions, once: Bool
    ) -> [ProbeSlot] {
        var origins: [String: Int] = [:]
        return services.enumerated().flatMap { position, service in
            service.probes.enumerated().map { index, definition in
                let next = origins.count
                let origin = origins[definition.kind.origin] ?? next
                origins[definition.kind.origin] = origin
                return ProbeSlot(
                    service: position, id: ProbeID(service: service.id, index: index),
                    plan: ProbePlan(
                        definition, name: "\(service.id.name)#\(index)", options: options,
                        once: once),
                    origin: origin)
            }
        }
    }

    /// What an attempt found out, dated and named.
    func reading(
        _ result: ProbeResult, startedAt: Timestamp, environment: ProbeEnvironment
    ) -> Reading {
        let command =
            equivalentCommand
            ?? environment.safe(plan.definition.kind.equivalentCommand(timeout: plan.timeout))
        equivalentCommand = command
        return Reading(
            probe: id, kind: kind, startedAt: startedAt, duration: result.duration,
            outcome: result.outcome, summary: result.summary, reason: result.reason,
            failedPhase: result.failedPhase, failure: result.failure, phases: result.phases,
            evidence: result.evidence, equivalentCommand: command)
    }
}
