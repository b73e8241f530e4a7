/// When restarts mean that something does not stay up.
///
/// Needs no memory between readings: a program that started a moment ago and has restarts behind it
/// does not stay up, whatever it looks like now.
struct RestartLimit: Hashable, Sendable {
    /// From so many restarts on it is down while it is young, else degraded.
    var restarts = 3
    /// Younger than this, its restarts count.
    var within = Duration.seconds(600)

    /// How a running program counts.
    enum Finding: Hashable, Sendable {
        case steady
        /// It was restarted lately, fewer times than the limit.
        case restarted
        /// It does not stay up.
        case restarting
    }

    /// Judges a program that runs now.
    ///
    /// - Parameters:
    ///   - restarts: How often it was restarted.
    ///   - age: How long it has run; nil when that is not known.
    /// - Returns: How it counts.
    func judge(restarts: Int, age: Duration?) -> Finding {
        guard restarts > 0, let age, age < within else { return .steady }
        return restarts >= self.restarts ? .restarting : .restarted
    }
}
