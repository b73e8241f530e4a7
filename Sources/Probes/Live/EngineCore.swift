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
final class EngineCore {
    /// One probe and where it stands.
    private struct Slot {
        let service: Int
        let id: ProbeID
        let plan: ProbePlan
        /// When it is due, on the loop's clock; nil while it runs or waits for its turn.
        var due: Int64?
        var attempt: ProbeAttempt?
        /// The end of the present attempt must be followed by another one at once.
        var wantsAnother = false
        /// Until when, on the boot clock, its newest reading is fresh.
        var freshUntil = Int64.max
        var round = 0
    }

    private let services: [ServiceDefinition]
    private let options: ProbeEngineOptions
    private let environment: ProbeEnvironment
    private let outlets: EngineOutlets
    private var board: StatusBoard
    private var slots: [Slot] = []
    /// The slots of each service.
    private var slotsOf: [[Int]]
    private var gate: StartGate
    private var freshUntil: [Int64]
    private var timer: Scheduled<Void>?
    private var timerAt = Int64.max
    private var isStopped = false
    private var isSettled = false

    init(
        services: [ServiceDefinition], options: ProbeEngineOptions, judgesOnce: Bool,
        environment: ProbeEnvironment, outlets: EngineOutlets
    ) {
        self.services = services
        self.options = options
        self.environment = environment
        self.outlets = outlets
        slotsOf = services.map { _ in [] }
        for (position, service) in services.enumerated() {
            for (index, definition) in service.probes.enumerated() {
                slotsOf[position].append(slots.count)
                let name = "\(service.id.name)#\(index)"
                slots.append(
                    Slot(
                        service: position, id: ProbeID(service: service.id, index: index),
                        plan: ProbePlan(
                            definition, name: name, options: options, once: judgesOnce)))
            }
        }
        let slots = slots
        board = StatusBoard(
            zip(services, slotsOf).map { service, own in
                (service.id, service.needs, own.map { slots[$0].plan.thresholds })
            })
        gate = StartGate(limit: options.concurrency, limitPerOrigin: options.concurrencyPerOrigin)
        freshUntil = services.map { _ in .max }
    }

    private var clock: Int64 { Int64(NIODeadline.now().uptimeNanoseconds) }

    func start() {
        let now = clock
        let inOrder = board.graph.order.flatMap { slotsOf[$0] }
        for (position, slot) in inOrder.enumerated() {
            slots[slot].due =
                now
                + ProbeTimetable.firstDelay(
                    position: position, of: inOrder.count, spread: options.startSpread)
        }
        arm()
        noteSettled()
    }

    func stop() {
        isStopped = true
        timer?.cancel()
        for slot in slots.indices {
            slots[slot].attempt?.abandon()
            slots[slot].attempt = nil
        }
    }

    func checkNow(_ service: ServiceID?) {
        guard let service else {
            for position in board.graph.order { probeAfresh(position) }
            return
        }
        guard let position = services.firstIndex(where: { $0.id == service }) else { return }
        for one in board.graph.ancestorsAndSelf(of: position) { probeAfresh(one) }
    }

    func setHold(_ hold: Hold?, of service: ServiceID) {
        guard let position = services.firstIndex(where: { $0.id == service }) else { return }
        publish(board.setHold(hold, of: position))
    }

    /// Makes every probe of a service begin from now on, also those under way.
    private func probeAfresh(_ service: Int) {
        for slot in slotsOf[service] {
            if slots[slot].attempt != nil {
                slots[slot].wantsAnother = true
            } else {
                enter(slot)
            }
        }
        arm()
    }
}

extension EngineCore {
    private func tick() {
        timerAt = .max
        let now = clock
        for slot in slots.indices where slots[slot].due.map({ $0 <= now }) ?? false { enter(slot) }
        markStale()
        arm()
    }

