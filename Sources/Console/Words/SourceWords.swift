import IncidentModel
import SafeText

/// What is said about log sources.
enum SourceWords {
    /// A source whose newest record is older than this lags: what it says may be out of date.
    static let lagLimit = Duration.seconds(30)

    /// One row: the source, and what it does or what keeps it from it.
    static func row(_ source: SourceStatus) -> StyledText {
        let words = source.detail.isEmpty ? source.state.rawValue : source.detail.string
        return StyledText([
            Span("\(source.id.name)  "), Span(words, role(of: source.state)),
        ])
    }

    /// The role of a state.
    static func role(of state: SourceState) -> ThemeRole {
        switch state {
        case .waiting, .ended: .faint
        case .following: .up
        case .reconnecting: .degraded
        case .failed: .down
        }
    }

    /// Lines a second: `0 lines/s`, `0.4 lines/s`, `12 lines/s`, `98,210 lines/s`.
    static func rate(_ linesPerSecond: Double) -> String {
        guard linesPerSecond.isFinite, linesPerSecond > 0 else { return "0 lines/s" }
        let tenths = Int(min(linesPerSecond, 1e12) * 10 + 0.5)
        if tenths >= 100 { return "\(CountText.grouped((tenths + 5) / 10)) lines/s" }
        return tenths % 10 == 0 ? "\(tenths / 10) lines/s" : "\(tenths / 10).\(tenths % 10) lines/s"
    }

    /// What is wrong with the sources: the worst in words, and how many more there are; nil when all is well.
    static func trouble(of sources: [SourceStatus]) -> StyledText? {
        let troubled = sources.compactMap { source in
            trouble(of: source).map { (source: source, trouble: $0) }
        }
        guard let worst = troubled.min(by: { $0.trouble.rank < $1.trouble.rank }) else { return nil }
        let more = troubled.count > 1 ? " +\(troubled.count - 1)" : ""
        return StyledText("\(worst.source.id.name) \(worst.trouble.words)\(more)", worst.trouble.role)
    }

    /// What is wrong with one source, in a few words; nil when nothing is.
    static func trouble(of source: SourceStatus) -> Trouble? {
        switch source.state {
        case .failed: return Trouble(rank: 0, words: "failed", role: .down)
        case .reconnecting: return Trouble(rank: 1, words: "reconnecting", role: .degraded)
        case .waiting, .following, .ended: break
        }
        if source.state == .following, let lag = source.lag, lag >= lagLimit {
            return Trouble(rank: 2, words: "lags \(DurationText.taken(lag))", role: .degraded)
        }
        if source.dropped > 0 {
            let lines = CountText.counted(source.dropped, "line")
            return Trouble(rank: 3, words: "lost \(lines)", role: .degraded)
        }
        if source.missed > 0 {
            let lines = CountText.counted(source.missed, "line")
            return Trouble(rank: 4, words: "missed \(lines)", role: .degraded)
        }
        return nil
    }

    /// What is wrong with a source.
    struct Trouble: Equatable {
        /// The worst is 0.
        let rank: Int
        /// A few words that follow the source's name.
        let words: String
        /// How they look.
        let role: ThemeRole
    }
}
