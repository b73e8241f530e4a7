import IncidentModel
import SafeText

/// Decides when the witnesses of *is it us?* are tried, and what follows from what they say.
struct LocalWatch: Sendable {
    /// Most unrelated services fail at once: since when, and how many.
    typealias Suspicion = (since: Timestamp, failing: Int)

    /// What to do now.
    enum Action: Hashable, Sendable {
        /// Nothing.
        case none
        /// Try all witnesses and say how it went.
        case tryWitnesses
        /// Publish local trouble, or its end.
        case publish(LocalTrouble?)
    }

    /// Between two trials of the witnesses while the suspicion lasts, in nanoseconds.
    static let retry: Int64 = 5_000_000_000

    /// What was published.
    private(set) var trouble: LocalTrouble?
    /// When the witnesses are to be tried again, on the loop's clock; nil while nothing is suspected.
    private(set) var nextTry: Int64?
    private var isTrying = false

    /// Looks at the suspicion; called when a service changed and when `nextTry` has come.
    mutating func look(_ suspicion: Suspicion?, now: Int64) -> Action {
        guard suspicion != nil else {
            nextTry = nil
            return settle(nil)
        }
        guard !isTrying, now >= nextTry ?? now else { return .none }
        isTrying = true
        nextTry = .max
        return .tryWitnesses
    }

    /// Takes in what the witnesses said.
    ///
    /// - Parameters:
    ///   - failure: One sentence when all of them failed; nil when one is well.
    ///   - suspicion: What is suspected by now.
    ///   - now: The present on the loop's clock.
    /// - Returns: What to do now.
    mutating func tried(_ failure: DisplayText?, _ suspicion: Suspicion?, now: Int64) -> Action {
        isTrying = false
        nextTry = suspicion == nil ? nil : now + Self.retry
        guard let failure, let suspicion else { return settle(nil) }
        // It began when it began: later trials only may find another reason.
        let since = min(trouble?.since ?? suspicion.since, suspicion.since)
        return settle(LocalTrouble(since: since, reason: failure, failing: suspicion.failing))
    }

    /// A target that had failed answers again: the network carries.
    mutating func answered() -> Action { settle(nil) }

    private mutating func settle(_ next: LocalTrouble?) -> Action {
        guard next != trouble else { return .none }
        trouble = next
        return .publish(next)
    }
}
