import IncidentModel

extension Words {
    /// The day that holds a moment, UTC: `2026-11-18` (civil-from-days, Howard Hinnant).
    static func day(_ moment: Timestamp) -> String {
        let shifted =
            (moment.seconds - (moment.seconds % 86_400 + 86_400) % 86_400) / 86_400 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(year)-" + two(month) + "-" + two(day)
    }

    /// A time in the largest unit that fits, rounded down: `3 days`, `1 hour`, `5 minutes`.
    static func span(_ duration: Duration) -> String {
        let seconds = max(duration.wholeSeconds, 0)
        let (count, unit) =
            if seconds >= 86_400 {
                (seconds / 86_400, "day")
            } else if seconds >= 3600 {
                (seconds / 3600, "hour")
            } else {
                (seconds / 60, "minute")
            }
        return count == 1 ? "1 \(unit)" : "\(count) \(unit)s"
    }

    /// Bytes as openssl writes a fingerprint: `A0:1B`.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0" + digits : digits
        }.joined(separator: ":")
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
