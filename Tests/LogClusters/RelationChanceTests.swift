import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Relations by chance")
struct RelationChanceTests {
    /// A small generator, so that every run sees the same timelines.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let services = ["shop", "auth", "db", "cache", "mail"]
    private static let needs: [DisplayText: [DisplayText]] = [
        "shop": ["auth", "db"], "auth": ["cache"], "mail": ["db"],
    ]
    private static let words = [
        "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india",
        "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo",
        "sierra", "tango",
    ]

    /// Twenty clusters that know nothing of each other, for an hour; some are there from the start, some
    /// begin on their own, some come in bursts, some are periodic.
    private static func timeline(seed: UInt64) -> RelationTimeline {
        var dice = Dice(state: seed)
        var log = RelationTimeline(needs: needs)
        for minute in 0..<60 { log.add(Double(minute * 60), .info, "shop", "all is well") }
        for word in words {
            let service = services.randomElement(using: &dice) ?? "shop"
            let severity: Severity = Bool.random(using: &dice) ? .error : .warning
            let text = "\(word) went wrong at the \(word) place"
            let gap = exp(Double.random(in: 2...6, using: &dice))
            let isPeriodic = Int.random(in: 0..<4, using: &dice) == 0
            var second =
                Bool.random(using: &dice)
                ? Double.random(in: 0...gap, using: &dice)
                : Double.random(in: 0...3_000, using: &dice)
            var trace = 0
            while second < 3_600 {
                trace = Int.random(in: 0..<1_000_000, using: &dice)
                log.add(second, severity, service, text, trace: "request-\(trace)")
                let draw = Double.random(in: 1e-9..<1, using: &dice)
                second += isPeriodic ? gap : -log2(draw) * gap
            }
        }
        return log
    }

    @Test("clusters that know nothing of each other get nearly no proposals")
    func proposesNearlyNothingByChance() {
        var proposals = 0
        var clusters = 0
        for seed in 1...12 {
            let status = Self.timeline(seed: UInt64(seed)).status()
            clusters += status.clusters.count { $0.severity >= .warning }
            proposals += status.clusters.count { $0.relation != nil }
        }
        #expect(clusters == 12 * Self.words.count)
        #expect(proposals <= clusters / 30, "\(proposals) of \(clusters)")
    }

    @Test("a cause among them is found")
    func findsPlantedCauses() {
        var found = 0
        for seed in 1...8 {
            var log = Self.timeline(seed: UInt64(seed))
            var dice = Dice(state: UInt64(seed) &* 77)
            let start = Double.random(in: 600...2_000, using: &dice)
            for beat in 0..<60 {
                log.add(start + Double(beat) * 7, .error, "db", "disk is full, cannot write")
                log.add(start + 2 + Double(beat) * 3, .error, "mail", "letter stays unsent for now")
            }
            let status = log.status()
            let letter = status.clusters.first { $0.template.string.contains("letter") }
            if letter?.symptomOf == status.id("disk is full") { found += 1 }
        }
        #expect(found >= 7, "\(found) of 8")
    }

    @Test("the result is the same for the same records, and every chain ends")
    func isDeterministic() {
        for seed in 100...102 {
            let log = Self.timeline(seed: UInt64(seed))
            let status = log.status()
            #expect(status == log.status())
            for cluster in status.clusters {
                var at = cluster.id
                var steps = 0
                while let cause = status.clusters.first(where: { $0.id == at })?.symptomOf {
                    at = cause
                    steps += 1
                    if steps > status.clusters.count { break }
                }
                #expect(steps <= 1)
            }
        }
    }
}
