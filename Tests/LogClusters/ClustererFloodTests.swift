import Testing

@testable import LogClusters

@Suite("Order and floods")
struct ClustererFloodTests {
    /// Lines of labelled templates; the label is the index of the template.
    private func labelled(_ count: Int, seed: UInt64) -> [(label: Int, line: String)] {
        var random = SeededBytes(seed: seed)
        let names = (0..<20).map { _ in random.word() }
        return (0..<count).map { _ in
            let number = Int(random.next() % 10_000)
            let name = names[Int(random.next() % 20)]
            let label = Int(random.next() % 12)
            let line =
                switch label {
                case 0: "payment \(number) of \(number % 90).50 accepted for customer \(name)"
                case 1: "user \(name) logged in from 10.0.\(number % 250).7"
                case 2: "user \(name) logged out"
                case 3: "cannot open /var/lib/\(name)/\(number).dat: permission denied"
                case 4: "worker \(number % 64) started"
                case 5: "worker \(number % 64) stopped"
                case 6: "slow query (\(number) ms) on table \(name) by client \(number % 7)"
                case 7: "level=info msg=\"cache refreshed\" keys=\(number) took=\(number % 9)ms"
                case 8:
                    "task \(random.word()) finished on node-\(number % 20) after \(number) seconds"
                case 9: "certificate for \(name).example.test expires in \(number % 90) days"
                case 10: "health check failed"
                default: "health check passed"
                }
            return (label, line)
        }
    }

    /// The share of lines whose cluster holds exactly the lines of their label.
    private func accuracy(_ lines: [(label: Int, line: String)]) -> Double {
        let clusterer = Clusterer()
        let shapes = lines.map { line in
            Array(line.line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
        }
        var truth: [Int: Set<Int>] = [:]
        var found: [Int: Set<Int>] = [:]
        for (index, line) in lines.enumerated() {
            truth[line.label, default: []].insert(index)
            found[clusterer.store.root(of: shapes[index]), default: []].insert(index)
        }
        let right = found.values.filter { cluster in
            cluster.first.map { truth[lines[$0].label] == cluster } ?? false
        }
        return Double(right.reduce(0) { $0 + $1.count }) / Double(lines.count)
    }

    @Test("the order of lines does not change what is found", arguments: UInt64(1)...3)
    func ignoresOrder(seed: UInt64) {
        let lines = labelled(2_000, seed: 9)
        var random = SeededBytes(seed: seed)
        var shuffled = lines
        for place in stride(from: shuffled.count - 1, to: 0, by: -1) {
            shuffled.swapAt(place, Int(random.next() % UInt64(place + 1)))
        }
        let inOrder = accuracy(lines)
        #expect(inOrder >= 0.98)
        #expect(abs(accuracy(shuffled) - inOrder) <= 0.005)
    }

    @Test("a flood of random words stays within the bounds and does not hide a real cluster")
    func boundsFloods() {
        let clusterer = Clusterer(shapeLimit: 2_048)
        var random = SeededBytes(seed: 2)
        func take(_ line: String) -> Int {
            let id = Array(line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
            clusterer.unions.removeAll()
            return id
        }
        let known = take("the disk of machine 5 is full")
        clusterer.store[known].tally = 1
        for _ in 0..<10_000 {
            let words = (0..<4).map { _ in random.word() }
            _ = take(words.joined(separator: " "))
            if clusterer.isCrowded { _ = clusterer.evict { $0 } }
            #expect(clusterer.store.count <= 2_048 + 8)
        }
        #expect(clusterer.evictions >= 8)
        let again = take("the disk of machine 6 is full")
        #expect(clusterer.store[clusterer.store.root(of: again)].tally == 1)
    }

    @Test("lines of very many words are bounded in all that is kept of them")
    func boundsLongLines() {
        let clusterer = Clusterer(shapeLimit: 1_024)
        var random = SeededBytes(seed: 4)
        for _ in 0..<400 {
            let line = (0..<200).map { _ in random.word() }.joined(separator: " ")
            _ = Array(line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
            clusterer.unions.removeAll()
            if clusterer.isCrowded { _ = clusterer.evict { $0 } }
        }
        #expect(clusterer.evictions > 0)
        #expect(clusterer.store.wordCount <= 1_024 * 24 + 512)
        #expect(clusterer.store.sampleCount <= 1_024 * 512 + 4_096)
    }

    @Test("a variable is learnt in the middle of a flood")
    func learnsInFloods() {
        let clusterer = Clusterer(shapeLimit: 1_024)
        var random = SeededBytes(seed: 6)
        func take(_ line: String) -> Int {
            let id = Array(line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
            clusterer.unions.removeAll()
            let root = clusterer.store.root(of: id)
            if clusterer.store[root].isGeneral { clusterer.store[root].tally = 1 }
            return root
        }
        func flood(_ count: Int) {
            for _ in 0..<count {
                _ = take((0..<7).map { _ in random.word() }.joined(separator: " "))
                if clusterer.isCrowded { _ = clusterer.evict { $0 } }
            }
        }
        flood(3_000)
        for _ in 0..<2_500 {
            flood(4)
            _ = take("session of user \(random.word()) was now closed")
        }
        let first = take("session of user \(random.word()) was now closed")
        #expect(take("session of user \(random.word()) was now closed") == first)
    }
}
