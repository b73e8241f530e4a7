import Foundation
import IncidentModel
import Journal
import LogCorpus
import SafeText

/// The events of a long incident, as many as wanted: what people and the program wrote over days.
struct LargeIncident {
    private var random: SeededRandom
    private var number = 0
    private static let services = ["backend", "auth", "websocket", "frontend", "db", "queue"]
    private static let templates = [
        "upstream <*> timed out after <*> ms", "connection pool exhausted, <*> waiting",
        "ModuleNotFoundError: No module named <*>", "GET <*> <*> <*> ms", "retrying <*> of <*>",
    ]
    private static let words = [
        "the pool is exhausted again", "rolled the deploy back", "asked the database team",
        "traffic moved to the other region", "error rate falls", "cache warmed up",
    ]

    /// Starts at a seed.
    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// Writes a journal of so many events, in transactions of some hundreds.
    ///
    /// - Throws: `JournalError`.
    mutating func write(_ count: Int, to store: JournalStore, batch: Int = 1_000) throws {
        let start: Int64 = 1_790_000_000
        let facts = IncidentFacts(
            id: "INC-LARGE", title: "Everything is slow", severity: .p1,
            openedAt: Timestamp(seconds: start),
            cadences: [
                UpdateCadence(audience: "engineering", every: .seconds(1_800)),
                UpdateCadence(audience: "management", every: .seconds(3_600)),
            ], escalateAfter: .seconds(7_200))
        var bodies: [EventBody] = [.consoleStarted(version: "bench"), .incidentOpened(facts)]
        var written = 0
        while written < count {
            while bodies.count < min(batch, count - written) { bodies.append(next(start)) }
            // About three events a second.
            let seconds = start + Int64(written / 3)
            let actor: DisplayText = written / batch % 3 == 0 ? "ana@jump-1" : "quell"
            _ = try store.append(
                bodies, actor: actor, at: Timestamp(seconds: seconds),
                monotonic: Int64(written) * 333_000_000)
            written += bodies.count
            bodies = []
        }
    }

    private mutating func next(_ start: Int64) -> EventBody {
        number += 1
        let service = ServiceID(DisplayText(random.pick(Self.services)))
        let step = StepID(
            runbook: RunbookID("remediation"), phase: random.number(1, 5), step: random.number(1, 9)
        )
        let at = Timestamp(seconds: start + Int64(number / 3))
        switch random.below(20) {
        case 0...5:
            let isDown = random.below(2) == 0
            return .serviceChanged(
                ServiceChange(
                    service: service, from: isDown ? .up : .down, to: isDown ? .down : .up,
                    cause: isDown ? .none : .own, since: at, reason: "HTTP 503 Service Unavailable")
            )
        case 6...11:
            return .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(random.number(1, 400)), moment: .spiked,
                    template: DisplayText(random.pick(Self.templates)), severity: .error))
        case 12...14:
            return .noteAdded(DisplayText("\(random.pick(Self.words)), look \(number)"))
        case 15: return .stepTicked(step: step, ticked: random.below(2) == 0)
        case 16: return .gateChanged(check: CheckID(step: step, index: 0), state: .met(at: at))
        case 17:
            return .checkTicked(check: CheckID(step: step, index: 1), ticked: true)
        case 18:
            return .updateSent(
                audience: random.below(2) == 0 ? "engineering" : "management",
                text: DisplayText("Update \(number): " + random.pick(Self.words)))
        default: return .flappingChanged(service: service, isFlapping: random.below(2) == 0)
        }
    }
}
