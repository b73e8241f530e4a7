import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct LocalWatchTests {
    private let suspicion: LocalWatch.Suspicion = (Timestamp(seconds: 100), 4)
    private func trouble(_ reason: String = "no route", failing: Int = 4) -> LocalTrouble {
        LocalTrouble(
            since: Timestamp(seconds: 100), reason: .init(reason), failing: failing)
    }

    @Test func witnessesAreTriedOnlyOnASuspicionAndOnceAtATime() {
        var watch = LocalWatch()
        let actions = [
            watch.look(nil, now: 0), watch.look(suspicion, now: 1), watch.look(suspicion, now: 2),
        ]
        #expect(actions == [.none, .tryWitnesses, .none])
    }

    @Test func failingWitnessesMakeItLocalAndAreTriedAgain() {
        var watch = LocalWatch()
        _ = watch.look(suspicion, now: 0)
        #expect(watch.tried("no route", suspicion, now: 10) == .publish(trouble()))
        #expect(watch.nextTry == 10 + LocalWatch.retry)
        let early = watch.look(suspicion, now: 11)
        let late = watch.look(suspicion, now: 10 + LocalWatch.retry)
        #expect([early, late] == [.none, .tryWitnesses])
        // The same again is no news; more failing services are, since the same moment.
        #expect(watch.tried("no route", suspicion, now: 20) == .none)
        let more = (since: Timestamp(seconds: 130), failing: 6)
        #expect(watch.tried("no route", more, now: 30) == .publish(trouble(failing: 6)))
    }

    @Test func aWitnessThatIsWellEndsIt() {
        var watch = LocalWatch()
        _ = watch.look(suspicion, now: 0)
        #expect(watch.tried(nil, suspicion, now: 1) == .none)
        _ = watch.tried("no route", suspicion, now: 2)
        #expect(watch.tried(nil, suspicion, now: 3) == .publish(nil))
    }

    @Test func anAnsweringTargetAndTheEndOfTheSuspicionEndItToo() {
        var watch = LocalWatch()
        _ = watch.tried("no route", suspicion, now: 0)
        #expect(watch.answered() == .publish(nil))
        #expect(watch.answered() == .none)
        _ = watch.tried("no route", suspicion, now: 0)
        #expect(watch.look(nil, now: 1) == .publish(nil))
        #expect(watch.nextTry == nil)
    }

    @Test func whatWitnessesSayAfterTheSuspicionIsOverCountsForNothing() {
        var watch = LocalWatch()
        _ = watch.look(suspicion, now: 0)
        _ = watch.look(nil, now: 1)
        #expect(watch.tried("no route", nil, now: 2) == .none)
        #expect(watch.look(suspicion, now: 3) == .tryWitnesses)
    }
}
