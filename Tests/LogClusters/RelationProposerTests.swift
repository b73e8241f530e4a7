import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Proposed relations")
struct RelationProposerTests {
    /// A cause of which every request brings a symptom in another service.
    private func requests(count: Int, needs: [DisplayText: [DisplayText]] = [:])
        -> RelationTimeline
    {
        var log = RelationTimeline(needs: needs)
        for request in 0..<count {
            let second = Double(request) * 20 + Double(request * 7 % 13)
            let trace = "trace-\(request)-of-many"
            log.add(second, .error, "db", "pool exhausted while waiting", trace: trace)
            log.add(second + 3, .error, "shop", "order could not be stored", trace: trace)
        }
        return log
    }

    @Test("shared request ids are enough, and the earlier record is the cause's")
    func relatesByRequests() {
        let status = requests(count: 12).status()
        #expect(status.links == ["order could not be stored": "pool exhausted while waiting"])
        let shop = status.clusters.first { $0.id == status.id("order") }
        #expect(shop?.relation?.evidence.first == "12 shared request ids")
    }

    @Test("of very many requests a sample is compared")
    func comparesSamples() {
        let status = requests(count: 2_000).status()
        let evidence = status.clusters.compactMap(\.relation).first?.evidence.first?.string
        #expect(evidence?.hasPrefix("at least ") == true)
    }

    @Test("a warning that nearly every request has is no cause")
    func ignoresUbiquitousRequests() {
        var log = RelationTimeline()
        for request in 0..<400 {
            let second = Double(request)
            let trace = "trace-\(request)-of-many"
            log.add(second, .warning, "shop", "deprecated header in use", trace: trace)
            if request % 10 == 0 {
                log.add(second + 0.5, .error, "bank", "payment was declined", trace: trace)
            }
        }
        #expect(log.links().isEmpty)
    }

    @Test("a constant in the place of request ids says nothing")
    func ignoresConstants() {
        var log = RelationTimeline()
        for second in 0..<100 {
            log.add(Double(second), .error, "a", "first thing failed", trace: "00000000")
            log.add(Double(second) + 0.3, .error, "b", "second thing broke", trace: "00000000")
        }
        #expect(log.links().isEmpty)
    }

    /// Two clusters that begin one after the other, long after the log's start.
    private func onsets(needs: [DisplayText: [DisplayText]], delay: Double = 3) -> RelationTimeline
    {
        var log = RelationTimeline(needs: needs)
        for second in 0..<600 { log.add(Double(second), .info, "shop", "all is well") }
        for beat in 0..<30 {
            log.add(600 + Double(beat) * 5, .error, "db", "disk is full")
            log.add(600 + delay + Double(beat) * 4, .error, "shop", "order could not be stored")
        }
        return log
    }

    @Test("onset alone is one kind of evidence, too little")
    func needsTwoKinds() {
        #expect(onsets(needs: [:]).links().isEmpty)
    }

    @Test("onset and needs are two")
    func relatesByOnsetAndNeeds() {
        let status = onsets(needs: ["shop": ["db"]]).status()
        let shop = status.clusters.first { $0.id == status.id("order") }
        #expect(shop?.symptomOf == status.id("disk"))
        #expect(shop?.relation?.evidence == ["began 3 s later", "shop needs db"])
    }

    @Test("a service is no symptom of one that needs it")
    func respectsDirection() {
        #expect(onsets(needs: ["db": ["shop"]]).links().isEmpty)
    }

    @Test("an onset long after the other says nothing")
    func ignoresLateOnsets() {
        #expect(onsets(needs: ["shop": ["db"]], delay: 100).links().isEmpty)
    }

    @Test("a rise above the usual rate is an onset")
    func seesRises() {
        var log = RelationTimeline(needs: ["shop": ["db"]])
        for second in stride(from: 0.0, to: 1_200, by: 20) {
            log.add(second, .warning, "shop", "slow answer from storage")
        }
        for beat in 0..<100 {
            log.add(700 + Double(beat), .error, "db", "disk is full")
            log.add(702.5 + Double(beat), .warning, "shop", "slow answer from storage")
        }
        let status = log.status()
        let shop = status.clusters.first { $0.id == status.id("slow answer") }
        #expect(shop?.symptomOf == status.id("disk"))
        let words = shop?.relation?.evidence.map(\.string) ?? []
        #expect(words.first?.hasPrefix("rose ") == true, "\(words)")
    }

    @Test("needs that go round in a circle end")
    func toleratesCircularNeeds() {
        let needs: [DisplayText: [DisplayText]] = ["shop": ["db"], "db": ["shop"]]
        #expect(onsets(needs: needs).links().count == 1)
    }

    @Test("what a person linked or unlinked wins")
    func respectsHands() {
        let log = onsets(needs: ["shop": ["db"]])
        let unlinked: [String: String?] = ["order": nil]
        #expect(log.links(byHand: unlinked).isEmpty)
        let status = log.status(byHand: ["disk": "order"])
        #expect(status.links == ["disk is full": "order could not be stored"])
        let disk = status.clusters.first { $0.id == status.id("disk") }
        #expect(disk?.relation?.isByHand == true)
        #expect(disk?.relation?.evidence == ["linked by hand"])
    }

    @Test("chains point to the first cause and say through what")
    func followsChains() {
        var log = RelationTimeline(needs: ["shop": ["cache"], "cache": ["db"]])
        for second in 0..<600 { log.add(Double(second), .info, "shop", "all is well") }
        for beat in 0..<30 {
            log.add(600 + Double(beat) * 5, .error, "db", "disk is full")
            log.add(612 + Double(beat) * 5.3, .error, "cache", "storage gives no answer")
            log.add(624 + Double(beat) * 5.7, .error, "shop", "order could not be kept")
        }
        let status = log.status()
        let shop = status.clusters.first { $0.id == status.id("order") }
        #expect(shop?.symptomOf == status.id("disk"))
        #expect(
            shop?.relation?.evidence.last?.string
                == "through cluster \(status.id("storage")?.number ?? 0)")
    }

    @Test("cycles cannot be made")
    func refusesCycles() {
        var forest = RelationForest()
        let made = [(1, 2), (2, 3), (3, 1), (4, 4)].map { symptom, cause in
            forest.link(ClusterID(symptom), to: ClusterID(cause))
        }
        #expect(made == [true, true, false, false])
        #expect(forest.root(of: ClusterID(1)) == ClusterID(3))
    }
}
