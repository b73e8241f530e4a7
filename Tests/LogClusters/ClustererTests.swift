import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Clustering")
struct ClustererTests {
    private func messages(_ lines: [String]) -> LogText {
        LogText(lines.joined(separator: "\n") + "\n", format: .message)
    }

    @Test("lines that differ in numbers are one cluster")
    func joinsNumbers() {
        let log = messages((1...50).map { "request \($0) took \($0 * 3) ms" })
        #expect(log.onlyTemplate == "request <*> took <*> ms")
        #expect(log.clusters.first?.records == 50)
    }

    @Test("different sentences stay apart")
    func keepsApart() {
        let log = messages(["disk is full", "network is down", "disk is full"])
        #expect(log.clusters.map(\.records).sorted() == [1, 2])
    }

    @Test("a position with enough different words becomes a variable, and old lines follow")
    func learnsVariable() {
        let names = ["alice", "bob", "carol", "dave", "eve", "frank", "grace", "heidi"]
        let log = messages(names.map { "session of user \($0) was closed by the gateway" })
        #expect(log.onlyTemplate == "session of user <*> was closed by the gateway")
        #expect(log.clusters.first?.records == names.count)
        #expect(Set(log.analysis.assignments).count == 1)
    }

    @Test("a word joins at once when a real line had a variable in its place")
    func joinsKnownMask() {
        let log = messages(["worker 17 is lost now", "worker main is lost now"])
        #expect(log.clusters.count == 1)
    }

    @Test("words for what happened do not become variables")
    func keepsEvents() {
        let events = ["started", "stopped", "failed", "restarted", "paused", "resumed"]
        let log = messages(events.map { "the payment service of the shop \($0)" })
        #expect(log.clusters.count == events.count)
    }

    @Test("two variables that change together are found when the bucket is crowded")
    func reclusters() {
        let first = ["red", "blue", "green", "pink", "black", "white", "brown", "grey", "teal"]
        let second = ["cat", "dog", "cow", "pig", "hen", "fox", "bat", "ant", "bee"]
        let lines = zip(first, second).map { "lock on \($0) held by \($1) for long" }
        #expect(messages(lines).onlyTemplate == "lock on <*> held by <*> for long")
    }

    @Test("the same input gives the same clusters")
    func isDeterministic() {
        let lines = (0..<500).map {
            "job \(["a", "b", "c"][$0 % 3])\($0 % 7) on host-\($0 % 11) done"
        }
        #expect(messages(lines).analysis.assignments == messages(lines).analysis.assignments)
    }

    @Test("eviction keeps every line, in a cluster or in the rest")
    func evictsWithinBounds() {
        let book = ClusterBook(shapeLimit: 256)
        var words = SeededBytes(seed: 7)
        for number in 0..<5_000 {
            let line =
                "alpha \(words.word()) beta \(words.word()) gamma \(words.word()) number \(number)"
            Array(line.utf8).withUnsafeBytes { bytes in
                let record = RecordView(
                    text: bytes, body: bytes, lines: 1, time: nil, severity: .info,
                    service: UnsafeRawBufferPointer(rebasing: bytes[0..<0]))
                book.take(record, at: Int64(number) * 1_000_000_000, service: 0, isBacklog: false)
            }
        }
        let counted = book.tallies.reduce(0) { $0 + ($1?.lines ?? 0) }
        #expect(counted + book.otherLines == 5_000)
        #expect(book.lines == 5_000)
        #expect(book.clusterer.store.count <= 512)
    }

    @Test("words learnt to be variables stay so after an eviction")
    func evictionKeepsWildcards() {
        let book = ClusterBook(shapeLimit: 512)
        var words = SeededBytes(seed: 3)
        func take(_ line: String, at second: Int) -> Int {
            Array(line.utf8).withUnsafeBytes { bytes in
                book.take(
                    RecordView(
                        text: bytes, body: bytes, lines: 1, time: nil, severity: .info,
                        service: UnsafeRawBufferPointer(rebasing: bytes[0..<0])),
                    at: Int64(second) * 1_000_000_000, service: 0, isBacklog: false)
            }
        }
        for number in 0..<4_000 {
            _ = take("session of user \(words.word()) was closed by the gateway", at: number)
            _ = take("\(words.word()) \(words.word()) \(words.word())", at: number)
        }
        let shape = take("session of user zzyzx was closed by the gateway", at: 4_000)
        let tally = book.existingTally(of: book.clusterer.store.root(of: shape))
        #expect(tally?.records == 4_001)
    }
}

/// Random bytes and words, the same for the same seed.
struct SeededBytes {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 24) }

    mutating func word() -> String {
        let length = 4 + Int(next() % 6)
        return String((0..<length).map { _ in Character(Unicode.Scalar(97 + UInt8(next() % 26))) })
    }
}
