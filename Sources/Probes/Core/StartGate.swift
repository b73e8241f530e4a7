/// Lets only so many probes run at a time, in all and for one origin; the others wait their turn.
struct StartGate: Sendable {
    private let limit: Int
    private let limitPerOrigin: Int
    private var running = 0
    private var perOrigin: [String: Int] = [:]
    private var waiting: [(probe: Int, origin: String)] = []

    init(limit: Int, limitPerOrigin: Int) {
        self.limit = max(1, limit)
        self.limitPerOrigin = max(1, limitPerOrigin)
    }

    /// True when nothing runs and nothing waits.
    var isIdle: Bool { running == 0 && waiting.isEmpty }

    /// Asks to start.
    ///
    /// - Returns: True when the probe may start now; else it waits, once.
    mutating func enter(_ probe: Int, origin: String) -> Bool {
        if hasRoom(origin) {
            take(origin)
            return true
        }
        if !waiting.contains(where: { $0.probe == probe }) { waiting.append((probe, origin)) }
        return false
    }

    /// Gives a place back.
    ///
    /// - Returns: The probe that may start instead, first come first served where there is room.
    mutating func leave(origin: String) -> Int? {
        running -= 1
        perOrigin[origin, default: 1] -= 1
        if perOrigin[origin] == 0 { perOrigin[origin] = nil }
        guard let next = waiting.firstIndex(where: { hasRoom($0.origin) }) else { return nil }
        let (probe, origin) = waiting.remove(at: next)
        take(origin)
        return probe
    }

    private func hasRoom(_ origin: String) -> Bool {
        running < limit && perOrigin[origin, default: 0] < limitPerOrigin
    }

    private mutating func take(_ origin: String) {
        running += 1
        perOrigin[origin, default: 0] += 1
    }
}
