import Foundation
import IncidentModel
import SafeText

/// Walks through the stored events in order and remembers the first that is missing or altered.
struct ChainCheck {
    private(set) var events = 0
    private(set) var head = StoredEvent.noHash
    private(set) var breakage: ChainVerdict?
    private let decoder = JSONDecoder()

    /// What was found so far.
    var verdict: ChainVerdict {
        breakage ?? .intact(events: events, head: head.hexadecimal)
    }

    /// Takes the next event; answers false when there is no need to go on.
    mutating func take(_ stored: StoredEvent) -> Bool {
        let expected = events + 1
        if let reason = problem(with: stored, expected: expected) {
            breakage = .broken(at: expected, reason: reason)
            return false
        }
        events = expected
        head = stored.hash
        return true
    }

    /// Notes that what follows the events taken so far cannot be read.
    mutating func stop(because reason: DisplayText) {
        if breakage == nil { breakage = .broken(at: events + 1, reason: reason) }
    }

    private func problem(with stored: StoredEvent, expected: Int) -> DisplayText? {
        if stored.sequence != Int64(expected) {
            return "event \(expected) is missing; the next one is \(stored.sequence)"
        }
        if stored.hash != stored.computedHash { return "event \(expected) was altered" }
        if stored.previous != head {
            return "event \(expected) does not follow the event before it"
        }
        guard let event = try? stored.event(decoder: decoder), event.body.kind == stored.kind else {
            return "event \(expected) is whole, but of no known kind"
        }
        return nil
    }
}
