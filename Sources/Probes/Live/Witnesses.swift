import IncidentModel
import NIOCore
import SafeText

/// The witnesses of *is it us?*: targets that fail only when our own network does.
///
/// Those of the configuration decide alone. Without any, the machine's own network is looked at, but
/// only for probes that leave this machine: on loopback nothing of it matters.
final class Witnesses {
    private let plans: [ProbePlan]
    private let environment: ProbeEnvironment
    private let ownNetwork: OwnNetwork?
    private var attempts: [ProbeAttempt] = []

    init(options: ProbeEngineOptions, environment: ProbeEnvironment, reachesOut: Bool) {
        plans = options.witnesses.map {
            ProbePlan($0, name: "witness", options: options, once: true)
        }
        self.environment = environment
        ownNetwork = plans.isEmpty && reachesOut ? OwnNetwork(loop: environment.loop) : nil
    }

    /// False when only the machine's own network is looked at.
    var areConfigured: Bool { !plans.isEmpty }

    /// Finds out which witnesses speak at all while all is well.
    func getToKnow() { ownNetwork?.getToKnow() }

    /// Tries all of them at once.
    ///
    /// - Parameter done: Takes one sentence when all failed, nil as soon as one is well; called on the
    ///   loop, never after `stop`.
    func tryAll(_ done: @escaping (DisplayText?) -> Void) {
        if let ownNetwork {
            ownNetwork.look { done($0.map { DisplayText($0) }) }
            return
        }
        guard !plans.isEmpty else { return done(nil) }
        attempts = []
        var failures: [DisplayText] = []
        let started = plans.map { plan in
            let attempt = ProbeAttempt(environment: environment, timeout: plan.timeout) {
                [unowned self] result in
                guard result.outcome == .down || result.outcome == .unknown else {
                    stop()
                    return done(nil)
                }
                failures.append(sentence(plan, result))
                if failures.count == plans.count { done(failures.first) }
            }
            attempts.append(attempt)
            return (attempt, plan)
        }
        for (attempt, plan) in started where !attempt.isOver {
            attempt.start()
            plan.definition.kind.begin(attempt)
        }
    }

    /// Breaks off what is under way.
    func stop() {
        for attempt in attempts { attempt.abandon() }
        attempts = []
        ownNetwork?.stop()
    }

    private func sentence(_ plan: ProbePlan, _ result: ProbeResult) -> DisplayText {
        let target = plan.definition.kindName + " " + plan.definition.kind.origin
        let name = environment.safe("the witness \(target) fails too: ")
        let others = plans.count > 1 ? DisplayText(" (all \(plans.count) witnesses fail)") : .empty
        return name + result.reason + others
    }
}
