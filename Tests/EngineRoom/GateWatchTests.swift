import Conditions
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Gates over a manual clock: what turned is told once, what counts down is told as counting.
struct GateWatchTests {
    private static let start = Timestamp(seconds: 10_000)

    @Test func gateThatStaysMetKeepsItsMoment() throws {
        var watch = try Self.watch(["probe web is up"])
        _ = watch.judge(Self.snapshot(at: 0))
        let again = watch.judge(Self.snapshot(at: 60))
        #expect(watch.states[Self.check(1)] == .met(at: Self.start))
        #expect(again.turned.isEmpty)
        #expect(!again.hasMoved)
    }

    @Test func gateThatIsMetAnewHasANewMoment() throws {
        var watch = try Self.watch(["probe web is up"])
        _ = watch.judge(Self.snapshot(at: 0))
        let lost = watch.judge(Self.snapshot(.down, at: 10))
        #expect(lost.turned.map(\.check) == [Self.check(1)])
        #expect(lost.turned.map(\.state) == [.unmet("web is down")])
        let regained = watch.judge(Self.snapshot(at: 20))
        #expect(regained.turned.map(\.state) == [.met(at: Self.start + .seconds(20))])
    }

    @Test func changeBetweenTwoWaysOfNotBeingMetIsShownButNoEvent() throws {
        var watch = try Self.watch(["probe web is up"])
        let first = watch.judge(Self.snapshot(nil, at: 0))
        #expect(first.hasMoved && first.turned.isEmpty)
        let second = watch.judge(Self.snapshot(.down, at: 1))
        #expect(second.hasMoved && second.turned.isEmpty)
        let third = watch.judge(Self.snapshot(.down, at: 2))
        #expect(!third.hasMoved)
    }

    @Test func gateThatHoldsIsCountingUntilItIsMet() throws {
        var watch = try Self.watch(["probe web is up for 10s"])
        let early = watch.judge(Self.snapshot(at: 4))
        #expect(early.isCounting && early.turned.isEmpty)
        #expect(
            watch.states[Self.check(1)]
                == .holding(since: Self.start, remaining: .seconds(6)))
        let late = watch.judge(Self.snapshot(at: 10))
        #expect(!late.isCounting)
        #expect(late.turned.map(\.state) == [.met(at: Self.start + .seconds(10))])
    }

    @Test func turnedGatesComeInTheOrderOfTheRunbook() throws {
        let many = Array(repeating: "probe web is up", count: 20)
        var watch = try Self.watch(many)
        let verdicts = watch.judge(Self.snapshot(at: 0))
        #expect(verdicts.turned.map(\.check) == (1...20).map(Self.check))
    }

    @Test func secondRunbookAddsItsGates() throws {
        var watch = try Self.watch(["probe web is up"])
        watch.watch([Self.check(2): try Condition.parse("probe web is down")])
        #expect(watch.judge(Self.snapshot(at: 0)).turned.map(\.check) == [Self.check(1)])
        #expect(watch.states.count == 2)
    }

    private static func check(_ number: Int) -> CheckID {
        CheckID(step: StepID(runbook: RunbookID("r"), phase: 1, step: number), index: 0)
    }

    private static func watch(_ conditions: [String]) throws -> GateWatch {
        var watch = GateWatch()
        for (offset, text) in conditions.enumerated() {
            watch.watch([check(offset + 1): try Condition.parse(text)])
        }
        return watch
    }

    /// One service `web`, up or down since the start; nil for no reading yet.
    private static func snapshot(_ verdict: Verdict? = .up, at seconds: Int) -> ModelSnapshot {
        var service = ServiceStatus(id: ServiceID("web"))
        if let verdict {
            service.verdict = verdict
            service.since = start
            service.latest = [
                Reading(
                    probe: ProbeID(service: service.id, index: 0), kind: "http", startedAt: start,
                    duration: .milliseconds(5), outcome: verdict == .up ? .up : .down)
            ]
        }
        return ModelSnapshot(
            now: start + .seconds(seconds), watchingSince: start, services: [service],
            logs: LogStatus())
    }
}
