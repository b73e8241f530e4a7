import IncidentModel

/// Durations as people read them at a glance.
enum DurationText {
    /// A clock that counts up, always with hours: `00:47:12`.
    static func elapsed(_ duration: Duration) -> String {
        let total = max(0, duration.wholeSeconds)
        return "\(two(total / 3_600)):\(two(total / 60 % 60)):\(two(total % 60))"
    }

    /// A short clock: `00:12`, from an hour on `1:12:48`, from a day on `3 d 04:10`.
    static func clock(_ duration: Duration) -> String {
        let total = max(0, duration.wholeSeconds)
        if total >= 86_400 {
            return "\(total / 86_400) d \(two(total / 3_600 % 24)):\(two(total / 60 % 60))"
        }
        let minutesAndSeconds = "\(two(total / 60 % 60)):\(two(total % 60))"
        return total >= 3_600 ? "\(total / 3_600):\(minutesAndSeconds)" : minutesAndSeconds
    }

    /// How long something took, at most 7 columns: `86 ms`, `1.21 s`, `12.3 s`, `4 min`.
    static func taken(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMilliseconds)
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        if milliseconds < 10_000 {
            let hundredths = milliseconds / 10
            return "\(hundredths / 100).\(two(hundredths % 100)) s"
        }
        if milliseconds < 100_000 {
            return "\(milliseconds / 1_000).\(milliseconds / 100 % 10) s"
        }
        let minutes = milliseconds / 60_000
        return minutes < 600 ? "\(minutes) min" : "\(minutes / 60) h"
    }

    /// How long a phase took, at most 7 columns: as `taken`, but `0.3 ms` where whole ones say too little.
    static func phase(_ duration: Duration) -> String {
        let microseconds = max(0, duration.wholeNanoseconds / 1_000)
        guard microseconds < 10_000 else { return taken(duration) }
        let tenths = microseconds / 100
        return "\(tenths / 10).\(tenths % 10) ms"
    }

    /// A length in words: `45 s`, `30 min`, `2 h`, `2 h 30 min`.
    static func words(_ duration: Duration) -> String {
        let total = max(0, duration.wholeSeconds)
        if total < 60 { return "\(total) s" }
        if total < 3_600 { return total % 60 == 0 ? "\(total / 60) min" : clock(duration) }
        if total >= 172_800 { return "\(total / 86_400) d" }
        let minutes = total / 60 % 60
        return minutes == 0 ? "\(total / 3_600) h" : "\(total / 3_600) h \(minutes) min"
    }

    /// A distance in time, in one unit: `45 s`, `4 min`, `3 h`, `12 days`.
    static func rough(_ duration: Duration) -> String {
        let total = max(0, duration.wholeSeconds)
        if total < 60 { return "\(total) s" }
        if total < 3_600 { return "\(total / 60) min" }
        return total < 172_800 ? "\(total / 3_600) h" : "\(total / 86_400) days"
    }

    static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
