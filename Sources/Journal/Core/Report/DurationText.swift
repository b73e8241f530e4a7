import IncidentModel

/// A length of time for a person, with no more digits than anybody reads.
enum DurationText {
    /// `86 ms`, `1.21 s`, `59.9 s`, `12 min 05 s`, `1 h 02 min`; negative ones with a minus sign.
    static func short(_ duration: Duration) -> String {
        if duration < .zero { return "-" + short(.zero - duration) }
        let milliseconds = duration.wholeMilliseconds
        switch milliseconds {
        case ..<1000: return "\(milliseconds) ms"
        case ..<10_000:
            return "\(milliseconds / 1000).\(WallClock.padded(Int(milliseconds % 1000 / 10), 2)) s"
        case ..<60_000: return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
        case ..<3_600_000:
            let seconds = Int(milliseconds / 1000)
            return "\(seconds / 60) min \(WallClock.padded(seconds % 60, 2)) s"
        default:
            let minutes = Int(milliseconds / 60_000)
            return "\(minutes / 60) h \(WallClock.padded(minutes % 60, 2)) min"
        }
    }

    /// `40 s`, `42 min`, `2 h`, `2 h 05 min`, `3 d 04 h`: whole units, for messages and tables.
    static func rough(_ duration: Duration) -> String {
        if duration < .zero { return "-" + rough(.zero - duration) }
        let seconds = Int(duration.wholeSeconds)
        switch seconds {
        case ..<60: return "\(seconds) s"
        case ..<3600: return "\(seconds / 60) min"
        case ..<86_400:
            let rest = seconds / 60 % 60
            return "\(seconds / 3600) h" + (rest == 0 ? "" : " \(WallClock.padded(rest, 2)) min")
        default:
            let rest = seconds / 3600 % 24
            return "\(seconds / 86_400) d" + (rest == 0 ? "" : " \(WallClock.padded(rest, 2)) h")
        }
    }
}
