/// When the loop must wake next: pure arithmetic on steady nanoseconds.
///
/// One tick a second, on the second of the wall clock, so that the header's clock turns when a second
/// does; frames caused by engines are at least 50 ms apart; keys are never held back, and do
/// not hold back what engines tell.
struct LoopTimer: Sendable {
    /// Nanoseconds between two frames that only engines ask for: 20 a second.
    static let frameInterval: Int64 = 50_000_000
    private static let second: Int64 = 1_000_000_000

    private(set) var nextTick: Int64
    private var lastReports: Int64 = .min / 2

    /// Begins with a tick at the next full second of the wall clock.
    init(steady: Int64, wallNanoseconds: Int64) {
        nextTick = 0
        plan(steady: steady, wallNanoseconds: wallNanoseconds)
    }

    /// Plans the tick after this one.
    mutating func plan(steady: Int64, wallNanoseconds: Int64) {
        let within = ((wallNanoseconds % Self.second) + Self.second) % Self.second
        nextTick = steady + (Self.second - within)
    }

    /// Notes that what engines told was taken and drawn.
    mutating func showedReports(at steady: Int64) {
        lastReports = steady
    }

    /// True when what engines told may be taken and drawn.
    func mayShowReports(at steady: Int64) -> Bool {
        steady - lastReports >= Self.frameInterval
    }

    /// Milliseconds until something is due, rounded up; −1 never occurs because of the tick.
    func timeout(at steady: Int64, isFrameWaiting: Bool, escapeMilliseconds: Int?) -> Int32 {
        var due = nextTick - steady
        if isFrameWaiting { due = min(due, lastReports + Self.frameInterval - steady) }
        var milliseconds = due <= 0 ? 0 : (due + 999_999) / 1_000_000
        if let escapeMilliseconds { milliseconds = min(milliseconds, Int64(escapeMilliseconds)) }
        return Int32(clamping: max(0, milliseconds))
    }
}
