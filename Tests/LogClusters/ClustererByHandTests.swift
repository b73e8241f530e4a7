import Testing

@testable import LogClusters

@Suite("Clusters made by hand")
struct ClustererByHandTests {
    private func shape(_ clusterer: Clusterer, _ line: String) -> Int {
        Array(line.utf8).withUnsafeBytes { clusterer.shape(of: $0) }
    }

    private func root(_ clusterer: Clusterer, _ line: String) -> Int {
        let id = shape(clusterer, line)
        return clusterer.store.root(of: id)
    }

    private func template(_ clusterer: Clusterer, _ id: Int) -> String {
        String(decoding: clusterer.template(of: id), as: UTF8.self)
    }

    @Test("a split tells records apart by one variable")
    func splits() {
        let clusterer = Clusterer()
        let old = root(clusterer, "GET /a answered 200 in 17 ms")
        #expect(clusterer.split(old, variable: 1))
        let good = root(clusterer, "GET /b answered 200 in 4 ms")
        let bad = root(clusterer, "GET /c answered 500 in 9 ms")
        #expect(Set([old, good, bad]).count == 3)
        #expect(root(clusterer, "GET /d answered 500 in 3 ms") == bad)
        #expect(template(clusterer, good) == "GET <*> answered 200 in <*> ms")
        #expect(template(clusterer, bad) == "GET <*> answered 500 in <*> ms")
    }

    @Test("values of a part are counted in its own template")
    func numbersValuesOfParts() {
        let clusterer = Clusterer()
        clusterer.split(root(clusterer, "GET /a answered 200 in 17 ms"), variable: 1)
        let line = Array("GET /b answered 500 in 42 ms".utf8)
        var values: [Int: String] = [:]
        line.withUnsafeBytes { text in
            clusterer.values(of: text, shape: clusterer.shape(of: text)) {
                values[$0] = String(decoding: $1, as: UTF8.self)
            }
        }
        #expect(values == [0: "/b", 1: "42"])
    }

    @Test("a part can be split again")
    func splitsParts() {
        let clusterer = Clusterer()
        clusterer.split(root(clusterer, "GET /a answered 200 in 17 ms"), variable: 1)
        let part = root(clusterer, "GET /a answered 500 in 17 ms")
        #expect(clusterer.split(part, variable: 0))
        let first = root(clusterer, "GET /a answered 500 in 18 ms")
        #expect(first != root(clusterer, "GET /b answered 500 in 18 ms"))
        #expect(first == root(clusterer, "GET /a answered 500 in 19 ms"))
        #expect(template(clusterer, first) == "GET /a answered 500 in <*> ms")
    }

    @Test("more values than are kept apart stay together")
    func boundsParts() {
        let clusterer = Clusterer()
        let old = root(clusterer, "job 0 done")
        clusterer.split(old, variable: 0)
        let roots = Set((1...200).map { root(clusterer, "job \($0) done") })
        #expect(roots.count == SplitTable.partLimit + 1)
        #expect(roots.contains(old))
    }

    @Test("a variable that is not there cannot be split")
    func refusesUnknownVariables() {
        let clusterer = Clusterer()
        let id = root(clusterer, "job 0 done")
        #expect(!clusterer.split(id, variable: 1))
        #expect(!clusterer.split(id, variable: -1))
        #expect(!clusterer.split(99, variable: 0))
    }

    @Test("clusters united by hand stay one after an eviction")
    func unitesForGood() {
        let clusterer = Clusterer(shapeLimit: 64)
        let first = shape(clusterer, "disk is full")
        let second = shape(clusterer, "no space left")
        #expect(clusterer.uniteByHand(second, into: first))
        #expect(!clusterer.uniteByHand(second, into: first))
        #expect(clusterer.unions.count == 1)
        clusterer.unions.removeAll()
        var words = SeededBytes(seed: 5)
        while clusterer.evictions < 3 {
            _ = shape(clusterer, "\(words.word()) \(words.word()) \(words.word())")
            clusterer.unions.removeAll()
            if clusterer.isCrowded { _ = clusterer.evict { _ in 0 } }
        }
        #expect(root(clusterer, "no space left") == root(clusterer, "disk is full"))
    }

    @Test("parts keep their cluster after an eviction")
    func splitsForGood() {
        let clusterer = Clusterer(shapeLimit: 64)
        let old = root(clusterer, "job 0 ended with 0")
        clusterer.split(old, variable: 1)
        let part = root(clusterer, "job 1 ended with 7")
        clusterer.store[part].tally = 42
        _ = clusterer.evict { _ in 0 }
        let again = root(clusterer, "job 2 ended with 7")
        #expect(clusterer.store[again].tally == 42)
        #expect(root(clusterer, "job 2 ended with 8") != again)
    }
}
