import IncidentModel
import SafeText
import Testing

@testable import Probes

/// A small generator with a seed, so that a failure can be played again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Random graphs under random failures; what a person relies on must hold after every single reading.
@Suite(.serialized) struct StatusBoardModelTests {
    /// The world: which services are broken by themselves, and so which fail.
    private struct World {
        let parents: [[Int]]
        var broken: Set<Int> = []

        func fails(_ service: Int) -> Bool {
            broken.contains(service) || parents[service].contains(where: fails)
        }
    }

    private struct Run {
        var board: StatusBoard
        var world: World
        var generator: SeededGenerator
        var changes: [ServiceChange] = []
        /// Probes under way: what they will say was decided when they began.
        var flying: [(service: Int, tick: ProbeTick, outcome: Outcome)] = []

        mutating func begin(_ service: Int) {
            flying.append((service, board.probeStarted(), world.fails(service) ? .down : .up))
        }

        /// Ends a random probe under way; then does what the board asks.
        mutating func endOne() -> (service: Int, before: Verdict, tick: ProbeTick)? {
            guard !flying.isEmpty else { return nil }
            let probe = flying.remove(at: Int.random(in: flying.indices, using: &generator))
            let reading = Reading.made(of: "s\(probe.service)", probe.outcome)
            let before = board.records[probe.service].status.verdict
            let update = board.readingEnded(reading, of: probe.service, started: probe.tick)
            for action in update.actions {
                switch action {
                case .probeAfresh(let service): begin(service)
                }
            }
            changes += update.changes
            return (probe.service, before, probe.tick)
        }

        /// One round of everybody, in random order, to the end.
        mutating func round(check: (borrowing Run, Verdict, Int, ProbeTick) -> Void) {
            for service in world.parents.indices.shuffled(using: &generator) {
                begin(service)
                if Bool.random(using: &generator) { step(check) }
            }
            while !flying.isEmpty { step(check) }
        }

        mutating func step(_ check: (borrowing Run, Verdict, Int, ProbeTick) -> Void) {
            guard let (service, before, tick) = endOne() else { return }
            check(self, before, service, tick)
        }
    }

    private func makeRun(seed: UInt64) -> Run {
        var generator = SeededGenerator(state: seed)
        let count = Int.random(in: 2...9, using: &generator)
        let parents = (0..<count).map { child in
            (0..<child).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        }
        let thresholds = ProbeThresholds(
            fall: Int.random(in: 1...3, using: &generator),
            rise: Int.random(in: 1...3, using: &generator))
        let services = parents.enumerated().map { child, needs in
            (
                id: ServiceID("s\(child)"), needs: needs.map { Need.one(ServiceID("s\($0)")) },
                probes: [thresholds]
            )
        }
        return Run(
            board: StatusBoard(services), world: World(parents: parents), generator: generator)
    }

    /// What must hold after every reading; a violation in words.
    private static func violation(
        _ run: borrowing Run, _ before: Verdict, _ service: Int, _ tick: ProbeTick
    ) -> String? {
        let records = run.board.records
        for (position, record) in records.enumerated() {
            switch record.status.cause {
            case .none: if record.level.isUnhealthy { return "trouble without a cause" }
            case .pending, .local: break
            case .own:
                let parents = run.world.parents[position].map { records[$0] }
                if !record.level.isUnhealthy || parents.contains(where: \.level.isUnhealthy) {
                    return "a root that is well, or has an unhealthy parent"
                }
            case .blocked(let root):
                let cause = records.first { $0.status.id == root }
                if cause?.level.isUnhealthy != true || cause?.status.cause != .own {
                    return "blocked by what is no root"
                }
            }
        }
        guard before == .down, records[service].status.verdict == .up else { return nil }
        let parents = run.world.parents[service].map { records[$0] }
        let isStale = parents.contains { !$0.level.isUnhealthy && tick <= $0.leftFailingAt }
        return isStale ? "released by a stale reading" : nil
    }

    private static func check(
        _ run: borrowing Run, _ before: Verdict, _ service: Int, _ tick: ProbeTick
    ) {
        if let violation = violation(run, before, service, tick) { Issue.record("\(violation)") }
    }

    @Test(arguments: 0..<200)
    func causesHoldAfterEveryReading(seed: Int) {
        var run = makeRun(seed: UInt64(seed))
        for _ in 0..<4 {
            for service in run.world.parents.indices
            where Int.random(in: 0..<4, using: &run.generator) == 0 {
                run.world.broken.formSymmetricDifference([service])
            }
            for _ in 0..<Int.random(in: 1...3, using: &run.generator) {
                run.round(check: Self.check)
            }
        }
        for _ in 0..<8 { run.round(check: Self.check) }
        expectTruth(run)
        run.world.broken = []
        for _ in 0..<9 { run.round(check: Self.check) }
        #expect(run.board.statuses.allSatisfy { $0.verdict == .up && $0.cause == .none })
    }

    /// After enough quiet rounds the board says what the world is.
    private func expectTruth(_ run: Run) {
        for (position, status) in run.board.statuses.enumerated() {
            #expect(status.verdict == (run.world.fails(position) ? .down : .up))
            let isRoot =
                run.world.broken.contains(position)
                && !run.world.parents[position].contains(where: run.world.fails)
            #expect((status.cause == .own) == isRoot)
            if run.world.fails(position), !isRoot {
                guard case .blocked = status.cause else {
                    Issue.record("\(status.id.name) fails without a root")
                    continue
                }
            }
        }
    }

    @Test func aStormUnderOneRootNeverNamesAnother() {
        var generator = SeededGenerator(state: 7)
        for _ in 0..<20 {
            var world = World(parents: [[]] + (0..<20).map { _ in [0] })
            let services = world.parents.enumerated().map { child, needs in
                (
                    id: ServiceID("s\(child)"), needs: needs.map { Need.one(ServiceID("s\($0)")) },
                    probes: [ProbeThresholds()]
                )
            }
            var run = Run(board: StatusBoard(services), world: world, generator: generator)
            let onlyTheRoot = { (run: borrowing Run, _: Verdict, _: Int, _: ProbeTick) in
                if run.board.records.dropFirst().contains(where: { $0.status.cause == .own }) {
                    Issue.record("a false root")
                }
            }
            run.round(check: onlyTheRoot)
            world.broken = [0]
            run.world = world
            for _ in 0..<5 { run.round(check: onlyTheRoot) }
            #expect(run.board.statuses.dropFirst().allSatisfy { $0.cause == .by("s0") })
            world.broken = []
            run.world = world
            run.changes = []
            for _ in 0..<6 { run.round(check: onlyTheRoot) }
            #expect(run.board.statuses.allSatisfy { $0.verdict == .up })
            #expect(run.changes.first?.service.name == "s0", "the root is released first")
            generator = run.generator
        }
    }
}
