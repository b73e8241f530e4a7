public import IncidentModel

extension LogFilter {
    private static let second: Int64 = 1_000_000_000

    /// Reads what the options of a command say; nil where one was not given.
    ///
    /// - Throws: `LogOptionError` when a value cannot be read, or when the range is empty.
    public init(since: String?, until: String?, minimumSeverity: String?, now: Timestamp)
        throws(LogOptionError)
    {
        self.init()
        if let since { self.since = try Self.moment(since, now: now, option: "--since") }
        if let until { self.until = try Self.moment(until, now: now, option: "--until") }
        if let minimumSeverity {
            self.minimumSeverity = try Self.severity(minimumSeverity, option: "--severity")
        }
        if let from = self.since, let end = self.until, from >= end {
            throw LogOptionError(
                description: "--until \(until ?? "") is not after --since \(since ?? "")")
        }
    }

    /// Reads a moment as people write it.
    ///
    /// A length of time such as `90m`, `2d` or `1h30m` counts back from now, also for old logs. A clock
    /// time such as `21:48` is the newest one that is past. Anything else is a date, or a date and a time,
    /// in the spellings of logs; without a zone it is local time, as in logs.
    ///
    /// - Parameters:
    ///   - text: What was written.
    ///   - now: The present moment.
    ///   - option: The option's name, for the error.
    /// - Returns: The moment.
    /// - Throws: `LogOptionError` when it cannot be read.
    public static func moment(_ text: String, now: Timestamp, option: String)
        throws(LogOptionError) -> Timestamp
    {
        let reader = TimeReader.local(at: now.nanoseconds)
        if let length = length(text) {
            let (moment, overflow) = now.nanoseconds.subtractingReportingOverflow(length)
            if !overflow { return Timestamp(nanoseconds: moment) }
        }
        if let moment = clock(text, now: now.nanoseconds, utcOffset: Int64(reader.utcOffset)) {
            return Timestamp(nanoseconds: moment)
        }
        for ending in ["", ":00", " 00:00:00"] {
            if let moment = date(text + ending, reader) { return Timestamp(nanoseconds: moment) }
        }
        throw LogOptionError(
            description: "\(option) \(text): not a moment; write 90m, 2d, 21:48,"
                + " 2026-11-21 or 2026-11-21T21:48:00Z")
    }

    /// Reads the name of a severity in any of its spellings.
    ///
    /// - Parameters:
    ///   - text: What was written, such as `warning`, `WARN` or `err`.
    ///   - option: The option's name, for the error.
    /// - Returns: The severity.
    /// - Throws: `LogOptionError` when there is no such severity.
    public static func severity(_ text: String, option: String) throws(LogOptionError) -> Severity {
        if let severity = SeverityWord.severity(of: text) { return severity }
        throw LogOptionError(
            description: "\(option) \(text): not a severity; there are debug, info, notice,"
                + " warning, error and critical")
    }

    /// `1h30m` in nanoseconds; nil for anything else.
    private static func length(_ text: String) -> Int64? {
        var sum: Int64 = 0
        var number: Int64?
        for byte in text.utf8 {
            if byte &- 48 < 10 {
                let digit = Int64(byte - 48)
                guard (number ?? 0) < 1_000_000_000 else { return nil }
                number = (number ?? 0) * 10 + digit
                continue
            }
            guard let count = number, let unit = unit(byte) else { return nil }
            let (part, isTooLong) = count.multipliedReportingOverflow(by: unit * second)
            let (whole, overflow) = sum.addingReportingOverflow(part)
            guard !isTooLong, !overflow else { return nil }
            sum = whole
            number = nil
        }
        return number == nil && !text.isEmpty ? sum : nil
    }

    private static func unit(_ letter: UInt8) -> Int64? {
        switch letter {
        case UInt8(ascii: "s"): 1
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "h"): 3_600
        case UInt8(ascii: "d"): 86_400
        case UInt8(ascii: "w"): 604_800
        default: nil
        }
    }

    /// `21:48` or `21:48:03` of today, or of yesterday when that is still to come.
    private static func clock(_ text: String, now: Int64, utcOffset: Int64) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3 else { return nil }
        var seconds: Int64 = 0
        for (index, part) in parts.enumerated() {
            let isNumber = (1...2).contains(part.count) && part.utf8.allSatisfy { $0 &- 48 < 10 }
            guard isNumber, let number = Int64(part), number < (index == 0 ? 24 : 60) else {
                return nil
            }
            seconds = seconds * 60 + number
        }
        if parts.count == 2 { seconds *= 60 }
        let local = now / second + utcOffset
        let midnight = local - (local % 86_400 + 86_400) % 86_400
        let moment = midnight + seconds - utcOffset
        return (moment <= now / second ? moment : moment - 86_400) * second
    }

    private static func date(_ text: String, _ reader: TimeReader) -> Int64? {
        Array(text.utf8).withUnsafeBytes { bytes in
            guard let found = reader.read(bytes), found.end == bytes.count else { return nil }
            return found.nanoseconds
        }
    }
}
