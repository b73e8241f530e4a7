extension TimeReader {
    /// `02:32:40`, with a fraction and a zone when they follow; the day is nil when it is not said.
    func clock(_ cursor: inout ByteCursor, on day: CalendarDay?) -> Found? {
        guard let hour = cursor.digits(2), hour < 24 else { return nil }
        let separator = cursor.peek()
        guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "."),
            cursor.take(separator), let minute = cursor.digits(2), cursor.take(separator),
            let second = cursor.digits(2), minute < 60, second <= 60
        else { return nil }
        var nanoseconds: Int64 = 0
        switch cursor.peek() {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"):
            if ByteCursor.isDigit(cursor.peek(1)) { nanoseconds = fraction(&cursor) }
        default: break
        }
        let zone = zone(&cursor)
        return moment(day, hour, minute, second, nanoseconds, zone: zone, end: cursor.position)
    }

    /// A point or comma and digits, as nanoseconds.
    func fraction(_ cursor: inout ByteCursor) -> Int64 {
        cursor.position += 1
        var value: Int64 = 0
        var digits = 0
        while ByteCursor.isDigit(cursor.peek()) {
            if digits < 9 { value = value * 10 + Int64(cursor.peek() - 48) }
            digits += 1
            cursor.position += 1
        }
        while digits < 9 {
            value *= 10
            digits += 1
        }
        return value
    }

    /// `Z`, `+01:00`, `+0100`, ` +0100` or ` UTC`, in seconds ahead of UTC.
    private func zone(_ cursor: inout ByteCursor) -> Int? {
        if cursor.peek() == UInt8(ascii: "Z"), !ByteCursor.isLetter(cursor.peek(1)) {
            cursor.position += 1
            return 0
        }
        if cursor.starts(with: " UTC") || cursor.starts(with: " GMT") {
            cursor.position += 4
            return 0
        }
        var ahead = cursor
        _ = ahead.take(32)
        let sign = ahead.peek()
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), ahead.take(sign),
            let hours = ahead.digits(2)
        else { return nil }
        _ = ahead.take(UInt8(ascii: ":"))
        guard let minutes = ahead.digits(2), !ByteCursor.isDigit(ahead.peek()) else { return nil }
        cursor = ahead
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    func moment(
        _ day: CalendarDay?, _ hour: Int, _ minute: Int, _ second: Int, _ nanoseconds: Int64,
        zone: Int?, end: Int
    ) -> Found? {
        guard let day else { return Found(nanoseconds: nil, end: end) }
        guard day.isPlausible else { return nil }
        // A year that cannot be stored is still a time stamp: what follows is not part of it.
        guard day.isStorable else { return Found(nanoseconds: nil, end: end) }
        let seconds = day.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second
        let utc = Int64(seconds - (zone ?? utcOffset))
        return Found(nanoseconds: utc * 1_000_000_000 + nanoseconds, end: end)
    }
}
