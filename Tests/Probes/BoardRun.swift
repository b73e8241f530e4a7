import IncidentModel
import SafeText

@testable import Probes

/// Drives a board through a world, as the engine would, and keeps its own book of what was read when.
struct BoardRun {
    /// A probe under way: what it will say was decided when it began.
    struct Flight {
        let service: Int
        let probe: Int
        let tick: ProbeTick
        let reading: Reading
    }

    /// What the book says of one service.
    struct Book {
        /// Readings taken in, and when they began, by probe.
        var readings: [[(reading: Reading, mayRise: Bool)]]
        var starts: [ProbeTick]
        var knownStarts: [ProbeTick]
        /// When the present trouble was known; nil while well.
        var troubleEnd: ProbeTick?
        var troubleAt: Timestamp?
        var leftFailingAt: ProbeTick = 0
        var reliefEnd: ProbeTick?
        var downAt: ProbeTick?

        init(probes: Int) {
            readings = (0..<probes).map { _ in [] }
            starts = (0..<probes).map { _ in 0 }
            knownStarts = starts
        }
    }

    var board: StatusBoard
    var world: BoardWorld
    var generator: SeededGenerator
    private(set) var books: [Book]
    private(set) var flying: [Flight] = []
    /// What the journal was told.
    private(set) var journal: [Int: ServiceChange] = [:]
    private(set) var flapping: Set<Int> = []
    /// Who may be blamed at all; nil while the world changes too fast to say.
    var suspects: Set<Int>?
    private(set) var violation: String?
    private(set) var paused: Set<Int> = []
    private var second: Int64 = 1000

    init(_ world: BoardWorld, generator: SeededGenerator) {
        self.world = world
        self.generator = generator
        board = world.makeBoard()
        books = world.thresholds.map { Book(probes: $0.count) }
    }

    var now: Timestamp { Timestamp(seconds: second) }

    mutating func begin(_ service: Int) {
        guard !paused.contains(service) else { return }
        for probe in world.thresholds[service].indices {
            second += 1
            let reading = world.reading(service, probe, at: second)
            flying.append(
                Flight(
                    service: service, probe: probe, tick: board.probeStarted(), reading: reading))
        }
    }

    /// One round of everybody, in random order, to the end; the world may change in the middle of it.
    mutating func round(midway: ((inout BoardRun) -> Void)? = nil) {
        let turn = generator.pick(0...world.services.count)
        for (position, service) in world.services.shuffled(using: &generator).enumerated() {
            if position == turn { midway?(&self) }
            begin(service)
            if generator.one(in: 2) { endOne() }
        }
        if turn == world.services.count { midway?(&self) }
        while !flying.isEmpty { endOne() }
    }

    /// Rounds until `isDone`, at most `limit`.
    mutating func rounds(atMost limit: Int, until isDone: (borrowing BoardRun) -> Bool) {
        for _ in 0..<limit {
            round()
            if violation != nil || isDone(self) { return }
        }
    }

    mutating func fail(_ words: String) { violation = violation ?? words }

    /// Ends a random probe under way; then does what the board asks.
    private mutating func endOne() {
        guard !flying.isEmpty else { return }
        // A swap, as the order of those that are left means nothing.
        flying.swapAt(generator.pick(0...(flying.count - 1)), flying.count - 1)
        guard let flight = flying.popLast() else { return }
        let service = flight.service
        let mayRise = board.mayRise(service, started: flight.tick)
        let before = board.records[service].status.verdict
        let update = board.readingEnded(flight.reading, of: service, started: flight.tick)
        let isLate = flight.tick <= books[service].starts[flight.probe]
        if update.readings.isEmpty {
            if !isLate, !paused.contains(service), !wasPaused(since: flight.tick, service) {
                fail("a reading was lost")
            }
        } else {
            if isLate { fail("counted after a reading that began later") }
            checkRelease(of: service, from: before, started: flight.tick)
            note(flight, mayRise: mayRise)
        }
        take(update)
        check()
    }

    private var pauseEnds: [Int: ProbeTick] = [:]

    private func wasPaused(since tick: ProbeTick, _ service: Int) -> Bool {
        (pauseEnds[service] ?? 0) > tick
    }

