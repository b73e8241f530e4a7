import Testing

@testable import Probes

@Suite struct IndexedHeapTests {
    @Test func theSmallestKeyComesFirstAndEqualOnesInTheirOrder() {
        var heap = IndexedHeap(capacity: 4)
        for (item, key) in [(3, 20), (1, 10), (0, 20), (2, 10)] { heap.set(item, to: Int64(key)) }
        #expect(heap.firstKey == 10)
        #expect((0..<5).map { _ in heap.popFirst()?.item } == [1, 2, 3, 0, nil])
    }

    @Test func nothingAboveTheLimitIsTaken() {
        var heap = IndexedHeap(capacity: 2)
        heap.set(0, to: 5)
        #expect(heap.popFirst(upTo: 4) == nil)
        #expect(heap.popFirst(upTo: 5)?.item == 0)
    }

    /// Against a plain list: every change at random places, half a million comparisons.
    @Test func behavesLikeASortedList() {
        var generator = SeededGenerator(state: 7)
        var heap = IndexedHeap(capacity: 50)
        var list: [(key: Int64, turn: Int, item: Int)] = []
        for turn in 0..<5000 {
            let item = Int.random(in: 0..<50, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                heap.remove(item)
                list.removeAll { $0.item == item }
            case 1:
                let first = list.min { ($0.key, $0.turn) < ($1.key, $1.turn) }
                #expect(heap.popFirst()?.item == first?.item)
                list.removeAll { $0.item == first?.item }
            default:
                let key = Int64.random(in: 0..<20, using: &generator)
                heap.set(item, to: key)
                list.removeAll { $0.item == item }
                list.append((key, turn, item))
            }
            #expect(heap.firstKey == list.map(\.key).min())
            #expect(heap.contains(item) == list.contains { $0.item == item })
        }
    }
}
