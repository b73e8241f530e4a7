import Testing

@testable import LogClusters

@Suite("Checkpoints of the clusterer")
struct ClustererCheckpointTests {
    /// Lines of many templates with all kinds of variables, some of them to be learnt.
    static func lines(_ count: Int) -> [String] {
        var random = SeededBytes(seed: 11)
        return (0..<count).map { number in
            switch random.next() % 6 {
            case 0: "session of user \(random.word()) was closed by the gateway"
            case 1: "request \(number) took \(number % 97) ms on host-\(number % 5)"
            case 2: "\(random.word()) \(random.word()) \(random.word())"
            case 3: "user= host=\(random.word()) state=\(number % 2 == 0 ? "" : "up") done"
            case 4: "cache \(random.word()).\(random.word()) of \(random.word())_x rebuilt now"
            default: String(repeating: "word \(number % 3) and ", count: 50)
            }
        }
    }

    private func shape(_ clusterer: Clusterer, _ line: String) -> Int {
        Array(line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
    }

    private func bytes(of clusterer: Clusterer) -> [UInt8] {
        var writer = CheckpointWriter()
        clusterer.write(to: &writer)
        return writer.bytes
    }

    private func restored(_ bytes: [UInt8]) throws -> Clusterer {
        var reader = CheckpointReader(bytes)
        return try Clusterer(from: &reader)
    }

    @Test("a restored clusterer goes on as if nothing had happened")
    func goesOn() throws {
        let lines = Self.lines(4_000)
        let whole = Clusterer()
        let half = Clusterer()
        for line in lines.prefix(2_000) {
            _ = shape(whole, line)
            _ = shape(half, line)
        }
        let restored = try restored(bytes(of: half))
        for line in lines.suffix(2_000) {
            let expected = shape(whole, line)
            let found = shape(restored, line)
            #expect(found == expected)
            #expect(restored.template(of: found) == whole.template(of: expected))
        }
    }

    @Test("a restored clusterer writes the same checkpoint")
    func isStable() throws {
        let clusterer = Clusterer(shapeLimit: 200)
        for line in Self.lines(3_000) {
            _ = shape(clusterer, line)
            clusterer.unions.removeAll()
            if clusterer.isCrowded { _ = clusterer.evict { $0 } }
        }
        let first = bytes(of: clusterer)
        #expect(clusterer.evictions > 0)
        #expect(try bytes(of: restored(first)) == first)
    }

    @Test("a split survives")
    func keepsSplits() throws {
        let clusterer = Clusterer()
        let id = shape(clusterer, "job 1 ended with status 0")
        #expect(clusterer.split(id, variable: 1))
        let failed = shape(clusterer, "job 2 ended with status 7")
        let restored = try restored(bytes(of: clusterer))
        #expect(shape(restored, "job 3 ended with status 7") == failed)
        #expect(shape(restored, "job 4 ended with status 9") != failed)
    }

    @Test("damage is an error, never a crash", arguments: UInt64(1)...8)
    func survivesDamage(seed: UInt64) {
        let clusterer = Clusterer()
        for line in Self.lines(60) { _ = shape(clusterer, line) }
        let id = shape(clusterer, "job 1 ended with status 0")
        clusterer.split(id, variable: 1)
        _ = shape(clusterer, "job 2 ended with status 7")
        let good = bytes(of: clusterer)
        var random = SeededBytes(seed: seed)
        for _ in 0..<100 {
            var bad = good
            let place = Int(random.next() % UInt64(bad.count))
            if random.next() % 4 == 0 { bad.removeLast(bad.count - place) }
            if place < bad.count { bad[place] = random.byte() }
            guard let restored = try? restored(bad) else { continue }
            for line in Self.lines(20) + ["job 5 ended with status 7"] {
                let id = shape(restored, line)
                _ = restored.template(of: id)
            }
        }
    }

    @Test("an empty clusterer can be stored")
    func storesNothing() throws {
        let restored = try restored(bytes(of: Clusterer()))
        #expect(restored.store.count == 0)
    }

    @Test("a checkpoint that ends too early is refused")
    func refusesHalves() {
        let clusterer = Clusterer()
        for line in Self.lines(50) { _ = shape(clusterer, line) }
        let good = bytes(of: clusterer)
        #expect(throws: CheckpointError.self) {
            try restored(Array(good.prefix(good.count / 2)))
        }
    }
}
