import IncidentModel

/// Long times and sizes as people say them.
extension Words {
    /// `12 s`, `3 min`, `2 h 5 min`, `4 days`; not negative.
    static func age(_ duration: Duration) -> String {
        let seconds = max(0, duration.wholeMilliseconds / 1000)
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7200: return "\(seconds / 60) min"
        case ..<172_800:
            let minutes = seconds / 60 % 60
            return "\(seconds / 3600) h" + (minutes == 0 ? "" : " \(minutes) min")
        default: return "\(seconds / 86_400) days"
        }
    }

    /// `512 bytes`, `12.3 KiB`, `2 GiB`.
    static func size(_ bytes: Int64) -> String {
        let units = ["KiB", "MiB", "GiB", "TiB"]
        guard bytes >= 1024 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
        var value = Double(bytes) / 1024
        var unit = 0
        while value >= 1024, unit < units.count - 1 {
            value /= 1024
            unit += 1
        }
        let tenths = Int64((value * 10).rounded())
        return
            (tenths % 10 == 0 || value >= 100 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
            + " " + units[unit]
    }

    /// `1 restart`, `7 restarts`.
    static func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// The first few of a list, and how many more there are.
    static func list(_ items: [String], most: Int = 3, separator: String = ", ") -> String {
        let more = items.count - most
        return items.prefix(most).joined(separator: separator)
            + (more > 0 ? "\(separator)and \(more) more" : "")
    }
}
