import SafeText

/// One kind of evidence that a cluster is a symptom of another.
enum RelationSign: Hashable {
    /// It began, or rose, shortly after the cause; clear when neither can have begun before the log.
    case onset(delay: Int64, isRise: Bool, isClear: Bool)
    /// Both tell of the same requests.
    case requests(shared: Int, isSample: Bool, isOrdered: Bool)
    /// The cause's records stand shortly before its own, in the same source and service.
    case beside(count: Int, of: Int, isOrdered: Bool, isRegular: Bool)
    /// Its service needs the cause's service: the way there, both ends included.
    case needs([DisplayText])
    /// Its text names the cause's service.
    case names(DisplayText)
    /// Its text names what the cause says as its own cause.
    case chain

    /// How much it counts.
    var weight: Double {
        switch self {
        case .onset(_, _, let isClear): isClear ? 2 : 1
        case .requests: 4
        case .beside(_, _, let isOrdered, _): isOrdered ? 2.5 : 1.5
        case .needs(let path): path.count == 2 ? 2 : 1.75
        case .names: 1.5
        case .chain: 3
        }
    }

    /// True when it tells which of the two is the cause.
    var isDirected: Bool {
        switch self {
        case .requests(_, _, let isOrdered): isOrdered
        case .beside(_, _, let isOrdered, _): isOrdered
        case .onset, .needs, .names, .chain: true
        }
    }

    /// True when it comes from what was seen happening, not from what is known beforehand.
    var isSeen: Bool {
        switch self {
        case .onset, .requests, .beside, .chain: true
        case .needs, .names: false
        }
    }

    /// A few words for people.
    var words: DisplayText {
        switch self {
        case .onset(let delay, let isRise, let isClear):
            Self.words(delay: delay, verb: isClear ? isRise ? "rose" : "began" : "first seen")
        case .requests(let shared, let isSample, _):
            isSample ? "at least \(shared) shared request ids" : "\(shared) shared request ids"
        case .beside(let count, let all, let isOrdered, _):
            isOrdered
                ? "right after it in \(count) of \(all) records"
                : "beside it in \(count) of \(all) records"
        case .needs(let path): Self.words(path: path)
        case .names(let service): "its text names \(service)"
        case .chain: "its exception names this one as its cause"
        }
    }

    private static func words(delay: Int64, verb: DisplayText) -> DisplayText {
        let seconds = delay / 1_000_000_000
        if seconds < 1 { return "\(verb) right after it" }
        return seconds < 120 ? "\(verb) \(seconds) s later" : "\(verb) \(seconds / 60) min later"
    }

    private static func words(path: [DisplayText]) -> DisplayText {
        guard let first = path.first, let last = path.last else { return .empty }
        let between = path.dropFirst().dropLast().map(\.string)
        if between.isEmpty { return "\(first) needs \(last)" }
        return "\(first) needs \(last) through \(DisplayText(between.joined(separator: ", ")))"
    }
}
