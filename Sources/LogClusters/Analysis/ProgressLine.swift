/// One line that tells how far an analysis has come; nothing for the short ones.
public struct ProgressLine: Sendable {
    private static let delay: Duration = .seconds(1)
    private static let interval: Duration = .milliseconds(250)
    private var last: Duration?

    /// Nothing told yet.
    public init() {}

    /// True when a line was told and stands there.
    public var isShown: Bool { last != nil }

    /// What to show now; nil in the first second and shortly after the line before.
    ///
    /// - Parameters:
    ///   - progress: How far it has come.
    ///   - elapsed: The time since the start.
    /// - Returns: At most 60 plain characters.
    public mutating func text(_ progress: AnalysisProgress, after elapsed: Duration) -> String? {
        guard elapsed >= Self.delay, elapsed - (last ?? .zero) >= Self.interval else { return nil }
        last = elapsed
        let seconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = Self.short(Int(Double(progress.lines) / seconds))
        let percent = progress.percent.map { "\($0) %, " } ?? ""
        return "reading: \(percent)\(Self.short(progress.lines)) lines, \(rate) lines/s"
    }

    /// `812`, `12.3 k`, `4.5 M`.
    private static func short(_ count: Int) -> String {
        if count < 10_000 { return "\(count)" }
        let (unit, letter) = count < 1_000_000 ? (1_000, "k") : (1_000_000, "M")
        return "\(count / unit).\(count % unit * 10 / unit) \(letter)"
    }
}
