/// Reads time stamps at the start of a line, in the spellings that logs use.
struct TimeReader {
    /// What was read.
    struct Found {
        /// Nanoseconds since the epoch; nil when the day is not said.
        var nanoseconds: Int64?
        /// Offset behind it.
        var end: Int
        /// True for `Nov 21 02:32:40`, after which syslog puts a host.
        var isSyslogStyle = false
    }

    /// Seconds that local time is ahead of UTC, for stamps without a zone.
    let utcOffset: Int
    /// The year of stamps that do not say it, and the day of the year after which it is the year before.
    let reference: CalendarDay

    /// Reads the time stamp at an offset; nil when there is none.
    func read(_ line: UnsafeRawBufferPointer, at start: Int = 0) -> Found? {
        var cursor = ByteCursor(line, at: start)
        let bracketed = cursor.take(UInt8(ascii: "["))
        let first = cursor.peek()
        var found: Found?
        if ByteCursor.isDigit(first) {
            found = numeric(&cursor)
        } else if ByteCursor.isLetter(first), first & 32 == 0 {
            found = named(&cursor)
        }
        guard var found else { return nil }
        let next = found.end < line.count ? line[found.end] : 32
        if bracketed {
            guard next == UInt8(ascii: "]") else { return nil }
            found.end += 1
        } else if ByteCursor.isDigit(next) || ByteCursor.isLetter(next) {
            return nil
        }
        return found
    }

    private func numeric(_ cursor: inout ByteCursor) -> Found? {
        switch cursor.digitRun() {
        case 4: yearFirst(&cursor)
        case 2: twoDigitsFirst(&cursor)
        case 6: compactDay(&cursor, yearDigits: 2)
        case 8: compactDay(&cursor, yearDigits: 4)
        case 10: epoch(&cursor, digits: 10)
        case 13: epoch(&cursor, digits: 13)
        case 16: epoch(&cursor, digits: 16)
        case 19: epoch(&cursor, digits: 19)
        default: nil
        }
    }

    /// `2026-11-21T02:32:40.123Z` and its relatives with `/`, `.`, blank and comma.
    private func yearFirst(_ cursor: inout ByteCursor) -> Found? {
        guard let year = cursor.digits(4) else { return nil }
        let separator = cursor.peek()
        guard
            separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/")
                || separator == UInt8(ascii: "."), cursor.take(separator),
            let month = cursor.digits(2), cursor.take(separator), let day = cursor.digits(2)
        else { return nil }
        switch cursor.peek() {
        case UInt8(ascii: "T"), UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            cursor.position += 1
        default: return nil
        }
        return clock(&cursor, on: CalendarDay(year: year, month: month, day: day))
    }

    /// `17/06/09 20:10:40`, `21/Nov/2026:02:32:40 +0000`, `03-17 16:13:38.811`, `02:32:40.123`.
    private func twoDigitsFirst(_ cursor: inout ByteCursor) -> Found? {
        let whole = cursor
        guard let first = cursor.digits(2) else { return nil }
        if cursor.peek() == 32 { return dayFirst(&cursor, day: first) }
        if cursor.peek() == UInt8(ascii: ":") {
            cursor = whole
            return clock(&cursor, on: nil)
        }
        if cursor.take(UInt8(ascii: "/")) {
            if let month = CalendarDay.month(
                named: cursor.rest)
            {
                cursor.position += 3
                guard cursor.take(UInt8(ascii: "/")), let year = cursor.digits(4),
                    cursor.take(UInt8(ascii: ":"))
                else { return nil }
                return clock(&cursor, on: CalendarDay(year: year, month: month, day: first))
            }
            guard let month = cursor.digits(2), cursor.take(UInt8(ascii: "/")),
                let day = cursor.digits(2), cursor.take(UInt8(ascii: " "))
            else { return nil }
            return clock(&cursor, on: CalendarDay(year: 2000 + first, month: month, day: day))
        }
        guard cursor.take(UInt8(ascii: "-")), let day = cursor.digits(2),
            cursor.take(UInt8(ascii: " "))
        else { return nil }
        return clock(&cursor, on: reference.nearest(month: first, day: day))
    }