    private mutating func note(_ flight: Flight, mayRise: Bool) {
        let (service, probe) = (flight.service, flight.probe)
        books[service].readings[probe].append((flight.reading, mayRise))
        books[service].starts[probe] = flight.tick
        if flight.reading.outcome != .unknown { books[service].knownStarts[probe] = flight.tick }
        noteLevels(of: service, at: flight.reading.startedAt)
    }

    private var levels: [Int: ServiceLevel] = [:]
    private var couldFail: Set<Int> = []

    /// Everything that is dated in the book is dated after the reading that made it so.
    private mutating func noteLevels(of service: Int, at moment: Timestamp) {
        let stamp = board.probeStarted()
        let (before, level) = (levels[service] ?? .unknown, board.records[service].level)
        levels[service] = level
        if !level.isUnhealthy {
            books[service].troubleEnd = nil
        } else if level > before {
            (books[service].troubleEnd, books[service].troubleAt) = (stamp, moment)
        }
        let mayFail = board.records[service].mayBeFailing
        if !mayFail, couldFail.remove(service) != nil { books[service].leftFailingAt = stamp }
        if mayFail { couldFail.insert(service) }
        let recovers = board.records[service].isRecovering
        books[service].reliefEnd = recovers ? books[service].reliefEnd ?? stamp : nil
        let isDown = board.records[service].status.verdict == .down && !recovers
        books[service].downAt = isDown ? books[service].downAt ?? stamp : nil
    }

    /// Takes the board's news in as the engine does.
    private mutating func take(_ update: BoardUpdate) {
        for change in update.changes {
            guard let service = position(of: change.service) else { continue }
            if board.records[service].status.hold != nil { fail("held, and told the journal") }
            if change.from != (journal[service]?.to ?? .unknown) { fail("a change from nowhere") }
            journal[service] = change
        }
        for event in update.events {
            guard case .flappingChanged(let id, let isFlapping) = event,
                let service = position(of: id)
            else { continue }
            if isFlapping { flapping.insert(service) } else { flapping.remove(service) }
        }
        for action in update.actions {
            switch action {
            case .probeAfresh(let service):
                if paused.contains(service) { fail("asked for a paused one") }
                begin(service)
            }
        }
    }

    private func position(of id: ServiceID) -> Int? {
        world.services.first { board.records[$0].status.id == id }
    }
}

extension BoardRun {
    mutating func setHold(_ kind: Hold.Kind?, of service: Int) {
        let wasPaused = paused.contains(service)
        let hold = kind.map { Hold(kind: $0, until: nil, reason: "work", by: "ada@host") }
        let update = board.setHold(hold, of: service)
        if kind == .paused { paused.insert(service) } else { paused.remove(service) }
        if wasPaused != (kind == .paused) {
            if board.isPaused(service) == wasPaused { fail("the hold was not taken in") }
            pauseEnds[service] = board.probeStarted()
            books[service] = Book(probes: world.thresholds[service].count)
            levels[service] = nil
            couldFail.remove(service)
        }
        take(update)
        check()
    }

    mutating func setLocalTrouble(_ isUs: Bool) {
        let trouble = LocalTrouble(since: now, reason: "no route", failing: 3)
        take(board.setLocalTrouble(isUs ? trouble : nil))
        check()
    }

    /// Random faults for some services.
    mutating func breakSome(oneIn count: Int) {
        var generator = generator
        let classes = FailureClass.allCases.filter { $0 != .local && $0 != .slow }
        world.setFaults { faults in
            for service in faults.indices where generator.one(in: count) {
                let probe = generator.pick(0...(faults[service].count - 1))
                let failure = classes[generator.pick(0...(classes.count - 1))]
                switch generator.pick(0...5) {
                case 0: faults[service][probe] = .slow
                case 1: faults[service][probe] = .warning(failure)
                default: faults[service][probe] = .broken(failure)
                }
            }
        }
        self.generator = generator
    }

    mutating func repair(oneIn count: Int = 1) {
        var generator = generator
        world.setFaults { faults in
            for service in faults.indices where generator.one(in: count) {
                faults[service] = faults[service].map { _ in .none }
            }
        }
        self.generator = generator
    }
}
