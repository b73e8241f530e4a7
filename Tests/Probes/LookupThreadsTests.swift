import Dispatch
import NIOCore
import Synchronization
import Testing

@testable import Probes

@Suite struct LookupThreadsTests {
    @Test func namesAreLookedUpAndThreadsEnd() async {
        let threads = LookupThreads(limit: 2)
        let answers = Mutex<[LookupThreads.Answer]>([])
        for _ in 0..<10 {
            threads.look(up: "localhost") { answer in answers.withLock { $0.append(answer) } }
        }
        #expect(await eventually { answers.withLock(\.count) == 10 })
        let found = answers.withLock { $0 }.compactMap { try? $0.get().first?.ipAddress }
        #expect(found.count == 10)
        #expect(found.allSatisfy { ["127.0.0.1", "::1"].contains($0) })
        threads.close(wait: .seconds(10))
    }

    @Test func afterTheEndNobodyIsCalled() {
        let threads = LookupThreads(limit: 1)
        threads.close(wait: .seconds(1))
        let calls = Atomic<Int>(0)
        threads.look(up: "localhost") { _ in calls.add(1, ordering: .relaxed) }
        #expect(calls.load(ordering: .relaxed) == 0)
    }
}
