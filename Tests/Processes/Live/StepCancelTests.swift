import Foundation
import Processes
import Testing

@Suite("Running, point 2: INT, TERM and KILL to the group, then every orphan")
struct StepCancelTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func cancelled(
        _ script: String, ready: String = "ready\n", ladder: StopLadder = .quick, presses: Int = 1
    ) async throws -> (StepObserver, Marker) {
        let marker = Marker()
        let handle = try launch(script, in: folder) {
            $0.environment = .adding(marker.environment)
            $0.ladder = ladder
        }
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text().contains(ready) })
        #expect(!marker.processes().isEmpty)
        for press in 0..<presses {
            if press > 0 { try await Task.sleep(for: .milliseconds(100)) }
            attachment.cancel()
        }
        _ = await observer.end()
        return (observer, marker)
    }

    @Test func plainCommandIsCancelled() async throws {
        let (step, marker) = try await cancelled("echo ready; sleep 60")
        #expect(step.result?.end == .cancelled)
        #expect(marker.processes().isEmpty)
    }

    @Test(arguments: [
        "setsid sleep 60 & echo ready; wait",
        "nohup sleep 60 >/dev/null 2>&1 & echo ready; wait",
        "(setsid bash -c 'sleep 60 & disown; exec sleep 60' &) ; echo ready; sleep 60",
        "( ( setsid nohup bash -c 'trap \"\" INT TERM HUP; sleep 60' & ) & ) ; echo ready; sleep 60",
        "trap '' INT TERM; echo ready; while :; do sleep 1; done",
        "kill -STOP $$ & echo ready; sleep 60",
        "set -m; sleep 60 & sleep 61 & echo ready; wait",
    ]) func nothingSurvives(_ script: String) async throws {
        let (step, marker) = try await cancelled(script)
        #expect(step.result?.end == .cancelled)
        #expect(step.result?.survivors == 0)
        #expect(marker.processes().isEmpty)
    }

    @Test func commandMayCleanUpAfterInterrupt() async throws {
        let (step, _) = try await cancelled("trap 'echo tidy; exit 3' INT; echo ready; sleep 60")
        #expect(step.result?.end == .cancelled)
        #expect(step.text() == "ready\ntidy\n")
    }

    @Test func terminateFollowsInterrupt() async throws {
        let (step, _) = try await cancelled(
            "trap '' INT; trap 'echo told; exit' TERM; echo ready; while :; do sleep .05; done")
        #expect(step.text(.standardOutput) == "ready\ntold\n")
    }

    @Test func furtherRequestsEscalateAtOnce() async throws {
        let slow = StopLadder(interruptMilliseconds: 60_000, terminateMilliseconds: 60_000)
        let (step, marker) = try await cancelled(
            "trap '' INT TERM; echo ready; while :; do sleep .05; done", ladder: slow, presses: 3)
        #expect(step.result?.end == .cancelled)
        #expect(marker.processes().isEmpty)
    }

    @Test func timeoutLeavesNothingEither() async throws {
        let marker = Marker()
        let script = "setsid sleep 60 & trap '' INT TERM; sleep 60; sleep 60"
        let step = try await run(script, in: folder) {
            $0.environment = .adding(marker.environment)
            $0.timeout = .milliseconds(300)
        }
        #expect(step.result?.end == .timedOut)
        #expect(marker.processes().isEmpty)
    }

    @Test func endedStepCannotBeCancelled() async throws {
        let step = try await run("true", in: folder)
        #expect(step.result?.end == .exited(0))
        let handle = StepHandle(folder: folder.file("step-1.1"))
        #expect(await eventually { !handle.cancel() })
    }
}
