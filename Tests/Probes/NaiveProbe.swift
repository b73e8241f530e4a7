import IncidentModel

@testable import Probes

/// What the readings of one probe add up to, worked out from the whole list by looking back.
struct NaiveProbe {
    fileprivate struct Entry {
        var reading: Reading
        var verdict: Verdict
        var owesRise: Bool
    }

    let thresholds: ProbeThresholds
    private var entries: [Entry] = []
    /// Entries before this one count for nothing: sight was lost.
    private var counted = 0

    init(thresholds: ProbeThresholds, readings: [(reading: Reading, mayRise: Bool)]) {
        self.thresholds = thresholds
        for (reading, mayRise) in readings { take(reading, mayRise) }
    }

    var verdict: Verdict { entries.last?.verdict ?? .unknown }
    var lastGood: Reading? { entries.last { $0.reading.outcome == .up }?.reading }

    var firstBad: Reading? {
        let calm = entries.lastIndex { $0.reading.outcome == .up && $0.verdict == .up } ?? -1
        return entries[(calm + 1)...].first { $0.isBad }?.reading
    }

    var firstDown: Reading? {
        let served = entries.lastIndex {
            ($0.reading.outcome == .up || $0.reading.outcome == .degraded)
                && $0.verdict != .down && !$0.owesRise
        }
        return entries[((served ?? -1) + 1)...].first { $0.reading.outcome == .down }?.reading
    }

    var since: Timestamp? {
        guard let start = entries.indices.last(where: { isChange(at: $0) }) else { return nil }
        let upToThen = NaiveProbe(self, upTo: start)
        let settling = entries[start].reading.startedAt
        switch verdict {
        case .up, .unknown: return settling
        case .down: return upToThen.firstDown?.startedAt
        case .degraded:
            let before = start > 0 ? entries[start - 1] : nil
            let wasDown = before.map { $0.verdict == .down || $0.owesRise } ?? false
            return wasDown ? settling : upToThen.firstBad?.startedAt
        }
    }

    /// Weighted share of changes, the textbook way.
    var changeShare: Double {
        let known = entries.map(\.reading.outcome).filter { $0 != .unknown }
        let changes = zip(known, known.dropFirst()).map { $0 != $1 }.suffix(20)
        let weights = (0..<20).map { 0.8 + 0.4 * Double($0) / 19 }
        return zip(changes.reversed(), weights.reversed()).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } / 20
    }

    private init(_ other: NaiveProbe, upTo last: Int) {
        thresholds = other.thresholds
        entries = Array(other.entries[...last])
    }

    private func isChange(at index: Int) -> Bool {
        entries[index].verdict != (index > 0 ? entries[index - 1].verdict : .unknown)
    }

    private mutating func take(_ raw: Reading, _ mayRise: Bool) {
        let before = (verdict, entries.last?.owesRise ?? false)
        entries.append(Entry(reading: judged(raw), verdict: before.0, owesRise: before.1))
        let verdict = nextVerdict(from: before, mayRise)
        let owes = verdict == .unknown && (before.0 == .down || before.1)
        entries[entries.count - 1].verdict = verdict
        entries[entries.count - 1].owesRise = owes
        if verdict == .unknown, before.0 != .unknown { counted = entries.count }
    }

    private func judged(_ raw: Reading) -> Reading {
        guard raw.outcome == .up, let limit = thresholds.slowAfter else { return raw }
        let lastBad = entries.last { $0.isBad }?.reading
        let isStillSlow =
            verdict == .degraded && lastBad?.failure == .slow && raw.duration >= limit * 0.8
        guard raw.duration > limit || isStillSlow else { return raw }
        var slow = raw
        (slow.outcome, slow.failure) = (.degraded, .slow)
        return slow
    }

    private func nextVerdict(from before: (Verdict, Bool), _ mayRise: Bool) -> Verdict {
        let ownSide = entries.reversed().prefix { $0.reading.outcome == .unknown }.count
        if ownSide >= thresholds.fall { return .unknown }
        if ownSide > 0 { return before.0 }
        let known = entries[counted...].filter { $0.reading.outcome != .unknown }.reversed()
        func run(_ outcomes: Set<Outcome>) -> Int {
            known.prefix { outcomes.contains($0.reading.outcome) }.count
        }
        if run([.down]) >= thresholds.fall { return .down }
        let isUp = run([.up]) >= thresholds.rise
        let isServed = run([.up, .degraded]) >= thresholds.rise
        switch before {
        case (.down, _), (.unknown, true):
            guard mayRise else { return before.0 }
            return isUp ? .up : isServed ? .degraded : before.0
        case (.unknown, false):
            return run([.up]) > 0 ? .up : run([.degraded]) > 0 ? .degraded : .unknown
        case (.up, _): return run([.down, .degraded]) >= thresholds.fall ? .degraded : .up
        case (.degraded, _): return isUp ? .up : .degraded
        }
    }
}

extension NaiveProbe.Entry {
    fileprivate var isBad: Bool { reading.outcome == .down || reading.outcome == .degraded }
}
