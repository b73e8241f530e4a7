import IncidentModel

/// How moments of a journal are told to a reader: in the reader's zone, as clocks on the wall said.
struct ReaderClock: Hashable, Sendable {
    /// The reader's distance from UTC.
    var utcOffsetSeconds: Int
    /// What has to be added to times of the journal.
    var wallClockOffset = Duration.zero

    /// `UTC`, `UTC+02:00`.
    var zone: String { WallClock.zoneName(utcOffsetSeconds: utcOffsetSeconds) }

    /// `2026-11-21 02:32:05`.
    func dateAndTime(_ moment: Timestamp) -> String { clock(moment).dateAndTime }

    /// `02:32`, with its day before it when that is not the other moment's.
    func time(_ moment: Timestamp, seenAt other: Timestamp) -> String {
        let shown = clock(moment)
        let minutes = String(shown.time.prefix(5))
        return shown.date == clock(other).date ? minutes : "\(shown.date) \(minutes)"
    }

    /// `02:32:05`.
    func time(_ moment: Timestamp) -> String { clock(moment).time }

    /// `2026-11-21T02:32:05+02:00` (RFC 3339), whole seconds.
    func rfc3339(_ moment: Timestamp) -> String {
        let shown = clock(moment)
        let zone =
            utcOffsetSeconds == 0 ? "Z" : String(self.zone.dropFirst("UTC".count))
        return "\(shown.date)T\(shown.time)\(zone)"
    }

    /// The reader's day.
    func day(_ moment: Timestamp) -> CalendarDay { clock(moment).day }

    private func clock(_ moment: Timestamp) -> WallClock {
        WallClock(moment + wallClockOffset, utcOffsetSeconds: utcOffsetSeconds)
    }
}
