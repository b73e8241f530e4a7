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
}
