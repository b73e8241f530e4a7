import SafeText
import IncidentModel
import Testing

@testable import EngineRoom

/// Gates are waited for until a moment, and given up once.
struct GateDeadlinesTests {
    private let step = StepID(runbook: RunbookID("drill"), phase: 1, step: 1)
    private var check: CheckID { CheckID(step: step, index: 0) }

    @Test func gateThatDoesNotHoldInTimeIsGivenUpOnce() {
        var deadlines = GateDeadlines()
        deadlines.wait(for: check, until: Timestamp(seconds: 10))
        #expect(deadlines.next == Timestamp(seconds: 10))
        #expect(deadlines.takeExpired(at: Timestamp(seconds: 9), states: [:]) == [])
        let states: [CheckID: GateState] = [check: .unmet("down")]
        #expect(deadlines.takeExpired(at: Timestamp(seconds: 10), states: states) == [check])
        #expect(deadlines.takeExpired(at: Timestamp(seconds: 11), states: states) == [])
        #expect(deadlines.next == nil)
    }

    @Test func gateThatHoldsIsNotGivenUp() {
        var deadlines = GateDeadlines()
        deadlines.wait(for: check, until: Timestamp(seconds: 10))
        let states: [CheckID: GateState] = [check: .met(at: Timestamp(seconds: 5))]
        #expect(deadlines.takeExpired(at: Timestamp(seconds: 20), states: states) == [])
        #expect(deadlines.next == nil)
    }

    @Test(arguments: [
        GateState.noData("no reading"),
        .holding(since: Timestamp(seconds: 1), remaining: .seconds(5)),
    ])
    func noDataAndNotYetAreNoPass(state: GateState) {
        var deadlines = GateDeadlines()
        deadlines.wait(for: check, until: Timestamp(seconds: 10))
        #expect(
            deadlines.takeExpired(at: Timestamp(seconds: 10), states: [check: state]) == [check])
    }

    @Test func stepThatIsStartedAgainIsNoLongerWaitedFor() {
        var deadlines = GateDeadlines()
        deadlines.wait(for: check, until: Timestamp(seconds: 10))
        deadlines.forget(step)
        #expect(deadlines.next == nil)
    }
}
