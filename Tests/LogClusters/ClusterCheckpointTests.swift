import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("The stored book")
struct ClusterCheckpointTests {
    /// Lines of many clusters, the same for the same seed.
    private func feed(_ desk: ClusterDesk, _ numbers: Range<Int>, seed: UInt64) {
        for number in numbers {
            var words = SeededBytes(seed: seed &+ UInt64(number))
            let second = Double(number) * 0.7
            switch words.next() % 5 {
            case 0:
                desk.say("request \(number % 17) of user \(words.word()) failed", at: second)
            case 1:
                desk.say(
                    "queue \(["red", "blue"][number % 2]) is long: \(number % 9)", at: second,
                    .warning, service: ["api", "worker", "mail"][number % 3])
            case 2:
                desk.say(
                    "job failed: ValueError", at: second, lines: 3,
                    exception: "ValueError: \(words.word())")
            case 3: desk.say("\(words.word()) \(words.word()) \(words.word())", at: second, .info)
            default: desk.say("tick \(number)", at: second, .debug)
            }
        }
    }

    private func decide(_ desk: ClusterDesk, at second: Double) {
        desk.decide(.pin(true), on: "queue red is long: <*>", at: second)
        desk.decide(.markFixed(true), on: "job failed: ValueError", at: second)
        desk.decide(.setPriority(.p1), on: "tick <*>", at: second)
        desk.decide(
            .link(symptomOf: desk.reference("tick <*>", at: second)),
            on: "queue blue is long: <*>", at: second)
        desk.decide(.mute(true), on: "words that never came", at: second)
    }

    @Test("a restart in the middle changes nothing that is published")
    func goesOn() throws {
        let whole = ClusterDesk()
        feed(whole, 0..<600, seed: 1)
        decide(whole, at: 420)
        feed(whole, 600..<1_200, seed: 1)
        let halved = ClusterDesk()
        feed(halved, 0..<600, seed: 1)
        decide(halved, at: 420)
        try halved.restart(from: halved.checkpoint)
        feed(halved, 600..<1_200, seed: 1)
        let expected = whole.look(at: 850)
        let found = halved.look(at: 850)
        #expect(found.0.clusters.map(\.id) == expected.0.clusters.map(\.id))
        for (one, other) in zip(found.0.clusters, expected.0.clusters) { #expect(one == other) }
        #expect(found.0 == expected.0)
        #expect(found.1.map(\.moment) == expected.1.map(\.moment))
        #expect(halved.book.forwardedIDs == whole.book.forwardedIDs)
        #expect(halved.book.handLinks == whole.book.handLinks)
        #expect(halved.addsUp)
    }

    @Test("what is stored again is the same")
    func isStable() throws {
        let desk = ClusterDesk()
        feed(desk, 0..<300, seed: 2)
        decide(desk, at: 210)
        let first = desk.checkpoint
        try desk.restart(from: first)
        #expect(desk.checkpoint == first)
    }

    @Test("a checkpoint that ends too early is refused, wherever it ends")
    func refusesTruncation() {
        let desk = ClusterDesk()
        feed(desk, 0..<14, seed: 3)
        decide(desk, at: 10)
        let bytes = desk.checkpoint
        let accepted = (0..<bytes.count).filter { count in
            var reader = CheckpointReader(Array(bytes.prefix(count)))
            return (try? ClusterBook(from: &reader)) != nil
        }
        #expect(accepted.isEmpty)
        #expect(bytes.count > 1_000)
    }

    @Test("a damaged checkpoint is refused or read, and never ends the program")
    func survivesDamage() {
        let desk = ClusterDesk()
        feed(desk, 0..<60, seed: 4)
        let bytes = desk.checkpoint
        var random = SeededBytes(seed: 5)
        for _ in 0..<200 {
            var damaged = bytes
            for _ in 0..<(1 + Int(random.next() % 3)) {
                damaged[Int(random.next() % UInt64(damaged.count))] = random.byte()
            }
            let other = ClusterDesk()
            guard (try? other.restart(from: damaged)) != nil else { continue }
            feed(other, 60..<80, seed: 4)
            _ = other.look(at: 60)
            #expect(other.addsUp)
        }
    }

    @Test("a secret is not stored, and its line is known again")
    func hidesSecrets() throws {
        let desk = ClusterDesk()
        for second in 0..<4 {
            desk.say("login of ada with password=hunter2-\(second) failed", at: Double(second))
            desk.say("login from host-\(second) refused", at: Double(second))
        }
        let before = try #require(desk.cluster("login of ada", at: 5))
        let stored = desk.checkpoint
        #expect(stored.firstRange(of: Array("hunter2".utf8)) == nil)
        #expect(stored.firstRange(of: Array("host-3".utf8)) != nil)
        try desk.restart(from: stored)
        desk.say("login of ada with password=hunter2-9 failed", at: 6)
        let after = try #require(desk.cluster("login of ada", at: 7))
        #expect(after.id == before.id)
        #expect(after.records == 5)
    }

    @Test("nothing that was told is told again after a restart")
    func tellsOnce() throws {
        let desk = ClusterDesk()
        desk.say("disk is full", at: 0)
        #expect(desk.look(at: 1).1.map(\.moment) == [.appeared])
        try desk.restart(from: desk.checkpoint)
        #expect(desk.look(at: 2).1.isEmpty)
    }
}
