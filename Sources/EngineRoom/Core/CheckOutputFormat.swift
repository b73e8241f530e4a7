import IncidentModel
import SafeText

/// The JSON of `quell check`.
///
/// Every key is always there; what is not known is null.
struct CheckOutputFormat: Encodable {
    struct Service: Encodable {
        enum Key: CodingKey {
            case name, verdict, cause, root, since, readings
        }

        var name: String
        var verdict: String
        var cause: String
        var root: String?
        /// Seconds since 1970.
        var since: Double?
        var readings: [ReadingOutput]

        init(_ checked: CheckedService) {
            let status = checked.status
            name = status.id.name.string
            verdict = status.verdict.rawValue
            (cause, root) =
                switch status.cause {
                case .none: ("none", nil)
                case .pending: ("pending", nil)
                case .own: ("own", name)
                case .blocked(let parent): ("blocked", parent.name.string)
                case .local: ("local", nil)
                }
            since = status.since.map { Double($0.nanoseconds) / 1e9 }
            readings = checked.readings.enumerated().flatMap { index, pass in
                pass.map { ReadingOutput($0, pass: index + 1) }
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(name, forKey: .name)
            try container.encode(verdict, forKey: .verdict)
            try container.encode(cause, forKey: .cause)
            try container.encode(root, forKey: .root)
            try container.encode(since, forKey: .since)
            try container.encode(readings, forKey: .readings)
        }
    }

    struct ReadingOutput: Encodable {
        struct Phase: Encodable {
            var name: String
            var milliseconds: Double
        }

        struct Fact: Encodable {
            var label: String
            var text: String
        }

        enum Key: CodingKey {
            case pass, kind, outcome, summary, reason, milliseconds, failure, failedPhase, phases
            case evidence, command
        }

        private let pass: Int
        private let reading: Reading

        init(_ reading: Reading, pass: Int) {
            self.reading = reading
            self.pass = pass
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(pass, forKey: .pass)
            try container.encode(reading.kind.string, forKey: .kind)
            try container.encode(reading.outcome.rawValue, forKey: .outcome)
            try container.encode(reading.summary.string, forKey: .summary)
            try container.encode(reading.reason.string, forKey: .reason)
            try container.encode(reading.duration.wholeMilliseconds, forKey: .milliseconds)
            try container.encode(reading.failure?.rawValue, forKey: .failure)
            try container.encode(reading.failedPhase?.string, forKey: .failedPhase)
            let phases = reading.phases.map { phase in
                let microseconds = phase.duration.wholeNanoseconds / 1000
                return Phase(name: phase.name.string, milliseconds: Double(microseconds) / 1000)
            }
            try container.encode(phases, forKey: .phases)
            let facts = reading.evidence.map { Fact(label: $0.label.string, text: $0.text.string) }
            try container.encode(facts, forKey: .evidence)
            try container.encode(reading.equivalentCommand.string, forKey: .command)
        }
    }

    var services: [Service]
    var roots: [String]
    var exit: Int32
}
