import IncidentModel

/// What is measured of one source while it runs.
final class SourceGauge {
    /// The newest figures; the rate is that of the last `refresh`.
    var status: SourceStatus
    private var rate: RateWindow
    /// Nanoseconds between the newest record's own time and its arrival.
    private var newestLag: Int64?

    init(id: SourceID, kind: SourceKind, rateWindow: Duration) {
        status = SourceStatus(id: id, kind: kind.name)
        rate = RateWindow(length: rateWindow.wholeNanoseconds)
    }

    /// Counts what came at a moment of the monotonic clock; `now` is the wall clock's.
    func count(lines: Int, bytes: Int, at moment: Int64, now: Int64) {
        status.bytes += bytes
        guard lines > 0 else { return }
        status.lines += lines
        status.lastLineAt = Timestamp(nanoseconds: now)
        rate.note(lines, at: moment)
    }

    /// Notes the newest record's own time and when it came, both of the wall clock.
    @inline(__always)
    func note(recordOf time: Int64, now: Int64) { newestLag = now &- time }

    /// Brings the rate up to a moment of the monotonic clock, and the lag to the newest record.
    func refresh(at moment: Int64) {
        status.linesPerSecond = rate.linesPerSecond(at: moment)
        // What is late by less than a second is not late: many logs count in whole seconds.
        status.lag = newestLag.map { .seconds(max($0, 0) / 1_000_000_000) }
    }

    /// When the rate must be looked at although nothing came; nil when it is 0 and stays so.
    func nextRefresh(after moment: Int64) -> Int64? {
        status.linesPerSecond > 0 ? rate.nextLook(after: moment) : nil
    }
}
