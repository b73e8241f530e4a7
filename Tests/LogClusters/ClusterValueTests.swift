import Testing

@testable import LogClusters

@Suite("Values of a cluster's variables")
struct ClusterValueTests {
    /// What the last line has in place of each `<*>`, and the template.
    private func values(_ lines: [String]) -> (template: String, values: [Int: String]) {
        let clusterer = Clusterer()
        var values: [Int: String] = [:]
        var shape = 0
        for line in lines {
            values = [:]
            Array(line.utf8).withUnsafeBytes { bytes in
                shape = clusterer.shape(of: bytes)
                clusterer.values(of: bytes, shape: shape) { variable, value in
                    values[variable] = String(decoding: value, as: UTF8.self)
                }
            }
        }
        return (String(decoding: clusterer.template(of: shape), as: UTF8.self), values)
    }

    @Test("every variable has its value, counted in the template's order")
    func readsValues() {
        let read = values(["GET /a/b took 17 ms for user=9", "GET /c/d/e took 4 ms for user=31"])
        #expect(read.template == "GET <*> took <*> for user=<*>")
        #expect(read.values == [0: "/c/d/e", 1: "4 ms", 2: "31"])
    }

    @Test("a learnt variable has values too")
    func readsLearntValues() {
        let names = ["alice", "bob", "carol", "dave", "eve", "frank"]
        let read = values(names.map { "session of user \($0) was closed by peer 5" })
        #expect(read.template == "session of user <*> was closed by peer <*>")
        #expect(read.values == [0: "frank", 1: "5"])
    }

    @Test("a line without variables has no values")
    func readsNothing() {
        #expect(values(["the disk is full"]).values.isEmpty)
    }

    @Test("a shape that does not exist gives nothing")
    func ignoresUnknownShapes() {
        var calls = 0
        Array("a 1".utf8).withUnsafeBytes { bytes in
            Clusterer().values(of: bytes, shape: 7) { _, _ in calls += 1 }
        }
        #expect(calls == 0)
    }
}
