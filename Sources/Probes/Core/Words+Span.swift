import IncidentModel

extension Words {
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
}
