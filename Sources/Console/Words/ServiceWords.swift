import IncidentModel
import SafeText

/// What is said about services, in the pane and in details.
enum ServiceWords {
    /// The role of a service's sign and status; one that is held is quiet whatever it does.
    static func role(of service: ServiceStatus) -> ThemeRole {
        if service.hold != nil { return .faint }
        switch (service.verdict, service.cause) {
        case (.up, _): return .up
        case (_, .blocked): return .blocked
        case (_, .local): return .unknown
        case (.degraded, _): return .degraded
        case (.down, _): return .down
        case (.unknown, _): return .unknown
        }
    }

    /// The role of one reading.
    static func role(of outcome: Outcome) -> ThemeRole {
        switch outcome {
        case .up: .up
        case .degraded: .degraded
        case .down: .down
        case .unknown: .unknown
        }
    }

    /// What stands in the place of status and response time, when those would mislead.
    static func insteadOfNumbers(
        _ service: ServiceStatus, _ clock: WallClock, now: Timestamp?
    ) -> String? {
        if let hold = service.hold, hold.kind == .paused {
            return HoldWords.short(hold, clock, now: now)
        }
        if service.verdict != .up, service.hold == nil, case .blocked(let parent) = service.cause {
            return "blocked by \(parent.name)"
        }
        if service.latest.isEmpty { return "not checked yet" }
        if service.verdict != .up, service.cause == .local { return "our own side fails" }
        return nil
    }

    /// The phase that failed and why: `first byte: The status was 503, expected 200`.
    static func reason(of service: ServiceStatus) -> String {
        let reason = withoutStop(service.reason.string)
        // The phase is that of a reading; who is blocked or held fails for another reason.
        guard ServiceRanking.root(of: service) == nil, service.verdict != .up,
            let phase = service.deciding?.failedPhase, !phase.isEmpty
        else { return reason }
        return reason.isEmpty ? "failed at \(phase)" : "\(phase): \(reason)"
    }

    /// A sentence that others follow in the same row.
    static func withoutStop(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    /// In what way a reading failed, in words.
    static func failure(_ failure: FailureClass) -> String {
        switch failure {
        case .unreachable: "nobody is there"
        case .timeout: "no answer in time"
        case .name: "the name leads nowhere"
        case .tls: "handshake or certificate"
        case .rejected: "the request was refused"
        case .serverError: "an error of the server's own"
        case .content: "the content is not as expected"
        case .slow: "too slow"
        case .state: "not in the state it must be in"
        case .local: "our own side fails"
        }
    }

    /// The cause in words.
    static func cause(_ cause: Cause) -> String {
        switch cause {
        case .none: ""
        case .pending: "finding the cause"
        case .own: "own fault"
        case .blocked(let parent): "blocked by \(parent.name)"
        case .local: "our own network or permissions"
        }
    }
}
