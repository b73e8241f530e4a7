import IncidentModel
import NIOCore
import SafeText

extension EngineCore {
    func checkNow(_ service: ServiceID?) {
        guard let service else {
            for position in board.graph.order { probeAfresh(position) }
            return
        }
        guard let position = positions[service] else { return }
        for one in board.graph.ancestorsAndSelf(of: position) { probeAfresh(one) }
    }

    /// Makes every probe of a service begin from now on, also those under way; one that is paused rests.
    func probeAfresh(_ service: Int) {
        guard !board.isPaused(service) else { return }
        for slot in slotsOf[service] {
            if slots[slot].attempt != nil {
                slots[slot].wantsAnother = true
            } else {
                due.remove(slot)
                enter(slot, dueAt: clock)
            }
        }
        arm()
    }

    /// Begins an attempt, or queues for it.
    func enter(_ slot: Int, dueAt: Int64) {
        guard !isStopped, !gate.isWaiting(slot) else { return }
        slots[slot].dueAt = dueAt
        if gate.enter(slot, origin: slots[slot].origin) {
            begin(slot)
        } else {
            nextRelief = min(nextRelief, clock + Self.reliefInterval)
        }
    }

    func begin(_ position: Int) {
        let slot = slots[position]
        let (startedAt, began, tick) = (outlets.now(), clock, board.probeStarted())
        outlets.shared.started(late: began - slot.dueAt)
        let attempt = ProbeAttempt(
            environment: environment, timeout: slot.plan.timeout, memo: slot.memo
        ) { [unowned self] result in
            let reading = slots[position].reading(
                result, startedAt: startedAt, environment: environment)
            end(position, reading, tick: tick, began: began)
        }
        slot.attempt = attempt
        (slot.began, slot.hasYielded) = (began, false)
        slot.wantsAnother = false
        slot.round += 1
        noteWait(began - slot.dueAt, attempt)
        attempt.start()
        slot.plan.definition.kind.begin(attempt)
    }

    /// Waiting is no part of the response time; a long wait is told with the reading.
    private func noteWait(_ nanoseconds: Int64, _ attempt: ProbeAttempt) {
        guard nanoseconds >= 1_000_000_000 else { return }
        let waited = Words.short(.nanoseconds(nanoseconds))
        attempt.evidence.append(
            Evidence(label: "queue", text: DisplayText("waited \(waited) for its turn")))
    }

    private func end(_ position: Int, _ reading: Reading, tick: ProbeTick, began: Int64) {
        let slot = slots[position]
        slot.attempt = nil
        let isNews = reading.outcome != slot.lastOutcome
        slot.lastOutcome = reading.outcome
        let update = board.readingEnded(reading, of: slot.service, started: tick)
        let pace = board.pace(of: slot.service, probe: slot.id.index)
        let now = clock
        due.set(
            position,
            to: slot.wantsAnother
                ? now : slot.plan.timetable.due(pace, began: began, now: now, round: slot.round))
        noteFresh(slot, pace: pace)
        apply(update)
        if isNews, reading.outcome == .up, carries(slot) { perform(watch.answered()) }
        // Looking costs time in the number of failing services: only when a probe turned.
        if isNews || !update.changes.isEmpty { lookAtLocalTrouble() }
        // Last, so that what was asked for a moment ago keeps its order.
        leave(slot)
        arm()
    }

    /// Gives a place back, and begins the probe that waited for it.
    func leave(_ slot: ProbeSlot) {
        if let next = gate.leave(origin: slot.origin, hasYielded: slot.hasYielded) { follow(next) }
    }

    /// Takes the places of attempts whose targets are silent, for those who wait.
    ///
    /// - Parameter now: The loop's clock; nothing is done before `nextRelief`.
    func relieve(_ now: Int64) {
        guard now >= nextRelief else { return }
        for slot in slots where gate.waitingCount > 0 {
            guard slot.attempt != nil, !slot.hasYielded, slot.began + Self.patience <= now else {
                continue
            }
            guard gate.yield() else { break }
            slot.hasYielded = true
            if let next = gate.next() { follow(next) }
        }
        nextRelief = gate.waitingCount > 0 ? now + Self.reliefInterval : .max
    }

    /// Begins a probe that was given a place.
    ///
    /// An attempt may end before `begin` returns, as with a name known to be wrong: a loop rather than
    /// a call within a call, as many may wait.
    private func follow(_ next: Int) {
        followers.append(next)
        guard !isFollowing else { return }
        isFollowing = true
        while let next = followers.popLast() { begin(next) }
        isFollowing = false
    }
}

extension EngineCore {
    /// When the first service grows stale, on the loop's clock; nil when none can.
    var staleAt: Int64? {
        guard let first = freshness.firstKey else { return nil }
        // The clocks differ by the time the machine slept; a little later, so that it is stale by then.
        return first - bootOffset + 1_000_000
    }

    /// Two missed rounds make a reading stale.
    private func noteFresh(_ slot: ProbeSlot, pace: ProbePace) {
        let allowed = slot.plan.timetable.interval(pace) * 2 + slot.plan.timeout
        slot.freshUntil = BootClock.nanoseconds() + allowed.wholeNanoseconds
        rankFreshness(slot.service)
    }

    /// Until when a service is fresh; a paused one is not expected to be.
    func freshUntil(_ service: Int) -> Int64 {
        guard !board.isPaused(service) else { return .max }
        var first = Int64.max
        for slot in slotsOf[service] { first = min(first, slots[slot].freshUntil) }
        return first
    }

    func rankFreshness(_ service: Int) {
        let until = freshUntil(service)
        if until == .max {
            freshness.remove(service)
        } else {
            freshness.set(service, to: until)
        }
    }

    /// Finds services that were not read for too long: the machine slept, was too busy, or too many wait.
    func markStale() {
        let now = BootClock.nanoseconds()
        bootOffset = now - clock
        var stale = BoardUpdate()
        while let (service, _) = freshness.popFirst(upTo: now - 1) {
            if board.setStale(true, service: service) { stale.moved.append(service) }
        }
        if !stale.moved.isEmpty { apply(stale) }
    }
}
