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
        let days = days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return (Int64(seconds) * 1_000_000_000 + fraction, position)
    }

    /// Writes a moment in UTC with nine digits behind the point.
    static func text(_ nanoseconds: Int64) -> String {
        let second: Int64 = 1_000_000_000
        let fraction = ((nanoseconds % second) + second) % second
        let seconds = Int((nanoseconds - fraction) / second)
        let time = ((seconds % 86_400) + 86_400) % 86_400
        let (year, month, day) = date((seconds - time) / 86_400)
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
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

    /// Days since the epoch, for a year that begins in March (Howard Hinnant, "chrono-compatible
    /// low-level date algorithms").
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let part = (5 * dayOfYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * part + 2) / 5 + 1
        )
    }
}
