/// Moments as RFC 3339 writes them, to the nanosecond: `2026-01-02T03:04:05.678901234Z`.
enum InternetTime {
    /// Reads a moment at the start of a text: nanoseconds since the epoch and the bytes it took.
    static func read(_ bytes: UnsafeRawBufferPointer) -> (nanoseconds: Int64, length: Int)? {
        guard bytes.count >= 20, bytes[4] == dash, bytes[7] == dash, bytes[10] | 32 == 0x74,
            bytes[13] == colon, bytes[16] == colon, let year = number(bytes, 0..<4),
            let month = number(bytes, 5..<7), (1...12).contains(month),
            let day = number(bytes, 8..<10), (1...31).contains(day),
            let hour = number(bytes, 11..<13), let minute = number(bytes, 14..<16),
            let second = number(bytes, 17..<19)
        else { return nil }
        var position = 19
        let fraction = fraction(bytes, &position)
        guard let offset = offset(bytes, &position) else { return nil }
        let date = CalendarDay(year: year, month: month, day: day)
        // What a `Timestamp` can hold, and a log can be from.
        guard (1900...2199).contains(year) else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return (Int64(seconds) * 1_000_000_000 + fraction, position)
    }

    /// Writes a moment in UTC with nine digits behind the point.
    static func text(_ nanoseconds: Int64) -> String {
        let second: Int64 = 1_000_000_000
        let fraction = ((nanoseconds % second) + second) % second
        let seconds = Int((nanoseconds - fraction) / second)
        let time = ((seconds % 86_400) + 86_400) % 86_400
        let date = CalendarDay(seconds: Int64(seconds))
        return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T"
            + padded(time / 3_600, 2) + ":" + padded(time / 60 % 60, 2) + ":"
            + padded(time % 60, 2) + "." + padded(Int(fraction), 9) + "Z"
    }

    private static let dash = UInt8(ascii: "-")
    private static let colon = UInt8(ascii: ":")

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard bytes[index] >= 48, bytes[index] <= 57 else { return nil }
            number = number * 10 + Int(bytes[index] - 48)
        }
        return number
    }

    private static func fraction(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Int64 {
        guard bytes[position] == UInt8(ascii: ".") else { return 0 }
        position += 1
        var fraction: Int64 = 0
        var unit: Int64 = 100_000_000
        while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
            fraction += Int64(bytes[position] - 48) * unit
            unit /= 10
            position += 1
        }
        return fraction
    }

    /// Seconds east of UTC.
    private static func offset(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Int? {
        guard position < bytes.count else { return nil }
        let sign = bytes[position]
        position += 1
        if sign | 32 == 0x7A { return 0 }
        guard sign == dash || sign == UInt8(ascii: "+"), position + 5 <= bytes.count,
            let hours = number(bytes, position..<position + 2),
            let minutes = number(bytes, position + 3..<position + 5)
        else { return nil }
        position += 5
        return (hours * 3_600 + minutes * 60) * (sign == dash ? -1 : 1)
    }
}
