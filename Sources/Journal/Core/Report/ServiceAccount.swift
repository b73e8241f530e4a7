import IncidentModel
import SafeText

/// A time during which a service had one verdict.
struct VerdictBand: Hashable, Sendable {
    /// What a band shows.
    enum Look: String, Hashable, Sendable, CaseIterable {
        case up, degraded, down, blocked, unknown
    }

    var look: Look
    var from: Timestamp
    /// Nil for the newest band.
    var until: Timestamp?
}

/// One service over the incident's time.
struct ServiceAccount: Hashable, Sendable {
    var id: ServiceID
    /// The newest change: how it stands.
    var now: ServiceChange
    /// The worst change: the first one down by itself, else the first that was blocked, else degraded.
    var worst: ServiceChange
    /// When it was first down by its own fault.
    var firstOwnFault: Timestamp?
    /// Verdicts over time, without gaps between the first and the last.
    var bands: [VerdictBand]

    /// True when users are not served: down, or blocked by what it needs.
    var isUnavailable: Bool { now.isUnavailable }

    /// How long it was down or blocked, up to a moment.
    func unavailable(until end: Timestamp) -> Duration {
        bands.filter { $0.look == .down || $0.look == .blocked }
            .reduce(.zero) { $0 + max(min($1.until ?? end, end) - $1.from, .zero) }
    }

    /// Services by name.
    static func all(in events: [JournalEvent]) -> [ServiceAccount] {
        var found: [ServiceID: ServiceAccount] = [:]
        var before: Timestamp?
        for event in events {
            if case .serviceChanged(let change) = event.body {
                if found[change.service] == nil {
                    found[change.service] = ServiceAccount(
                        id: change.service, now: change, worst: change, bands: [])
                }
                found[change.service]?.take(change)
            } else if event.body.beginsWatching {
                // What was true counts up to what was recorded last; then nobody watched.
                for service in found.keys {
                    found[service]?.turn(to: .unknown, at: before ?? event.at)
                }
            }
            before = event.at
        }
        return found.values.sorted { $0.id < $1.id }
    }

    private mutating func take(_ change: ServiceChange) {
        now = change
        if change.gravity > worst.gravity { worst = change }
        if change.to == .down, change.cause == .own, firstOwnFault == nil {
            firstOwnFault = change.since
        }
        turn(to: change.look, at: change.since)
    }

    private mutating func turn(to look: VerdictBand.Look, at moment: Timestamp) {
        guard let last = bands.indices.last else {
            if look != .unknown { bands.append(VerdictBand(look: look, from: moment)) }
            return
        }
        guard bands[last].look != look else { return }
        // A verdict in retrospect never reaches behind the one before it.
        let start = max(moment, bands[last].from)
        if start == bands[last].from {
            bands[last].look = look
        } else {
            bands[last].until = start
            bands.append(VerdictBand(look: look, from: start))
        }
    }
}

extension EventBody {
    /// True for the start of a console.
    fileprivate var beginsWatching: Bool {
        if case .consoleStarted = self { return true }
        return false
    }
}

extension ServiceChange {
    /// What a band of it shows.
    var look: VerdictBand.Look {
        if case .blocked = cause, to != .up { return .blocked }
        return switch to {
        case .unknown: .unknown
        case .up: .up
        case .degraded: .degraded
        case .down: .down
        }
    }

    /// True when users are not served.
    var isUnavailable: Bool { look == .down || look == .blocked }

    /// The worse, the higher.
    var gravity: Int {
        switch look {
        case .down: 4
        case .blocked: 3
        case .degraded: 2
        case .unknown: 1
        case .up: 0
        }
    }
}

/// When the fewest services were available, and how many that were.
struct WorstMoment: Hashable, Sendable {
    var at: Timestamp
    var unavailable: Int
    /// Services of the whole record.
    var services: Int

    /// Whole percent of the services that were available.
    var availablePercent: Int { services == 0 ? 0 : (services - unavailable) * 100 / services }

    static func found(in events: [JournalEvent], services: Int) -> WorstMoment? {
        var out: Set<ServiceID> = []
        var worst: WorstMoment?
        for event in events {
            guard case .serviceChanged(let change) = event.body else { continue }
            if change.isUnavailable {
                out.insert(change.service)
            } else {
                out.remove(change.service)
            }
            if out.count > worst?.unavailable ?? 0 {
                worst = WorstMoment(at: event.at, unavailable: out.count, services: services)
            }
        }
        return worst
    }
}
