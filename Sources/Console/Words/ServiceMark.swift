import IncidentModel

/// What is remarkable about a service beside its verdict, what matters most first.
enum ServiceMark: Equatable, CaseIterable {
    /// Its newest reading is older than a fresh one should be.
    case stale
    /// Its readings change too often.
    case flapping
    /// Its newest readings fail, too few so far for a verdict.
    case suspect
    /// Its newest readings succeed, too few so far for a verdict.
    case recovering
    /// It fails in another way than the service that blocks it.
    case alsoBroken
    /// It serves although a service that it needs does not.
    case contradicted
    /// It is being found out whose fault it is.
    case findingCause

    /// Every mark of a service; of one that is held, none matters.
    static func all(of service: ServiceStatus) -> [ServiceMark] {
        service.hold == nil ? allCases.filter { $0.applies(to: service) } : []
    }

    /// The word that filters find and rows show.
    var word: String {
        switch self {
        case .stale: "stale"
        case .flapping: "flapping"
        case .suspect: "suspect"
        case .recovering: "recovering"
        case .alsoBroken: "also broken?"
        case .contradicted: "contradicted"
        case .findingCause: "finding cause"
        }
    }

    /// The word in a row, with its number if it has one.
    func text(of service: ServiceStatus) -> String {
        guard self == .flapping else { return word }
        let share = min(1, max(0, service.changeShare))
        return "\(word) \(Int((share * 100).rounded())) %"
    }

    /// How it looks.
    var role: ThemeRole {
        switch self {
        case .stale, .flapping, .suspect, .contradicted: .degraded
        case .recovering: .up
        case .alsoBroken: .down
        case .findingCause: .faint
        }
    }

    private func applies(to service: ServiceStatus) -> Bool {
        switch self {
        case .stale: service.isStale
        case .flapping: service.isFlapping
        case .suspect: service.transition == .suspect
        case .recovering: service.transition == .recovering
        case .alsoBroken: service.isAlsoBroken && service.verdict != .up
        case .contradicted: !service.contradicts.isEmpty
        case .findingCause: service.cause == .pending
        }
    }
}
