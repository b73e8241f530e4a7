import IncidentModel
import SafeText

/// What is said about services, in the pane and in details.
enum ServiceWords {
    /// The role of a service's sign and status.
    static func role(of service: ServiceStatus) -> ThemeRole {
        switch (service.verdict, service.cause) {
        case (.up, _): .up
        case (_, .blocked): .blocked
        case (.degraded, _): .degraded
        case (.down, _): .down
        case (.unknown, _): .unknown
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
    static func insteadOfNumbers(_ service: ServiceStatus) -> String? {
        if service.verdict != .up, case .blocked(let parent) = service.cause {
            return "blocked by \(parent.name)"
        }
        if service.latest.isEmpty { return "not checked yet" }
        if service.verdict != .up, service.cause == .local { return "our own side fails" }
        return nil
    }

    /// A short word for what will soon be settled; nil when all is.
    static func passingMark(_ service: ServiceStatus) -> (text: String, role: ThemeRole)? {
        if service.isStale { return ("stale", .degraded) }
        switch service.transition {
        case .suspect: return ("suspect", .degraded)
        case .recovering: return ("recovering", .up)
        case .steady: break
        }
        return service.cause == .pending ? ("finding cause", .faint) : nil
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
