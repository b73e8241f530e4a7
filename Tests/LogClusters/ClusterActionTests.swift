import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("What people decide about clusters")
struct ClusterActionTests {
    private func desk() -> ClusterDesk {
        let desk = ClusterDesk()
        for second in 0..<3 {
            desk.say("disk is full", at: Double(second))
            desk.say("queue is long", at: Double(second), .warning)
            desk.say("request \(second) from host-\(second % 2) failed", at: Double(second))
        }
        return desk
    }

    @Test("pinned clusters come first and muted ones last")
    func orders() {
        let desk = desk()
        desk.decide(.pin(true), on: "queue is long", at: 4)
        desk.decide(.mute(true), on: "disk is full", at: 4)
        let templates = desk.look(at: 5).0.clusters.map(\.template.string)
        #expect(templates.first == "queue is long")
        #expect(templates.last == "disk is full")
        desk.decide(.pin(false), on: "queue is long", at: 6)
        #expect(desk.cluster("queue", at: 7)?.marks.isEmpty == true)
    }

    @Test("a priority set by hand holds, and the reason says so and what was proposed")
    func setsPriority() {
        let desk = desk()
        desk.decide(.setPriority(.p0), on: "queue is long", at: 4)
        let cluster = desk.cluster("queue", at: 5)
        #expect(cluster?.priority == .p0)
        #expect(cluster?.priorityReason.string.hasPrefix("set by hand; proposed was P2: ") == true)
        desk.decide(.setPriority(nil), on: "queue is long", at: 6)
        #expect(desk.cluster("queue", at: 7)?.priority == .p2)
    }

    @Test("a fixed cluster that speaks again is told once and becomes more urgent")
    func tellsSpeechAfterFix() {
        let desk = desk()
        #expect(desk.cluster("disk", at: 4)?.priority == .p1)
        desk.decide(.setPriority(nil), on: "queue is long", at: 4)
        desk.decide(.markFixed(true), on: "queue is long", at: 5)
        #expect(desk.cluster("queue", at: 6)?.marks.spokeAgainAt == nil)
        desk.say("queue is long", at: 7, .warning)
        let (status, changes) = desk.look(at: 8)
        let cluster = status.clusters.first { $0.template == "queue is long" }
        #expect(changes.map(\.moment) == [.spokeAfterFix])
        #expect(cluster?.marks.spokeAgainAt?.nanoseconds == desk.moment(7))
        #expect(cluster?.priority == .p1)
        #expect(cluster?.priorityReason.string.contains("marked as fixed") == true)
        desk.say("queue is long", at: 9, .warning)
        #expect(desk.look(at: 10).1.isEmpty)
    }

