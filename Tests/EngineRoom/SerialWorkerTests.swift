import Foundation
import Synchronization
import Testing

@testable import EngineRoom

/// One thread, one job after another, one alarm.
@Suite(.timeLimit(.minutes(2))) struct SerialWorkerTests {
    private let seen = Seen()

    @Test func jobsRunOneAfterAnotherInTheOrderOfTheirArrival() {
        let worker = SerialWorker(name: "test")
        for number in 0..<1000 { worker.post { [seen] in seen.add("\(number)") } }
        worker.stop()
        #expect(seen.words == (0..<1000).map(String.init))
        #expect(seen.threads == 1)
    }

    @Test func stopReturnsOnlyWhenAllJobsAreDone() {
        let worker = SerialWorker(name: "test")
        worker.post { usleep(50_000) }
        worker.post { [seen] in seen.add("last") }
        worker.stop()
        #expect(seen.words == ["last"])
    }

    @Test func nothingRunsAfterStop() async {
        let worker = SerialWorker(name: "test")
        worker.stop()
        worker.post { [seen] in seen.add("late") }
        worker.stop()
        try? await Task.sleep(for: .milliseconds(50))
        #expect(seen.words.isEmpty)
    }

    @Test func alarmRunsOnceByItself() async {
        let worker = SerialWorker(name: "test")
        worker.post { [seen] in worker.setAlarm(after: .milliseconds(5)) { seen.add("rang") } }
        #expect(await eventually { seen.words == ["rang"] })
        worker.stop()
        #expect(seen.words == ["rang"])
    }

    @Test func laterAlarmReplacesTheEarlierOne() async {
        let worker = SerialWorker(name: "test")
        worker.post { [seen] in
            worker.setAlarm(after: .milliseconds(10)) { seen.add("first") }
            worker.setAlarm(after: .milliseconds(60)) { seen.add("second") }
        }
        #expect(await eventually { !seen.words.isEmpty })
        worker.stop()
        #expect(seen.words == ["second"])
    }

    @Test func alarmIsTakenBack() async {
        let worker = SerialWorker(name: "test")
        worker.post { [seen] in
            worker.setAlarm(after: .milliseconds(10)) { seen.add("rang") }
            worker.setAlarm(after: nil)
        }
        try? await Task.sleep(for: .milliseconds(150))
        worker.post { [seen] in seen.add("job") }
        worker.stop()
        #expect(seen.words == ["job"])
    }

    @Test func distantAlarmDelaysNeitherJobsNorTheEnd() async {
        let worker = SerialWorker(name: "test")
        worker.post { [seen] in worker.setAlarm(after: .seconds(3600)) { seen.add("rang") } }
        worker.post { [seen] in seen.add("job") }
        #expect(await eventually { seen.words == ["job"] })
        worker.post { [seen] in seen.add("another") }
        #expect(await eventually { seen.words == ["job", "another"] })
        worker.stop()
        #expect(seen.words == ["job", "another"])
    }

    /// What ran, and on how many threads.
    private final class Seen: Sendable {
        private let kept = Mutex((words: [String](), threads: Set<UInt>()))

        var words: [String] { kept.withLock { $0.words } }
        var threads: Int { kept.withLock { $0.threads.count } }

        func add(_ word: String) {
            let thread = UInt(pthread_self())
            kept.withLock { kept in
                kept.words.append(word)
                kept.threads.insert(thread)
            }
        }
    }
}
