import IncidentModel
import NIOCore
import SafeText

/// Where an engine's news goes.
struct EngineOutlets {
    let now: @Sendable () -> Timestamp
    let publish: @Sendable (ProbePublication) -> Void
    let shared: SharedStatuses
    /// Is called once everything was read and judged.
    let settled: (@Sendable () -> Void)?
}

/// The engine on its event loop: starts what is due, feeds the board, publishes.
///
/// One timer is set to whatever comes first: the next probe, a reading that grows stale, a hold that
/// ends, a witness to be tried again. Nothing wakes the loop beside it but sockets.
final class EngineCore {
    let services: [ServiceDefinition]
    let environment: ProbeEnvironment
    let outlets: EngineOutlets
    var board: StatusBoard
    let slots: [ProbeSlot]
    /// The slots of each service.
    let slotsOf: [[Int]]
    let positions: [ServiceID: Int]
    /// When each slot is due, on the loop's clock; one that runs or waits for its turn is not in it.
    var due: IndexedHeap
    /// Until when, on the boot clock, each service that is not stale yet is fresh.
    var freshness: IndexedHeap
    var gate: StartGate
    /// Have a place and are about to begin.
    var followers: [Int] = []
    var isFollowing = false
    var holdEnds = HoldEnds()
    /// When to look at the holds again, on the loop's clock.
    var nextHoldLook = Int64.max
    /// An attempt that takes longer than this gives its place to one that waits.
    static let patience: Int64 = 1_000_000_000
    static let reliefInterval: Int64 = 250_000_000
    /// When to look for such attempts, on the loop's clock.
    var nextRelief = Int64.max
    var watch = LocalWatch()
    let witnesses: Witnesses?
    /// How far the boot clock is ahead of the loop's: the time the machine slept.
    var bootOffset: Int64 = 0
    private(set) var isStopped = false

    private let options: ProbeEngineOptions
    private var news = PendingNews()
    private var timer: Scheduled<Void>?
    private var timerAt = Int64.max
    private var isSettled = false

    init(
        services: [ServiceDefinition], options: ProbeEngineOptions, judgesOnce: Bool,
        environment: ProbeEnvironment, outlets: EngineOutlets
    ) {
        self.services = services
        self.options = options
        self.environment = environment
        self.outlets = outlets
        let slots = ProbeSlot.all(of: services, options: options, once: judgesOnce)
        self.slots = slots
        var slotsOf = services.map { _ in [Int]() }
        for (position, slot) in slots.enumerated() { slotsOf[slot.service].append(position) }
        self.slotsOf = slotsOf
        positions = Dictionary(
            services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        board = StatusBoard(
            zip(services, slotsOf).map { service, own in
                (service.id, service.needs, own.map { slots[$0].plan.thresholds })
            })
        due = IndexedHeap(capacity: slots.count)
        freshness = IndexedHeap(capacity: services.count)
        gate = StartGate(
            limit: options.concurrency, limitPerOrigin: options.concurrencyPerOrigin,
            probes: slots.count, origins: (slots.map(\.origin).max() ?? -1) + 1)
        // A single pass is over before a second opinion on the network would come.
        witnesses =
            judgesOnce
            ? nil
            : Witnesses(
                options: options, environment: environment,
                reachesOut: slots.contains(where: \.reachesOut))
    }

    var clock: Int64 { Int64(NIODeadline.now().uptimeNanoseconds) }

    func start() {
        let now = clock
        let inOrder = board.graph.order.flatMap { slotsOf[$0] }
        for (position, slot) in inOrder.enumerated() {
            let delay = ProbeTimetable.firstDelay(
                position: position, of: inOrder.count, spread: options.startSpread)
            due.set(slot, to: now + delay)
        }
        markStale()
        witnesses?.getToKnow()
        arm()
        noteSettled()
    }

    func stop() {
        flush()
        isStopped = true
        timer?.cancel()
        witnesses?.stop()
        for slot in slots {
            slot.attempt?.abandon()
            slot.attempt = nil
        }
    }

    /// Publishes a change together with what else happens in this turn of the loop, and does what it asks for.
    func apply(_ update: BoardUpdate) {
        let isFirst = news.isEmpty
        news.add(update)
        if isFirst, !news.isEmpty {
            environment.loop.assumeIsolated().execute { [self] in flush() }
        }
        for action in update.actions {
            switch action {
            case .probeAfresh(let service): probeAfresh(service)
            }
        }
    }

    private func flush() {
        guard !isStopped, !news.isEmpty else { return }
        let news = news
        self.news.clear()
        let moved = news.moved.map { ($0, board.records[$0].status, freshUntil($0)) }
        outlets.shared.update(moved)
        outlets.publish(
            ProbePublication(
                statuses: moved.map(\.1), changes: news.changes, events: news.events,
                readings: news.readings))
        noteSettled()
    }

    func noteSettled() {
        guard !isSettled, let settled = outlets.settled, news.isEmpty, gate.isIdle, board.isSettled
        else { return }
        isSettled = true
        settled()
    }
}

extension EngineCore {
    private func tick() {
        timerAt = .max
        let now = clock
        while let (slot, dueAt) = due.popFirst(upTo: now) { enter(slot, dueAt: dueAt) }
        relieve(now)
        markStale()
        releaseEndedHolds(now)
        if let nextTry = watch.nextTry, nextTry <= now { lookAtLocalTrouble() }
        arm()
    }

    /// Sets the one timer to what comes first.
    func arm() {
        guard !isStopped else { return }
        let next = min(
            due.firstKey ?? .max, staleAt ?? .max, nextRelief, nextHoldLook,
            watch.nextTry ?? .max)
        // While probes run, a timer that comes too early costs less than to set it anew after every reading.
        guard next < timerAt || next > timerAt && gate.isIdle else { return }
        timer?.cancel()
        timer = nil
        timerAt = next
        guard next != .max else { return }
        let deadline = NIODeadline.uptimeNanoseconds(UInt64(max(next, 0)))
        timer = environment.loop.assumeIsolated().scheduleTask(deadline: deadline) {
            [unowned self] in
            tick()
        }
    }
}