    @Test("a merge by hand keeps the number named and forwards the other for good")
    func merges() {
        let desk = desk()
        let disk = desk.reference("disk is full", at: 4)
        let queue = desk.reference("queue is long", at: 4)
        let request = desk.reference("request <*> from <*> failed", at: 4)
        #expect(desk.decide(.merge(into: queue), on: "disk is full", at: 5) == nil)
        #expect(desk.cluster("queue", at: 6)?.records == 6)
        #expect(desk.book.forwardedIDs == [disk.id: queue.id])
        desk.say("disk is full", at: 7)
        #expect(desk.cluster("queue", at: 8)?.records == 7)
        desk.decide(.merge(into: request), on: "queue is long", at: 9)
        #expect(desk.book.forwardedIDs == [disk.id: request.id, queue.id: request.id])
        #expect(desk.addsUp)
        #expect(
            desk.decide(.merge(into: disk), on: "request <*> from <*> failed", at: 10)
                == "they are one cluster already")
    }

    @Test("marks survive a merge")
    func foldsMarks() {
        let desk = desk()
        desk.decide(.pin(true), on: "disk is full", at: 4)
        desk.decide(.setPriority(.p0), on: "disk is full", at: 4)
        let queue = desk.reference("queue is long", at: 4)
        desk.decide(.merge(into: queue), on: "disk is full", at: 5)
        let marks = desk.cluster("queue", at: 6)?.marks
        #expect(marks?.isPinned == true)
        #expect(marks?.priority == .p0)
    }

    @Test("after a split each value is a cluster of its own, and what was counted stays")
    func splits() {
        let desk = desk()
        let template = "request <*> from <*> failed"
        #expect(desk.decide(.split(variable: 2), on: template, at: 5) == nil)
        for number in 0..<4 { desk.say("request \(number) from host-\(number % 2) failed", at: 6) }
        let clusters = desk.look(at: 7).0.clusters.filter { $0.template.string.contains("request") }
        #expect(
            Dictionary(uniqueKeysWithValues: clusters.map { ($0.template.string, $0.records) })
                == [
                    template: 3, "request <*> from host-0 failed": 2,
                    "request <*> from host-1 failed": 2,
                ])
        #expect(clusters.allSatisfy { $0.template.string == template || $0.values.count == 1 })
        #expect(desk.addsUp)
    }

    @Test("a split at a variable that is not there is refused in one sentence")
    func refusesSplit() {
        let desk = desk()
        #expect(
            desk.decide(.split(variable: 3), on: "request <*> from <*> failed", at: 5)
                == "the template has 2 <*>, so it cannot be split at number 3")
        #expect(
            desk.decide(.split(variable: 1), on: "disk is full", at: 5)
                == "the template has no <*> to split at")
    }

    @Test("a link by hand is shown, can be taken back, and never goes in a circle")
    func links() {
        let desk = desk()
        let disk = desk.reference("disk is full", at: 4)
        let queue = desk.reference("queue is long", at: 4)
        #expect(desk.decide(.link(symptomOf: disk), on: "queue is long", at: 5) == nil)
        let relation = desk.cluster("queue", at: 6)?.relation
        #expect(relation?.cause == disk.id)
        #expect(relation?.isByHand == true)
        #expect(desk.book.handLinks == [queue.id: .symptom(of: disk.id)])
        #expect(desk.decide(.link(symptomOf: queue), on: "disk is full", at: 7) != nil)
        #expect(
            desk.decide(.link(symptomOf: disk), on: "disk is full", at: 7)
                == "a cluster is no symptom of itself")
        desk.decide(.unlink, on: "queue is long", at: 8)
        #expect(desk.cluster("queue", at: 9)?.relation == nil)
        #expect(desk.book.handLinks == [queue.id: .noSymptom])
    }

    @Test("a journal can be replayed before the log is read")
    func replays() {
        let desk = ClusterDesk()
        desk.decide(.pin(true), on: "queue is long", at: -100)
        desk.decide(
            .merge(into: ClusterReference(id: ClusterID(9), template: "queue is long")),
            on: "disk is full", at: -99)
        desk.say("queue is long", at: 1, .warning)
        #expect(desk.cluster("queue", at: 2)?.marks.isPinned == true)
        desk.say("disk is full", at: 3)
        let clusters = desk.look(at: 4).0.clusters
        #expect(clusters.map(\.template.string) == ["queue is long"])
        #expect(clusters.first?.records == 2)
    }

    @Test("a decision that comes twice is taken once")
    func isIdempotent() {
        let desk = desk()
        let reference = desk.reference("queue is long", at: 4)
        let pin = RecordedClusterAction(
            at: Timestamp(nanoseconds: desk.moment(5)), cluster: reference, action: .pin(true))
        _ = desk.book.perform(pin, at: desk.moment(5))
        desk.decide(.pin(false), on: "queue is long", at: 6)
        _ = desk.book.perform(pin, at: desk.moment(7))
        #expect(desk.cluster("queue", at: 8)?.marks.isPinned == false)
    }

    @Test("a number still names its cluster when the template has changed since")
    func findsByFormerTemplate() {
        let desk = ClusterDesk()
        desk.say("session of user alice was closed by the gateway", at: 0)
        let reference = desk.reference("session of user alice was closed by the gateway", at: 1)
        for name in ["bob", "carol", "dave", "eve"] {
            desk.say("session of user \(name) was closed by the gateway", at: 2)
        }
        _ = desk.look(at: 3)
        _ = desk.book.perform(
            RecordedClusterAction(
                at: Timestamp(nanoseconds: desk.moment(4)), cluster: reference,
                action: .pin(true)), at: desk.moment(4))
        #expect(desk.cluster("<*>", at: 5)?.marks.isPinned == true)
    }

    @Test("decisions that wait are bounded")
    func boundsWaiting() {
        let desk = ClusterDesk()
        var refusal: String?
        for number in 0...DecisionLog.waitingLimit {
            refusal = desk.decide(.pin(true), on: "never said \(number)", at: Double(number))
        }
        #expect(refusal == "too many decisions wait for clusters that have not spoken yet")
    }

    @Test("what people decided about is not evicted")
    func keepsMarkedClusters() {
        let desk = ClusterDesk(shapeLimit: 256)
        desk.say("disk is full", at: 0, .info)
        desk.decide(.setPriority(.p1), on: "disk is full", at: 1)
        var words = SeededBytes(seed: 9)
        for number in 0..<3_000 {
            desk.say("\(words.word()) \(words.word()) \(words.word())", at: Double(number))
        }
        #expect(desk.cluster("disk is full", at: 3_001)?.priority == .p1)
        #expect(desk.addsUp)
    }
}
