import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("What happens to clusters")
struct PublisherTests {
    @Test("a cluster that was not there at the start is new for five minutes")
    func marksNew() {
        let desk = ClusterDesk()
        desk.say("old trouble", at: 0, isBacklog: true)
        desk.say("fresh trouble", at: 1)
        let (status, changes) = desk.look(at: 2)
        #expect(status.clusters.map(\.isNew).count { $0 } == 1)
        #expect(changes.map(\.moment) == [.appeared, .found])
        #expect(changes.first?.template == "fresh trouble")
        #expect(desk.look(at: 302).0.clusters.allSatisfy { !$0.isNew })
    }

    @Test("errors of the last hour that were there at the start are told once, twenty at most")
    func tellsWhatWasFound() {
        let desk = ClusterDesk()
        desk.say("yesterday's trouble", at: 0, isBacklog: true)
        desk.say("disk is filling up", at: 4_000, .warning, isBacklog: true)
        desk.say("database gone", at: 4_000, .critical, isBacklog: true)
        let (_, changes) = desk.look(at: 4_001)
        #expect(changes.map(\.moment) == [.found])
        #expect(changes.map(\.template) == ["database gone"])
        #expect(changes.map(\.priority) == [.p0])
        #expect(desk.look(at: 4_002).1.isEmpty)
        for number in 0..<30 {
            let words = String(repeating: "trouble ", count: number + 1)
            desk.say(words + "of its own", at: 4_003, isBacklog: true)
        }
        #expect(desk.look(at: 4_004).1.count { $0.moment == .found } == 19)
        #expect(desk.look(at: 4_005).1.isEmpty)
    }

    @Test("a cluster that spoke regularly falls silent once, and returns once")
    func tellsSilence() {
        let desk = ClusterDesk()
        for second in stride(from: 0.0, through: 40, by: 10) { desk.say("tick lost", at: second) }
        #expect(desk.look(at: 41).1.map(\.moment) == [.appeared])
        #expect(desk.due(at: 41) == 70)
        #expect(desk.look(at: 69.9).1.isEmpty)
        let (silent, changes) = desk.look(at: 70)
        #expect(changes.map(\.moment) == [.fellSilent])
        #expect(silent.clusters.first?.isSilent == true)
        #expect(desk.look(at: 90).1.isEmpty)
        desk.say("tick lost", at: 95)
        let (back, returned) = desk.look(at: 95)
        #expect(returned.map(\.moment) == [.returned])
        #expect(back.clusters.first?.isSilent == false)
    }

    @Test("silence is judged after fifteen seconds at the earliest")
    func waitsBeforeSilence() {
        let desk = ClusterDesk()
        for second in 0..<10 { desk.say("tick lost", at: Double(second)) }
        _ = desk.look(at: 9)
        #expect(desk.due(at: 9) == 24)
    }

    @Test("who spoke only twice cannot fall silent")
    func ignoresRareSpeakers() {
        let desk = ClusterDesk()
        desk.say("tick lost", at: 0)
        desk.say("tick lost", at: 10)
        _ = desk.look(at: 11)
        #expect(desk.look(at: 3_000).1.isEmpty)
    }

    @Test("four times its own past is a spike, told once")
    func tellsSpikes() {
        let desk = ClusterDesk()
        for minute in 0..<5 {
            for part in 0..<4 { desk.say("slow query seen", at: Double(minute * 60 + part * 15)) }
        }
        _ = desk.look(at: 290)
        for part in 0..<40 { desk.say("slow query seen", at: 300 + Double(part)) }
        #expect(desk.look(at: 341).1.map(\.moment) == [.spiked])
        #expect(desk.look(at: 342).1.isEmpty)
    }

    @Test("the trend has one count a minute and ends with the present one")
    func keepsTrend() {
        let desk = ClusterDesk()
        desk.say("a b", at: 0)
        desk.say("a b", at: 1)
        desk.say("a b", at: 125)
        let trend = desk.look(at: 245).0.clusters.first?.trend
        #expect(trend?.reduce(0, +) == 3)
        #expect(trend?.first == 2)
        #expect(trend?.last == 0)
        #expect(desk.look(at: 4_000).0.clusters.first?.trend == [])
    }

    @Test("time alone changes nothing once everything has faded")
    func needsNoTimerAfterAnHour() {
        let desk = ClusterDesk()
        desk.say("a b", at: 0)
        _ = desk.look(at: 1)
        #expect(desk.due(at: 1) != nil)
        _ = desk.look(at: 4_000)
        #expect(desk.due(at: 4_000) == nil)
    }

    @Test("clusters beyond the limit are in the other lines")
    func boundsPublication() {
        var options = LogEngineOptions()
        options.publishedClusters = 3
        let desk = ClusterDesk(options: options)
        let texts = ["disk full", "net down", "cpu hot", "fan stuck", "door open"]
        for (index, text) in texts.enumerated() { desk.say(text, at: Double(index)) }
        let (status, _) = desk.look(at: 10)
        #expect(status.clusters.count == 3)
        #expect(status.otherLines == 2)
        #expect(status.lines == 5)
    }

    @Test("a published number is forwarded when its cluster turns out to be another one")
    func forwardsNumbers() {
        let desk = ClusterDesk()
        let names = ["alice", "bob", "carol", "dave", "eve", "frank"]
        for (index, name) in names.enumerated() {
            desk.say("session of user \(name) was closed by the gateway", at: Double(index))
            _ = desk.look(at: Double(index))
        }
        let (status, _) = desk.look(at: 10)
        #expect(status.clusters.map(\.id) == [ClusterID(1)])
        #expect(status.clusters.first?.records == names.count)
        let forwarded = desk.book.forwardedIDs
        #expect(!forwarded.isEmpty)
        #expect(forwarded.values.allSatisfy { $0 == ClusterID(1) })
    }

    @Test("the oldest example and the newest five are kept, in order")
    func keepsSamples() {
        let desk = ClusterDesk()
        for number in 0..<20 { desk.say("request \(number) failed", at: Double(number)) }
        let samples = desk.look(at: 30).0.clusters.first?.samples ?? []
        #expect(
            samples.map { $0.lines.map(\.string).joined() }
                == [0, 15, 16, 17, 18, 19].map { "request \($0) failed" })
    }

    @Test(
        "the proposed priority follows severity, rate and words",
        arguments: [
            ("kernel gone", Severity.critical, 1, Priority.p0),
            ("ImportError: No module named x", .error, 1, .p0), ("request failed", .error, 40, .p0),
            ("request failed", .error, 4, .p1), ("request failed", .error, 1, .p2),
            ("queue is long", .warning, 5, .p2), ("queue is long", .warning, 1, .p3),
            ("all is well", .info, 500, .p3),
        ])
    func proposes(example: (text: String, severity: Severity, count: Int, priority: Priority)) {
        let desk = ClusterDesk()
        for number in 0..<example.count {
            desk.say(example.text, at: Double(number) * 0.1, example.severity)
        }
        #expect(desk.look(at: 5).0.clusters.first?.priority == example.priority)
    }

    @Test("a silent cluster no longer claims attention")
    func lowersSilentClusters() {
        let desk = ClusterDesk()
        for second in 0..<5 { desk.say("No module named x", at: Double(second)) }
        #expect(desk.look(at: 5).0.clusters.first?.priority == .p0)
        #expect(desk.look(at: 60).0.clusters.first?.priority == .p3)
    }
}
