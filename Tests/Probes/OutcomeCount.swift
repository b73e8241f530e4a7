import IncidentModel
import Synchronization

@testable import Probes

/// Counts outcomes and keeps nothing else.
final class OutcomeCount: Sendable {
    private let counts = Mutex<[Outcome: Int]>([:])

    @Sendable func take(_ publication: ProbePublication) {
        counts.withLock { counts in
            for reading in publication.readings { counts[reading.outcome, default: 0] += 1 }
        }
    }

    func count(_ outcome: Outcome) -> Int { counts.withLock { $0[outcome] ?? 0 } }
}
