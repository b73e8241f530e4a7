import IncidentModel

/// When readings change too often: Icinga's and Nagios's rule and numbers.
struct FlappingRule: Hashable, Sendable {
    /// How many of the newest readings are looked at; at most 64.
    var window = 20
    /// What a change weighs at the old end of the window; the newest weighs as much more as this less than 1.
    var oldestWeight = 0.8
    /// A share of changes from which on it flaps.
    var startsAt = 0.30
    /// A share of changes below which it no longer does.
    var endsBelow = 0.25

    /// What a change weighs, by its age in readings from 0; the weights of the whole window add up to its length.
    func weight(age: Int) -> Double {
        guard window > 1 else { return 1 }
        let spread = 2 * (1 - oldestWeight)
        return oldestWeight + spread * Double(window - 1 - age) / Double(window - 1)
    }
}

/// Counts how often the readings of one probe say something else than the one before.
///
/// Readings of outcome unknown say nothing of the target and are passed over. Before the window is full
/// the readings that are missing count as unchanged, so that a new target does not flap at once.
struct FlapMeter: Sendable {
    let rule: FlappingRule
    /// The weighted share of changes in the window, 0 to 1.
    private(set) var share = 0.0
    private(set) var isFlapping = false
    /// One bit a reading, the newest lowest: set when it differed from the one before.
    private var changes: UInt64 = 0
    private var newest: Outcome?

    init(rule: FlappingRule) {
        self.rule = rule
    }

    /// Takes the outcome of the newest reading in.
    mutating func note(_ outcome: Outcome) {
        guard outcome != .unknown else { return }
        let hasChanged = newest.map { $0 != outcome } ?? false
        newest = outcome
        let window = min(max(rule.window, 1), 64)
        changes = (changes << 1 | (hasChanged ? 1 : 0)) & (.max >> UInt64(64 - window))
        share = weightOfChanges / Double(window)
        isFlapping = share >= (isFlapping ? rule.endsBelow : rule.startsAt)
    }

    private var weightOfChanges: Double {
        var (sum, rest) = (0.0, changes)
        while rest != 0 {
            sum += rule.weight(age: rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return sum
    }
}