    /// `21 Nov 2026 02:32:40.123`.
    private func dayFirst(_ cursor: inout ByteCursor, day: Int) -> Found? {
        cursor.position += 1
        guard let month = CalendarDay.month(named: cursor.rest)
        else { return nil }
        cursor.position += 3
        guard cursor.take(32), let year = cursor.digits(4), cursor.take(32) else { return nil }
        return clock(&cursor, on: CalendarDay(year: year, month: month, day: day))
    }

    /// `1121 02:32:40.123456`, as klog writes it behind the letter.
    func readKlog(_ line: UnsafeRawBufferPointer, at start: Int) -> Found? {
        var cursor = ByteCursor(line, at: start)
        guard let month = cursor.digits(2), let day = cursor.digits(2), cursor.take(32) else {
            return nil
        }
        return clock(&cursor, on: reference.nearest(month: month, day: day))
    }

    /// `081109 203615` and `20171223-22:15:29:606`.
    private func compactDay(_ cursor: inout ByteCursor, yearDigits: Int) -> Found? {
        guard let year = cursor.digits(yearDigits), let month = cursor.digits(2),
            let day = cursor.digits(2)
        else { return nil }
        let next = cursor.peek()
        guard next == 32 || next == UInt8(ascii: "-") || next == UInt8(ascii: "T") else {
            return nil
        }
        cursor.position += 1
        let date = CalendarDay(year: yearDigits == 2 ? 2000 + year : year, month: month, day: day)
        if cursor.digitRun() == 6, let hour = cursor.digits(2), let minute = cursor.digits(2),
            let second = cursor.digits(2)
        {
            return moment(date, hour, minute, second, 0, zone: nil, end: cursor.position)
        }
        return clock(&cursor, on: date)
    }

    private func epoch(_ cursor: inout ByteCursor, digits: Int) -> Found? {
        guard let value = cursor.digits(digits),
            (1...2).contains(cursor.bytes[cursor.position - digits] - 48)
        else { return nil }
        var nanoseconds = Int64(value)
        for _ in 0..<(19 - digits) { nanoseconds *= 10 }
        if digits == 10, cursor.peek() == UInt8(ascii: "."), ByteCursor.isDigit(cursor.peek(1)) {
            nanoseconds += fraction(&cursor)
        }
        return Found(nanoseconds: nanoseconds, end: cursor.position)
    }

    /// `Nov 21 02:32:40`, `Sun Dec 04 04:47:44 2005`.
    private func named(_ cursor: inout ByteCursor) -> Found? {
        var hasDayName = false
        if CalendarDay.isDayName(
            cursor.slice(cursor.position, min(cursor.position + 3, cursor.bytes.count))),
            cursor.peek(3) == 32
        {
            cursor.position += 4
            hasDayName = true
        }
        guard let month = CalendarDay.month(named: cursor.rest)
        else { return nil }
        cursor.position += 3
        cursor.skipSpaces()
        let length = cursor.digitRun()
        guard (1...2).contains(length), let day = cursor.digits(length),
            cursor.take(UInt8(ascii: " "))
        else { return nil }
        guard var found = clock(&cursor, on: reference.nearest(month: month, day: day)) else {
            return nil
        }
        var rest = ByteCursor(cursor.bytes, at: found.end)
        if rest.take(UInt8(ascii: " ")), rest.digitRun() == 4, let year = rest.digits(4),
            (1970...2199).contains(year), let nanoseconds = found.nanoseconds
        {
            let guessed = reference.nearest(month: month, day: day)
            let actual = CalendarDay(year: year, month: month, day: day)
            let shift = Int64(actual.daysSinceEpoch - guessed.daysSinceEpoch) * 86_400_000_000_000
            return Found(nanoseconds: nanoseconds + shift, end: rest.position)
        }
        found.isSyslogStyle = !hasDayName
        return found
    }
}
