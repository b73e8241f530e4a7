import IncidentModel
import Testing

@testable import Probes

/// Random graphs under random failures, against a model of the world that knows what is really broken.
///
/// Every case is played from its number. What a person relies on must hold after every single reading
/// (`BoardRun.check`); after enough quiet rounds the board must say what the world is.
@Suite struct StatusBoardModelTests {
    /// 10,000 cases of up to 5 services, every 50th of up to 12.
    @Test func tenThousandOutagesAreJudgedAsTheyAre() async {
        for seed in 0..<10_000 {
            // Other tests want the thread, too.
            if seed % 10 == 0 { await Task.yield() }
            if let flaw = Self.flaw(ofCase: seed) {
                Issue.record("case \(seed): \(flaw)")
                return
            }
        }
    }

    private static func flaw(ofCase seed: Int) -> String? {
        var generator = SeededGenerator(state: UInt64(seed))
        let size = generator.pick(2...(seed % 50 == 0 ? 12 : 5))
        let world = BoardWorld(
            size: size, maxProbes: seed % 4 == 0 ? 3 : 1, generator: &generator)
        var run = BoardRun(world, generator: generator)
        let isStorm = seed % 2 == 0
        isStorm ? storm(&run, patience: 8 + size) : chaos(&run, patience: 8 + size)
        return run.violation ?? run.miscount() ?? run.misinformation()
    }

    /// Everything is well, some of it breaks at once, and is repaired at once.
    ///
    /// So it is known at every moment who may be blamed at all.
    private static func storm(_ run: inout BoardRun, patience: Int) {
        run.suspects = []
        run.round()
        run.round { run in
            run.breakSome(oneIn: 3)
            run.suspects = run.world.faulty
        }
        settle(&run, patience: patience)
        // Readings that began before the repair still come in: those who were broken may be named.
        run.round { $0.repair() }
        settle(&run, patience: patience)
        expectHealth(&run)
    }

    /// The world changes at any time, probes go blind, people hold and release, and it is us or not.
    private static func chaos(_ run: inout BoardRun, patience: Int) {
        for _ in 0..<4 {
            run.round { run in
                run.breakSome(oneIn: 5)
                run.repair(oneIn: 4)
                if run.generator.one(in: 2) { disturb(&run) }
            }
        }
        run.world.setBlind([])
        run.setLocalTrouble(false)
        settle(&run, patience: patience)
        for service in run.world.services { run.setHold(nil, of: service) }
        run.repair()
        settle(&run, patience: patience)
        expectHealth(&run)
    }

    private static func disturb(_ run: inout BoardRun) {
        let service = run.generator.pick(0...(run.world.services.count - 1))
        switch run.generator.pick(0...5) {
        case 0: run.setHold(.maintenance, of: service)
        case 1: run.setHold(.paused, of: service)
        case 2: run.setHold(nil, of: service)
        case 3: run.world.setBlind([service, 0])
        case 4: run.world.setBlind([])
        default: run.setLocalTrouble(run.board.locality.trouble == nil)
        }
    }

    /// Quiet rounds, until the board says what the world is; it must stay so.
    private static func settle(_ run: inout BoardRun, patience: Int) {
        run.rounds(atMost: patience) { $0.untruth() == nil }
        if let words = run.untruth() { run.fail("after quiet rounds, \(words)") }
        run.round()
        if let words = run.untruth() { run.fail("a round later, \(words)") }
    }

    private static func expectHealth(_ run: inout BoardRun) {
        for status in run.board.statuses where status.verdict != .up || status.cause != .none {
            run.fail("after repair, \(status.id.name) is \(status.verdict)")
        }
    }
}
