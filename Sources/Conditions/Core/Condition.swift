public import IncidentModel

/// A sentence that a machine verifies on the two live panes, such as `probe backend is up for 60s`.
///
/// The language, `[…]` optional, a name or text with spaces in double quotes:
/// - `probe NAME is up|degraded|down [for DURATION]`
/// - `all probes are up|degraded|down [for DURATION]`, also `health of all services is up …`
/// - `cluster matching "TEXT" silent for DURATION`
/// - `errors < N per minute|hour`
/// - `response of NAME < DURATION`
/// - `health < DURATION`, also `health of all services < DURATION`: the slowest newest answer to a probe that
///   asks for health (`http`, `grpc`), or to any probe where none does
/// - `health of all services [is] STATUS [for DURATION]`, such as `health of all services 200 for 10 min`: all
///   are up, and wherever HTTP is spoken the newest status is that one
/// - `websocket connects < DURATION`: the slowest newest upgrade to a WebSocket
/// - `availability of NAME over DURATION >= PERCENT`, such as `availability of backend over 24h >= 99.9%`
public struct Condition: Hashable, Sendable {
    /// The condition as it was written.
    public let text: String
    let claim: Claim

    /// What a condition claims.
    enum Claim: Hashable, Sendable {
        case service(ServiceID, is: Verdict, for: Duration?)
        case allServices(are: Verdict, for: Duration?)
        case clusterSilent(matching: String, for: Duration)
        case errors(below: Int, per: Window)
        case response(of: ServiceID, below: Duration)
        case health(below: Duration)
        case allAnswer(status: Int, for: Duration?)
        case webSocketConnects(within: Duration)
        /// The bound in parts per million.
        case availability(of: ServiceID, over: Duration, atLeast: Int)
    }

    /// A span in which errors are counted.
    enum Window: String, Hashable, Sendable {
        case minute, hour

        var duration: Duration { self == .minute ? .seconds(60) : .seconds(3600) }
    }

    /// What a condition looks at.
    public enum Subject: Hashable, Sendable {
        /// One service.
        case service(ServiceID)
        /// Every service.
        case allServices
        /// The clusters that contain a text.
        case clusters(matching: String)
        /// Every cluster of errors.
        case errors
    }

    /// What the condition looks at, so that a name can be checked when it is read.
    public var subject: Subject {
        switch claim {
        case .service(let service, _, _), .response(let service, _),
            .availability(let service, _, _):
            .service(service)
        case .allServices, .health, .allAnswer, .webSocketConnects: .allServices
        case .clusterSilent(let text, _): .clusters(matching: text)
        case .errors: .errors
        }
    }

    /// Reads a condition; capital and small letters of its own words are the same.
    ///
    /// - Throws: `ConditionError` with what was found and what was expected.
    public static func parse(_ text: String) throws(ConditionError) -> Condition {
        var reader = ConditionReader(text)
        return Condition(text: text, claim: try reader.claim())
    }

    /// True when the text begins like a condition, so that an error in it is worth telling.
    public static func isAttempted(in text: String) -> Bool {
        ConditionReader(text).beginsLikeOne
    }

    /// Judges the condition on one moment of the two live panes.
    public func judge(_ snapshot: ModelSnapshot) -> Judgement {
        switch claim {
        case .service(let service, let verdict, let duration):
            snapshot.judge(service, is: verdict, for: duration)
        case .allServices(let verdict, let duration):
            snapshot.judgeAll(are: verdict, for: duration)
        case .clusterSilent(let text, let duration):
            snapshot.judgeSilence(of: text, for: duration)
        case .errors(let limit, let window):
            snapshot.judgeErrors(below: limit, per: window)
        case .response(let service, let limit):
            snapshot.judgeResponse(of: service, below: limit)
        case .health(let limit): snapshot.judgeHealth(below: limit)
        case .allAnswer(let status, let duration):
            snapshot.judgeAll(answer: status, for: duration)
        case .webSocketConnects(let limit): snapshot.judgeWebSockets(below: limit)
        case .availability(let service, let window, let bound):
            snapshot.judgeAvailability(of: service, over: window, atLeast: bound)
        }
    }
}
