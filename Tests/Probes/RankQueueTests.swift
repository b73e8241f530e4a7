import Testing

@testable import Probes

@Suite struct RankQueueTests {
    @Test func ranksComeOutInOrderEachOnce() {
        var generator = SeededGenerator(state: 1)
        for size in [0, 1, 2, 3, 10, 100] {
            var queue = RankQueue(count: 101)
            let ranks = (0..<size).map { _ in generator.pick(0...100) }
            for rank in ranks + ranks { queue.insert(rank) }
            var out: [Int] = []
            while let rank = queue.popLowest() { out.append(rank) }
            #expect(out == Set(ranks).sorted())
        }
    }

    @Test func aRankMayComeAgainAfterItWasTaken() {
        var queue = RankQueue(count: 2)
        queue.insert(1)
        var out = [queue.popLowest()]
        queue.insert(1)
        queue.insert(0)
        for _ in 0..<3 { out.append(queue.popLowest()) }
        #expect(out == [1, 0, 1, nil])
    }
}
