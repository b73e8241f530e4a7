import IncidentModel

/// What all services add up to now; the ones that are held count in nothing but their own number.
struct ServiceRollup: Equatable {
    /// Services that count.
    private(set) var total = 0
    /// Services that serve.
    private(set) var up = 0
    /// Services that serve slowly or in part, by whatever cause.
    private(set) var degraded = 0
    /// Services that do not serve, and are not known to be blocked.
    private(set) var down = 0
    /// Services that another one keeps from serving.
    private(set) var blocked = 0
    /// Services of which nothing is known.
    private(set) var unknown = 0
    /// Services that a person holds out of the judgement.
    private(set) var held = 0
    /// True once every service that counts has been probed.
    private(set) var isComplete = true
    private var served = 0

    /// Adds up some services.
    init(_ services: [ServiceStatus]) {
        for service in services { add(service) }
    }

    /// Services that serve, if only in part, in per cent of those that count.
    ///
    /// Rounded down, so that 100 % is said only of all. Nil before every one was probed, and without any.
    var availability: Int? {
        isComplete && total > 0 ? served * 100 / total : nil
    }

    /// The worst of what it says.
    var role: ThemeRole {
        if down + blocked > 0 { return .down }
        if degraded > 0 { return .degraded }
        return total > 0 && up == total ? .up : .count
    }

    /// `1/4 up`, then what the others are, as many words as fit into some columns.
    func words(columns: Int, dot: String) -> StyledText {
        guard total + held > 0 else { return StyledText() }
        var text = StyledText()
        if total > 0 { text.add("\(up)/\(total) up", role) }
        var parts: [(String, ThemeRole)] = []
        if total > 0, availability == 0 { parts.append(("0 % available", .down)) }
        if down > 0 { parts.append(("\(CountText.grouped(down)) down", .down)) }
        if blocked > 0 { parts.append(("\(CountText.grouped(blocked)) blocked", .blocked)) }
        if degraded > 0 { parts.append(("\(CountText.grouped(degraded)) degraded", .degraded)) }
        if unknown > 0, total > unknown {
            parts.append(("\(CountText.grouped(unknown)) unknown", .unknown))
        }
        if held > 0 { parts.append(("\(CountText.grouped(held)) held", .faint)) }
        for (part, role) in parts {
            let separator = text.isEmpty ? "" : " \(dot) "
            guard text.width + separator.count + part.count <= columns else { break }
            text.add(separator, .count)
            text.add(part, role)
        }
        return text
    }

    private mutating func add(_ service: ServiceStatus) {
        guard service.hold == nil else {
            held += 1
            return
        }
        total += 1
        if service.latest.isEmpty { isComplete = false }
        switch (service.verdict, service.cause) {
        case (.up, _): up += 1
        case (.unknown, .blocked), (.down, .blocked): blocked += 1
        case (.unknown, _): unknown += 1
        case (.degraded, _): degraded += 1
        case (.down, _): down += 1
        }
        if service.verdict == .up || service.verdict == .degraded { served += 1 }
    }
}
