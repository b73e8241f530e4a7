import IncidentModel

/// Durations and sizes as the probes' sentences say them.
enum Words {
    /// `86 ms`, `1.21 s`, `5 s`, `2 min`.
    static func short(_ duration: Duration) -> String {
        let milliseconds = max(duration.wholeMilliseconds, 0)
        if milliseconds < 1000 { return "\(milliseconds) ms" }
        if milliseconds >= 120_000, milliseconds % 60_000 == 0 {
            return "\(milliseconds / 60_000) min"
        }
        let whole = milliseconds / 1000
        let hundredths = milliseconds % 1000 / 10
        if hundredths == 0 || whole >= 100 { return "\(whole) s" }
        let digits = hundredths % 10 == 0 ? "\(hundredths / 10)" : pad(hundredths)
        return "\(whole).\(digits) s"
    }

    /// `1 byte`, `12 bytes`, `64 KiB`.
    static func bytes(_ count: Int) -> String {
        if count >= 1024, count % 1024 == 0 { return "\(count / 1024) KiB" }
        return count == 1 ? "1 byte" : "\(count) bytes"
    }

    /// Seconds for a command line: `5`, `0.8`.
    static func seconds(_ duration: Duration) -> String {
        let milliseconds = max(duration.wholeMilliseconds, 1)
        if milliseconds % 1000 == 0 { return "\(milliseconds / 1000)" }
        let rest = String(1000 + milliseconds % 1000).dropFirst()
        return "\(milliseconds / 1000)." + rest.reversed().drop { $0 == "0" }.reversed()
    }

    private static func pad(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
