import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct FlapMeterTests {
    private func meter(after outcomes: [Outcome]) -> FlapMeter {
        var meter = FlapMeter(rule: FlappingRule())
        for outcome in outcomes { meter.note(outcome) }
        return meter
    }

    /// `count` changes, one a reading, after a first reading.
    private func changes(_ count: Int) -> [Outcome] {
        (0...count).map { $0.isMultiple(of: 2) ? .up : .down }
    }

    @Test func weightsRiseFromOldToNewAndAddUpToTheWindow() {
        let rule = FlappingRule()
        #expect(abs(rule.weight(age: 19) - 0.8) < 1e-9)
        #expect(abs(rule.weight(age: 0) - 1.2) < 1e-9)
        let sum = (0..<20).reduce(0) { $0 + rule.weight(age: $1) }
        #expect(abs(sum - 20) < 1e-9)
    }

    @Test func theShareIsThatOfTheWholeWindow() {
        #expect(meter(after: []).share == 0)
        #expect(meter(after: [.down]).share == 0, "a first reading is no change")
        #expect(abs(meter(after: changes(1)).share - 0.06) < 1e-9)
        #expect(abs(meter(after: changes(20)).share - 1) < 1e-9)
        #expect(abs(meter(after: changes(500)).share - 1) < 1e-9)
    }

    @Test func newerChangesWeighMore() {
        let calm = [Outcome](repeating: .up, count: 10)
        let recent = meter(after: calm + [.up, .down]).share
        let older = meter(after: [.up, .down] + calm.map { _ in .down }).share
        #expect(recent > older)
        #expect(older > 0)
    }

    @Test func itBeginsAtThirtyPercent() {
        // 1.2 + 1.18 + … : five changes in a row are 29 %, six 34 %.
        #expect(!meter(after: changes(5)).isFlapping)
        #expect(meter(after: changes(6)).isFlapping)
    }

    @Test func itEndsBelowTwentyFivePercent() {
        var meter = meter(after: changes(6))
        var shares: [Double] = []
        while meter.isFlapping, shares.count < 100 {
            shares.append(meter.share)
            meter.note(.up)
        }
        #expect(shares.contains { $0 < 0.30 }, "it goes on between the two limits")
        #expect(shares.allSatisfy { $0 >= 0.25 })
        #expect(meter.share < 0.25)
    }

    @Test func changesOlderThanTheWindowCountNoMore() {
        #expect(meter(after: changes(9) + [Outcome](repeating: .down, count: 20)).share == 0)
    }

    @Test func ownSideFailuresArePassedOver() {
        #expect(meter(after: [.up, .unknown, .up, .unknown, .unknown, .up]).share == 0)
        #expect(meter(after: [.up, .unknown, .down]).share == meter(after: [.up, .down]).share)
    }

    @Test func aServiceFlapsWhenAnyOfItsProbesDoesAndTellsItOnce() {
        var driver = BoardDriver([("app", [])], probes: 2)
        for outcome in changes(12) {
            driver.read("app", .up, probe: 0)
            driver.read("app", outcome, probe: 1)
        }
        #expect(driver["app"].isFlapping)
        #expect(driver["app"].changeShare > 0.3)
        #expect(driver.events == [.flappingChanged(service: ServiceID("app"), isFlapping: true)])
        driver.read("app", .up, times: 1)
        for _ in 0..<20 { driver.read("app", .up, probe: 1) }
        #expect(!driver["app"].isFlapping)
        #expect(
            driver.events.last == .flappingChanged(service: ServiceID("app"), isFlapping: false))
        #expect(driver.events.count == 2)
    }
}
