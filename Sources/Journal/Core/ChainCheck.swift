import Foundation
import IncidentModel
import SafeText

/// Walks through the stored events in order and remembers the first that is missing or altered.
struct ChainCheck {
    private(set) var events: Int
    private(set) var head: [UInt8]
    private(set) var breakage: ChainVerdict?
    private let isReadingBodies: Bool
    private let decoder = JSONDecoder()

    /// Begins before the first event, or behind one that is known.
    ///
    /// - Parameters:
    ///   - events: The number of the event before the first one to come.
    ///   - head: That event's hash.
    ///   - isReadingBodies: Also reads every event, which takes far longer than its hash.
    init(
        after events: Int = 0, head: [UInt8] = StoredEvent.noHash, isReadingBodies: Bool = true
    ) {
        self.events = events
        self.head = head
        self.isReadingBodies = isReadingBodies
    }

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
        guard isReadingBodies else { return nil }
        guard let event = try? stored.event(decoder: decoder), event.body.kind == stored.kind else {
            return "event \(expected) is whole, but of no known kind"
        }
        return nil
    }
}
