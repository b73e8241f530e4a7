/// The services still to be looked at, parents before children, each once: a binary heap of ranks.
struct RankQueue: Sendable {
    private var heap: [Int] = []
    private var isQueued: [Bool]

    /// - Parameter count: How many ranks there are.
    init(count: Int) {
        isQueued = [Bool](repeating: false, count: count)
    }

    /// Adds a rank, unless it is waiting already.
    mutating func insert(_ rank: Int) {
        guard !isQueued[rank] else { return }
        isQueued[rank] = true
        heap.append(rank)
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the lowest rank out.
    mutating func popLowest() -> Int? {
        guard let lowest = heap.first, let last = heap.popLast() else { return nil }
        isQueued[lowest] = false
        guard !heap.isEmpty else { return lowest }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child] < heap[least] { least = child }
            }
            guard least != parent else { return lowest }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
