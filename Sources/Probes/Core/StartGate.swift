/// Lets only so many probes run at a time, in all and for one origin; the others wait their turn.
///
/// First come, first served wherever there is room: probes of one origin keep their order, and an
/// origin without room holds nobody else up. Probes and origins are numbers from 0.
struct StartGate: Sendable {
    private struct Origin {
        var running = 0
        var waiting = WaitingLine()
    }

    /// Attempts that may go on without a place; each holds a descriptor, of which a process usually has 1024.
    static let silentLimit = 448

    private let limit: Int
    private let limitPerOrigin: Int
    private var running = 0
    private var origins: [Origin]
    private var waits: [Bool]
    private var arrivals: Int64 = 0
    /// Origins with room where somebody waits, by the arrival of the first who does.
    private var ready: IndexedHeap

    init(limit: Int, limitPerOrigin: Int, probes: Int, origins: Int) {
        self.limit = max(1, limit)
        self.limitPerOrigin = max(1, limitPerOrigin)
        self.origins = Array(repeating: Origin(), count: origins)
        waits = Array(repeating: false, count: probes)
        ready = IndexedHeap(capacity: origins)
    }

    /// How many go on without a place.
    private var silent = 0

    /// How many run now.
    var runningCount: Int { running + silent }
    /// How many wait for their turn.
    private(set) var waitingCount = 0
    /// True when nothing runs and nothing waits.
    var isIdle: Bool { runningCount == 0 && waitingCount == 0 }

    /// True while a probe waits for its turn.
    func isWaiting(_ probe: Int) -> Bool { waits[probe] }

    /// Asks to start.
    ///
    /// - Returns: True when the probe may start now; else it waits, once.
    mutating func enter(_ probe: Int, origin: Int) -> Bool {
        guard !waits[probe] else { return false }
        if running < limit, origins[origin].running < limitPerOrigin {
            take(origin)
            return true
        }
        waits[probe] = true
        waitingCount += 1
        arrivals += 1
        origins[origin].waiting.append(probe, arrival: arrivals)
        rank(origin)
        return false
    }

    /// Gives a place back.
    ///
    /// - Parameters:
    ///   - origin: The origin of the probe that ended.
    ///   - hasYielded: True when it went on without a place.
    /// - Returns: The probe that may start instead, which has taken its place.
    mutating func leave(origin: Int, hasYielded: Bool = false) -> Int? {
        if hasYielded { silent -= 1 } else { running -= 1 }
        origins[origin].running -= 1
        rank(origin)
        return next()
    }

    /// Takes the place of an attempt whose target is silent; it goes on, and still counts for its origin.
    ///
    /// Otherwise as many black holes as there are places would hold up everybody else.
    ///
    /// - Returns: False when too many go on without a place already.
    mutating func yield() -> Bool {
        guard silent < Self.silentLimit else { return false }
        running -= 1
        silent += 1
        return true
    }

    /// The probe that may start now, which has taken a place; nil without room or without anybody who waits.
    mutating func next() -> Int? {
        guard running < limit, let next = ready.popFirst()?.item else { return nil }
        guard let probe = origins[next].waiting.popFirst() else { return nil }
        waits[probe] = false
        waitingCount -= 1
        take(next)
        return probe
    }

    /// Takes a probe out of the line; nothing happens when it does not wait.
    mutating func withdraw(_ probe: Int, origin: Int) {
        guard waits[probe] else { return }
        waits[probe] = false
        waitingCount -= 1
        origins[origin].waiting.remove(probe)
        rank(origin)
    }

    private mutating func take(_ origin: Int) {
        running += 1
        origins[origin].running += 1
        rank(origin)
    }

    private mutating func rank(_ origin: Int) {
        let hasRoom = origins[origin].running < limitPerOrigin
        if hasRoom, let arrival = origins[origin].waiting.firstArrival {
            ready.set(origin, to: arrival)
        } else {
            ready.remove(origin)
        }
    }
}

/// Who waits, in the order of arrival; taking the first takes constant time over many.
private struct WaitingLine: Sendable {
    private var members: [(probe: Int, arrival: Int64)] = []
    private var head = 0

    var firstArrival: Int64? { head < members.count ? members[head].arrival : nil }

    mutating func append(_ probe: Int, arrival: Int64) { members.append((probe, arrival)) }

    mutating func popFirst() -> Int? {
        guard head < members.count else { return nil }
        let probe = members[head].probe
        head += 1
        if head == members.count || head >= 64 && head * 2 > members.count {
            members.removeFirst(head)
            head = 0
        }
        return probe
    }

    mutating func remove(_ probe: Int) {
        guard let place = members[head...].firstIndex(where: { $0.probe == probe }) else { return }
        members.remove(at: place)
    }
}
