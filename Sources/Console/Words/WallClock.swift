import IncidentModel

/// Moments as people read them, in the time zone of the setup.
struct WallClock {
    /// Seconds to add to UTC.
    var utcOffsetSeconds: Int
    /// What leads from the journal's time to what clocks on the wall say.
    var correction = Duration.zero

    /// `21:48:03`.
    func time(_ moment: Timestamp) -> String {
        let second = local(moment) - day(moment) * 86_400
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
    func date(_ moment: Timestamp) -> String {
        let (month, dayOfMonth) = monthAndDay(day(moment))
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return "\(dayOfMonth) \(names[month - 1])"
    }

    private func local(_ moment: Timestamp) -> Int64 {
        (moment + correction).seconds + Int64(utcOffsetSeconds)
    }

    private func day(_ moment: Timestamp) -> Int64 {
        let seconds = local(moment)
        return seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    }

    /// Civil month (1 to 12) and day of a day number since 1970-01-01.
    ///
    /// From H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    private func monthAndDay(_ days: Int64) -> (month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9), Int(dayOfMonth))
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
