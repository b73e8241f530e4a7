import IncidentModel
import SafeText

/// What every service answers, and how fast: the words of success metrics.
extension ModelSnapshot {
    /// The kinds of probes that ask a server how it is.
    private static let healthKinds: Set<DisplayText> = ["http", "grpc"]

    /// Who is in maintenance was taken out of the judgement by a person.
    private var judged: [ServiceStatus] { services.filter { $0.hold?.kind != .maintenance } }

    /// Judges that every service is up and that the newest HTTP status is one and the same everywhere.
    func judgeAll(answer status: Int, for duration: Duration?) -> Judgement {
        let verdicts = judgeAll(are: .up, for: duration)
        let wrong = judged.lazy.compactMap { service in
            service.latest.lazy.compactMap { Self.status(of: $0) }.first { $0 != status }
                .map { (service: service.id, status: $0) }
        }.first
        guard let wrong else { return verdicts }
        return .all([verdicts, .unmet("\(wrong.service.name) answers \(wrong.status)")])
    }

    /// The status of an HTTP answer; nil for other probes and where nobody answered.
    private static func status(of reading: Reading) -> Int? {
        guard reading.kind == "http", reading.summary.string.utf8.count == 3 else { return nil }
        return Int(reading.summary.string).flatMap { (100...599).contains($0) ? $0 : nil }
    }

    /// Judges the slowest of the newest answers to questions for health.
    func judgeHealth(below limit: Duration) -> Judgement {
        if let missing = missingReading { return missing }
        let asked = judged.filter { service in
            service.latest.contains { Self.healthKinds.contains($0.kind) }
        }
        let services = asked.isEmpty ? judged : asked
        guard !services.isEmpty else { return .noData("no service is being watched") }
        return .all(
            services.map { service in
                judgeAnswers(of: service, below: limit, "took") { reading in
                    asked.isEmpty || Self.healthKinds.contains(reading.kind)
                        ? reading.duration : nil
                }
            })
    }

    /// Judges the slowest of the newest upgrades to a WebSocket.
    func judgeWebSockets(below limit: Duration) -> Judgement {
        if let missing = missingReading { return missing }
        let services = judged.filter { $0.latest.contains { $0.kind == "websocket" } }
        guard !services.isEmpty else { return .noData("no websocket probe has a reading yet") }
        return .all(
            services.map { service in
                judgeAnswers(of: service, below: limit, "connected after") { reading in
                    reading.kind == "websocket" ? Self.connecting(reading) : nil
                }
            })
    }

    /// Before a service's first reading nobody knows how it is probed.
    private var missingReading: Judgement? {
        judged.first { $0.latest.isEmpty }.map { .noData("\($0.id.name) has no reading yet") }
    }

    /// From the first byte to the end of the upgrade; the whole reading where the phases are not known.
    private static func connecting(_ reading: Reading) -> Duration {
        guard let end = reading.phases.firstIndex(where: { $0.name == "upgrade" }) else {
            return reading.duration
        }
        return reading.phases[...end].reduce(.zero) { $0 + $1.duration }
    }

    /// Judges some of a service's newest readings; `time` says how long one took, nil for one that is not
    /// asked about.
    private func judgeAnswers(
        of service: ServiceStatus, below limit: Duration, _ verb: DisplayText,
        time: (Reading) -> Duration?
    ) -> Judgement {
        if let missing = service.missingData { return .noData(missing) }
        let name = service.id.name
        let asked = service.latest.compactMap { reading in
            time(reading).map { (time: $0, isDown: reading.outcome == .down) }
        }
        guard let slowest = asked.map(\.time).max() else { return .met }
        // A refused connection is fast, but it is no answer.
        if asked.contains(where: \.isDown) { return .unmet("\(name) does not answer") }
        guard slowest < limit else {
            return .unmet("\(name) \(verb) \(slowest.wholeMilliseconds) ms")
        }
        return .met
    }
}