    /// Sets the one timer to the next probe that is due.
    private func arm() {
        guard !isStopped, let next = slots.compactMap(\.due).min(), next != timerAt else { return }
        timer?.cancel()
        timerAt = next
        let deadline = NIODeadline.uptimeNanoseconds(UInt64(max(next, 0)))
        timer = environment.loop.assumeIsolated().scheduleTask(deadline: deadline) {
            [unowned self] in
            tick()
        }
    }

    private func enter(_ slot: Int) {
        guard !isStopped else { return }
        slots[slot].due = nil
        let origin = slots[slot].plan.definition.kind.origin
        if gate.enter(slot, origin: origin) { begin(slot) }
    }

    private func begin(_ slot: Int) {
        let plan = slots[slot].plan
        let (startedAt, began) = (outlets.now(), clock)
        let tick = board.probeStarted()
        let attempt = ProbeAttempt(environment: environment, timeout: plan.timeout) {
            [unowned self] result in
            let reading = reading(of: slot, startedAt: startedAt, result)
            end(slot, reading, tick: tick, began: began)
        }
        slots[slot].attempt = attempt
        slots[slot].wantsAnother = false
        slots[slot].round += 1
        attempt.start()
        plan.definition.kind.begin(attempt)
    }

    private func reading(of slot: Int, startedAt: Timestamp, _ result: ProbeResult) -> Reading {
        let plan = slots[slot].plan
        return Reading(
            probe: slots[slot].id, kind: DisplayText(plan.definition.kindName),
            startedAt: startedAt, duration: result.duration, outcome: result.outcome,
            summary: result.summary, reason: result.reason, failedPhase: result.failedPhase,
            failure: result.failure, phases: result.phases, evidence: result.evidence,
            equivalentCommand: environment.safe(
                plan.definition.kind.equivalentCommand(timeout: plan.timeout)))
    }

    private func end(_ slot: Int, _ reading: Reading, tick: ProbeTick, began: Int64) {
        let (service, plan) = (slots[slot].service, slots[slot].plan)
        slots[slot].attempt = nil
        let update = board.readingEnded(reading, of: service, started: tick)
        let pace = board.pace(of: service, probe: slots[slot].id.index)
        let now = clock
        slots[slot].due =
            slots[slot].wantsAnother
            ? now : plan.timetable.due(pace, began: began, now: now, round: slots[slot].round)
        noteFresh(slot, pace: pace)
        publish(update)
        for action in update.actions {
            switch action {
            case .probeAfresh(let service): probeAfresh(service)
            }
        }
        // Last, so that what was asked for a moment ago keeps its order.
        if let next = gate.leave(origin: plan.definition.kind.origin) { begin(next) }
        arm()
        noteSettled()
    }

    private func publish(_ update: BoardUpdate) {
        let moved = update.moved.map { ($0, board.records[$0].status) }
        outlets.shared.update(moved, freshUntil: freshUntil)
        outlets.publish(
            ProbePublication(
                statuses: moved.map(\.1), changes: update.changes, events: update.events,
                readings: update.readings))
    }

    private func noteSettled() {
        guard !isSettled, let settled = outlets.settled, gate.isIdle, board.isSettled else {
            return
        }
        isSettled = true
        settled()
    }
}

extension EngineCore {
    /// Two missed rounds make a reading stale.
    private func noteFresh(_ slot: Int, pace: ProbePace) {
        let (service, plan) = (slots[slot].service, slots[slot].plan)
        let allowed = plan.timetable.interval(pace) * 2 + plan.timeout
        slots[slot].freshUntil = BootClock.nanoseconds() + allowed.wholeNanoseconds
        freshUntil[service] = slotsOf[service].map { slots[$0].freshUntil }.min() ?? .max
    }

    /// Finds services that were not read for too long: the machine slept, or was too busy.
    private func markStale() {
        let now = BootClock.nanoseconds()
        var stale = BoardUpdate()
        for service in services.indices where now > freshUntil[service] {
            if board.setStale(true, service: service) { stale.moved.append(service) }
        }
        if !stale.moved.isEmpty { publish(stale) }
    }
}
