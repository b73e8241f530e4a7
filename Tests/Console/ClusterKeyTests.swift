import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Keys that look at log clusters: order, time, errors, what is out of the way, sources.
struct ClusterKeyTests {
    static func numbers(_ state: ConsoleState) -> [Int] {
        ClusterList.rows(of: state).map(\.id.number)
    }

    @Test func sortGoesThroughPriorityCountAndNewest() {
        var state = Fixture.outage()
        state.type("2")
        #expect(Self.numbers(state) == [1, 2, 3, 4, 6, 5])
        state.type("o")
        #expect(Self.numbers(state) == [1, 6, 2, 5, 3, 4])
        var logs = Fixture.logs
        for index in logs.clusters.indices {
            logs.clusters[index].firstSeen = Fixture.down + .seconds(Int64(index))
        }
        state.tell(.logsChanged(logs))
        state.type("o")
        #expect(Self.numbers(state) == [6, 5, 4, 3, 2, 1])
        state.type("o")
        #expect(Self.numbers(state) == [1, 2, 3, 4, 6, 5])
    }

    @Test func sortingKeepsTheSelectionOnItsCluster() {
        var state = Fixture.outage()
        state.type("2jjjjj")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(5))
        state.type("oo")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(5))
    }

    @Test func countsMoveNoRowWhileKeysArePressed() {
        var state = Fixture.outage()
        state.type("2")
        var logs = Fixture.logs
        logs.clusters[1].records = 90_000
        state.tell(.logsChanged(logs))
        #expect(Self.numbers(state) == [1, 2, 3, 4, 6, 5])
    }

    @Test func rowsSettleAtTheTopWhenNobodyTouchesThem() {
        var state = Fixture.outage()
        state.type("2")
        var logs = Fixture.logs
        logs.clusters[4].records = 90_000
        state.tell(.ticked(Fixture.now + .seconds(10)), .logsChanged(logs))
        #expect(Self.numbers(state) == [1, 2, 3, 4, 5, 6])
        #expect(ClusterList.selected(of: state)?.id == ClusterID(1))
    }

    @Test func symptomNeverStandsAboveACauseOfItsPriority() {
        var state = Fixture.outage()
        state.type("2")
        var logs = Fixture.logs
        logs.clusters[1].records = 90_000
        state.tell(.ticked(Fixture.now + .seconds(10)), .logsChanged(logs))
        #expect(Self.numbers(state) == [1, 2, 3, 4, 6, 5])
        logs.clusters[1].relation = nil
        state.tell(.ticked(Fixture.now + .seconds(30)), .logsChanged(logs))
        #expect(Self.numbers(state) == [2, 1, 3, 4, 6, 5])
    }

    @Test func rowsOfAScrolledPaneNeverSettleByThemselves() {
        var state = Fixture.outage(size: Size(columns: 50, rows: 8))
        state.type("2G")
        #expect(state.clusterView.top > 0)
        var logs = Fixture.logs
        logs.clusters[1].records = 90_000
        state.tell(.ticked(Fixture.now + .seconds(60)), .logsChanged(logs))
        #expect(Self.numbers(state) == [1, 2, 3, 4, 6, 5])
    }

    @Test func newClusterComesBehindItsLike() {
        var state = Fixture.outage()
        state.type("2")
        var logs = Fixture.logs
        logs.clusters.insert(
            Fixture.cluster(
                8, .p0, .error, "disk full", service: "db", rate: 900, trend: [900], records: 900),
            at: 0)
        state.tell(.logsChanged(logs))
        #expect(Self.numbers(state) == [1, 8, 2, 3, 4, 6, 5])
    }

    @Test func pinnedComesFirstAndMutedIsHiddenBehindItsCount() {
        var state = Fixture.marked()
        #expect(Self.numbers(state) == [3, 1, 2, 4, 6, 5])
        let lines = ClusterList.lines(of: state)
        guard case .muted(2, lines: 2_867)? = lines.dropLast().last else {
            Issue.record("no row for the muted ones")
            return
        }
        state.type("M")
        #expect(Self.numbers(state) == [3, 1, 2, 4, 6, 5, 7, 9])
    }

    @Test func rowsAddUpToTheLinesRead() {
        var state = Fixture.marked()
        for keys in ["", "M"] {
            state.type(keys)
            var sum = 0
            for row in ClusterList.lines(of: state) {
                switch row {
                case .cluster(let cluster): sum += cluster.marks.isMuted ? 0 : cluster.lines
                case .muted(_, let lines), .other(let lines): sum += lines
                }
            }
            #expect(sum == state.logs.lines)
        }
    }

    @Test func rangeShowsOnlyWhatSpokeInIt() {
        var state = Fixture.marked()
        state.type("t")
        #expect(Self.numbers(state) == [3, 1, 2, 4, 5])
        state.type("t")
        #expect(Self.numbers(state) == [3, 1, 2, 4, 6, 5])
        state.type("tt")
        #expect(state.arrangement.range == .all)
    }

    @Test func rangeCountsRecordsOfItsMinutes() {
        let cluster = Fixture.markedClusters[0]
        #expect(ClusterRange.fiveMinutes.count(of: cluster) == 102 + 104 + 99 + 107 + 96)
        #expect(ClusterRange.hour.count(of: cluster) == cluster.trend.reduce(0, +))
        #expect(ClusterRange.all.count(of: cluster) == cluster.lines)
    }

    @Test func nextErrorGoesAroundAndSkipsTheRest() {
        var state = Fixture.outage()
        state.type("2e")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(2))
        state.type("ee")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(1))
        state.type("E")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(3))
    }

    @Test func nextErrorFromElsewhereStartsAtTheSelectedOne() {
        var state = Fixture.outage()
        state.type("3e")
        #expect(state.focus == .clusters)
        #expect(ClusterList.selected(of: state)?.id == ClusterID(1))
    }

    @Test func nextErrorInDetailsShowsItsDetails() {
        var state = Fixture.outage()
        state.type("2")
        state.press(keys: .enter, .character("e"))
        #expect(state.overlays == [.details(.cluster(ClusterID(2)), top: 0)])
    }

    @Test func forwardedNumberTakesSelectionAndDetailsAlong() {
        var state = Fixture.outage()
        state.type("2jj")
        state.press(keys: .enter)
        var logs = Fixture.logs
        logs.clusters.remove(at: 2)
        logs.forwarded = [ClusterID(3): ClusterID(1)]
        state.tell(.logsChanged(logs))
        #expect(ClusterList.selected(of: state)?.id == ClusterID(1))
        #expect(state.overlays == [.details(.cluster(ClusterID(1)), top: 0)])
    }

    @Test func sourcesOpenAndCloseWithOneKey() {
        var state = Fixture.marked()
        state.type("S")
        #expect(state.overlays == [.sources(top: 0)])
        state.type("S")
        #expect(state.overlays.isEmpty)
    }

    @Test func frozenPaneCanBeSortedToo() {
        var state = Fixture.outage()
        state.type("2 o")
        #expect(Self.numbers(state) == [1, 6, 2, 5, 3, 4])
    }
}
