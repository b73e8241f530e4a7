import IncidentModel

/// Which clocks have to be warned of now, and when the next one has: each once before it runs out and once
/// when it has.
///
/// Pure: what was told already stands in the journal, so a restart tells nothing twice.
struct ClockWatch {
    /// How long before a clock runs out it is warned of.
    var warnBefore = Duration.seconds(120)

    /// The warnings that are due; one that comes too late for the first is given the second alone.
    func due(
        _ countdowns: [Countdown], told: [IncidentClock: ClockWarning], at now: Timestamp
    ) -> [ClockWarning] {
        countdowns.compactMap { countdown in
            guard let next = next(countdown, told), next.moment <= now else { return nil }
            return ClockWarning(
                clock: countdown.clock, dueAt: countdown.dueAt, isDue: countdown.dueAt <= now)
        }
    }

    /// The next moment at which there is something to tell; nil without.
    func nextMoment(
        _ countdowns: [Countdown], told: [IncidentClock: ClockWarning]
    ) -> Timestamp? {
        countdowns.compactMap { next($0, told)?.moment }.min()
    }

    private func next(
        _ countdown: Countdown, _ told: [IncidentClock: ClockWarning]
    ) -> (moment: Timestamp, isDue: Bool)? {
        if let last = told[countdown.clock], last.dueAt == countdown.dueAt {
            return last.isDue ? nil : (countdown.dueAt, true)
        }
        return (countdown.dueAt - lead(countdown), false)
    }

    /// A clock that counts for a short time only is warned of in its second half at the earliest.
    private func lead(_ countdown: Countdown) -> Duration {
        max(.zero, min(warnBefore, countdown.length / 2))
    }
}
