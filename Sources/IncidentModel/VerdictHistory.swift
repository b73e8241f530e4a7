/// Which verdicts a service had over time, and when nobody watched it.
///
/// It holds at most `limit` changes; older ones are forgotten, and their time counts as not watched.
public struct VerdictHistory: Hashable, Sendable {
    /// Changes that are kept.
    public static let limit = 4096

    /// A time with one verdict.
    private struct Span: Hashable {
        var start: Timestamp
        /// Nil while it goes on.
        var end: Timestamp?
        var verdict: Verdict
    }

    /// How much of a window was watched, and for how much of that users were served.
    public struct Share: Hashable, Sendable {
        /// The window's length.
        public var window: Duration
        /// Time with a verdict other than *unknown*.
        public var observed: Duration
        /// Time with the verdict *up* or *degraded*.
        public var available: Duration
    }

    private var spans: [Span] = []

    /// Nothing was watched so far.
    public init() {}

    /// True when nothing was watched.
    public var isEmpty: Bool { spans.isEmpty }

    /// Takes the verdict that holds from a moment on, until the next one or `stopWatching(at:)`.
    ///
    /// A moment before the newest change (the wall clock was set back) counts as that change's.
    public mutating func observe(_ verdict: Verdict, at moment: Timestamp) {
        if let last = spans.last, last.end == nil {
            guard last.verdict != verdict else { return }
            end(at: moment)
        }
        guard verdict != .unknown else { return }
        let start = max(moment, spans.last?.end ?? moment)
        spans.append(Span(start: start, end: nil, verdict: verdict))
        if spans.count > Self.limit { spans.removeFirst(spans.count - Self.limit) }
    }

    /// Nobody watches from a moment on: the console stopped, the service is paused or has no fresh reading.
    ///
    /// The moment may lie in the past, when a verdict was last known to hold.
    public mutating func stopWatching(at moment: Timestamp) {
        end(at: moment)
    }

    private mutating func end(at moment: Timestamp) {
        guard let index = spans.indices.last, spans[index].end == nil else { return }
        if moment > spans[index].start {
            spans[index].end = moment
        } else {
            spans.removeLast()
        }
    }

    /// Forgets what ended before a moment.
    public mutating func forget(before moment: Timestamp) {
        spans.removeAll { span in span.end.map { $0 <= moment } ?? false }
    }

    /// What was seen in the window that ends now.
    public func share(of window: Duration, until now: Timestamp) -> Share {
        let first = now + (.zero - window)
        var share = Share(window: window, observed: .zero, available: .zero)
        for span in spans {
            let length = min(span.end ?? now, now) - max(span.start, first)
            guard length > .zero else { continue }
            share.observed += length
            switch span.verdict {
            case .up, .degraded: share.available += length
            case .down, .unknown: break
            }
        }
        return share
    }
}

extension VerdictHistory.Share {
    /// Parts per million of the watched time for which users were served, rounded down; 0 when nothing was
    /// watched.
    public var availability: Int { Self.millionths(available, of: observed) }

    /// Parts per million of the window that were watched, rounded down.
    public var coverage: Int { Self.millionths(observed, of: window) }

    private static func millionths(_ part: Duration, of whole: Duration) -> Int {
        let whole = whole.wholeNanoseconds
        guard whole > 0 else { return 0 }
        let scaled = part.wholeNanoseconds.multipliedFullWidth(by: 1_000_000)
        // The part is at most the whole, so the quotient is at most a million.
        guard part.wholeNanoseconds < whole else { return 1_000_000 }
        return Int(whole.dividingFullWidth(scaled).quotient)
    }
}
