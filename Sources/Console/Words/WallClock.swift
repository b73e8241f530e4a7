import IncidentModel

/// Moments as people read them, in the time zone of the setup.
struct WallClock {
    /// Seconds to add to UTC.
    var utcOffsetSeconds: Int
    /// What leads from the journal's time to what clocks on the wall say.
    var correction = Duration.zero

    /// `21:48:03`.
    func time(_ moment: Timestamp) -> String {
        let second = (local(moment) % 86_400 + 86_400) % 86_400
        return [second / 3_600, second / 60 % 60, second % 60]
            .map(DurationText.two).joined(separator: ":")
    }

    /// The time, or `20 Nov` when the moment is on another day than `now`.
    func timeOrDay(_ moment: Timestamp, now: Timestamp?) -> String {
        guard let now, day(now) != day(moment) else { return time(moment) }
        return date(moment)
    }

    /// `14:00`, or `20 Nov 14:00` when the moment is on another day than `now`.
    func minuteOrDay(_ moment: Timestamp, now: Timestamp?) -> String {
        let minute = String(time(moment).prefix(5))
        guard let now, day(now) != day(moment) else { return minute }
        return "\(date(moment)) \(minute)"
    }

    /// `20 Nov`.
    func date(_ moment: Timestamp) -> String { day(moment).dayAndMonth }

    private func local(_ moment: Timestamp) -> Int64 {
        (moment + correction).seconds + Int64(utcOffsetSeconds)
    }

    private func day(_ moment: Timestamp) -> CalendarDay {
        CalendarDay(moment + correction, utcOffsetSeconds: utcOffsetSeconds)
    }
}

extension ConsoleState {
    /// The clock for the screen.
    var wallClock: WallClock {
        WallClock(
            utcOffsetSeconds: setup.utcOffsetSeconds,
            correction: incident.record.wallClockOffset)
    }
}
