public import IncidentModel

/// Reads moments such as `2026-01-31T09:05:00.123456789+01:00` (RFC 3339, 5.6), as docker and Kubernetes write them.
public enum RFC3339 {
    /// The moment to the second; nil for anything else and before 1970, as docker's `0001-01-01T00:00:00Z`.
    public static func timestamp(_ text: String) -> Timestamp? {
        let bytes = Array(text.utf8.prefix(40))
        guard bytes.count >= 20, bytes[13] == 0x3A, bytes[16] == 0x3A,
            "Tt ".utf8.contains(bytes[10]),
            let day = CalendarDay(String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
            let second = number(bytes[17..<19]), hour < 24, minute < 60, second <= 60
        else { return nil }
        var zone = bytes[19...]
        if zone.first == 0x2E { zone = zone.dropFirst().drop { 0x30...0x39 ~= $0 } }
        guard let offset = offset(zone) else { return nil }
        let seconds =
            day.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset)
        return seconds >= 0 ? Timestamp(seconds: seconds) : nil
    }

    /// Seconds east of Greenwich.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(zone)
        if bytes == [0x5A] || bytes == [0x7A] { return 0 }
        guard bytes.count == 6, bytes[3] == 0x3A, let hours = number(bytes[1..<3]),
            let minutes = number(bytes[4..<6]), hours < 24, minutes < 60
        else { return nil }
        switch bytes[0] {
        case 0x2B: return hours * 3600 + minutes * 60
        case 0x2D: return -hours * 3600 - minutes * 60
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(0) { sum, byte in
            guard let sum, 0x30...0x39 ~= byte else { return nil }
            return sum * 10 + Int(byte) - 0x30
        }
    }
}
