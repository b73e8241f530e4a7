import IncidentModel
import Testing

@testable import Probes

/// 99 services behind one that fails: one is named, and no other at any moment.
@Suite struct BoardStormTests {
    /// All of them directly, as a chain of ten and stars below, and one after the other.
    static let shapes: [(name: String, groups: [[[Int]]])] = [
        ("star", [[]] + (1...99).map { _ in [[0]] }),
        ("layers", [[]] + (1...99).map { [[$0 < 10 ? $0 - 1 : $0 / 10]] }),
        ("chain", [[]] + (1...99).map { [[$0 - 1]] }),
    ]

    @Test(arguments: shapes.indices)
    func oneRootIsNamedAndNinetyNineAreBlocked(shape: Int) {
        let generator = SeededGenerator(state: 7)
        var run = BoardRun(BoardWorld(groups: Self.shapes[shape].groups), generator: generator)
        run.suspects = []
        run.round()
        #expect(run.board.statuses.allSatisfy { $0.verdict == .up })
        run.suspects = [0]
        run.round { $0.world.setFaults { $0[0][0] = .broken(.unreachable) } }
        run.rounds(atMost: 4) { $0.untruth() == nil }
        #expect(run.board.statuses.count { $0.cause == .own } == 1)
        #expect(run.board.statuses.count { $0.cause == .by("s0") } == 99)
        run.round { $0.repair() }
        run.rounds(atMost: 4) { $0.untruth() == nil }
        #expect(run.untruth() == nil)
        #expect(run.violation == nil)
    }

    @Test func theFirstRoundAfterTheFailureNamesTheRoot() {
        var run = BoardRun(
            BoardWorld(groups: Self.shapes[0].groups), generator: SeededGenerator(state: 7))
        run.round()
        run.world.setFaults { $0[0][0] = .broken(.unreachable) }
        run.round()
        #expect(run.board.statuses.count { $0.cause == .by("s0") } == 99)
    }
}
