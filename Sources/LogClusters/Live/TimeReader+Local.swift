#if canImport(Glibc)
    import Glibc
#endif

extension TimeReader {
    /// Reads stamps without a zone in this machine's zone, and those without a year as of a moment.
    static func local(at nanoseconds: Int64) -> TimeReader {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return TimeReader(
            utcOffset: parts.tm_gmtoff, reference: CalendarDay(seconds: Int64(seconds)))
    }
}
