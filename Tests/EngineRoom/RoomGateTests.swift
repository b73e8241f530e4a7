import Foundation
import IncidentModel
import Journal
import SafeText
import Synchronization
import Testing

@testable import EngineRoom

/// Gates end to end: on the two live panes and by commands, with real probes, logs and processes.
@Suite(.timeLimit(.minutes(5))) struct RoomGateTests {
    private static let web = ServiceID("web")

    private static func runbook(_ gates: [String]) -> String {
        "# Drill\n\n## Act\n\n### Look\n\n```bash\necho one\n```\n\n**Expected:**\n\n"
            + gates.map { "- `\($0)`\n" }.joined()
    }

    @Test func conditionsOnHealthyPanesAreMet() async throws {
        let bench = try RoomBench(
            """
            services: [{name: web, probes: [{exec: "exit 0"}]}]
            sources: [{name: app, file: app.log}]
            """,
            runbook: Self.runbook([
                "probe web is up for 1s", "all probes are up", "response of web < 5s",
                "cluster matching \"ModuleNotFoundError\" silent for 1s",
            ]))
        let now = Date().formatted(.iso8601)
        try bench.folder.write("\(now) INFO started\n", to: "app.log")
        let room = bench.room()
        room.start()
        #expect(await eventually { (0..<4).allSatisfy { bench.isMet($0) } })
        room.stop(cancellingSteps: false)
    }

    @Test func conditionsOnSickPanesAreUnmet() async throws {
        let bench = try RoomBench(
            """
            services: [{name: web, probes: [{exec: "exit 2"}]}]
            sources: [{name: app, file: app.log}]
            """,
            runbook: Self.runbook([
                "probe web is up", "response of web < 5s", "errors < 3 per hour",
                "cluster matching \"ModuleNotFoundError\" silent for 1h",
            ]))
        let now = Date().formatted(.iso8601)
        let line = "\(now) ERROR ModuleNotFoundError: no module\n"
        try bench.folder.write(String(repeating: line, count: 4), to: "app.log")
        let room = bench.room()
        room.start()
        #expect(await eventually { (0..<3).allSatisfy { bench.isUnmet($0) } })
        #expect(await eventually { bench.gate(3) != nil })
        #expect(!bench.isMet(3))
        room.stop(cancellingSteps: false)
    }

    @Test func whatNobodyWatchesIsNoDataAndNeverPasses() async throws {
        let bench = try RoomBench(
            "services: [{name: web, probes: [{exec: \"exit 0\"}]}]",
            runbook: Self.runbook([
                "errors < 5 per hour", "cluster matching \"x\" silent for 1s",
                "availability of web over 24h >= 99.9%",
            ]))
        let room = bench.room()
        room.start()
        #expect(await eventually { bench.log.services.first?.verdict == .up })
        #expect(await eventually { (0..<3).allSatisfy { bench.isNoData($0) } })
        room.stop(cancellingSteps: false)
        let turned = try bench.eventsOnDisk().filter {
            if case .gateChanged = $0.body { true } else { false }
        }
        #expect(turned.isEmpty)
    }

    @Test func availabilityGoesOnFromWhatEarlierConsolesSaw() async throws {
        let bench = try RoomBench(
            "services: [{name: web, probes: [{exec: \"exit 0\", every: 1h}]}]",
            runbook: Self.runbook(["availability of web over 24h >= 99.9%"]))
        try Self.recordADay(bench)
        let room = bench.room()
        room.start()
        #expect(await eventually { bench.isMet(0) })
        room.stop(cancellingSteps: false)
    }

    @Test func commandMeetsItsGateAfterTheRun() async throws {
        let bench = try RoomBench(runbook: Self.verified("test -f there"))
        let room = bench.room()
        room.start()
        #expect(await bench.run(bench.step(1), in: room))
        #expect(await eventually { bench.gate(0) == .unmet("exit status 1") })
        try bench.folder.write("", to: "work/there")
        #expect(await eventually { bench.isMet(0) })
        room.stop(cancellingSteps: false)
        let gates = try bench.stateOnDisk().gates
        if case .met? = gates[bench.check(0)] {} else { Issue.record("the journal has \(gates)") }
    }

    @Test func gateThatDoesNotHoldInTimeProposesTheRollback() async throws {
        let bench = try RoomBench(runbook: Self.verified("test -f there"))
        let lead = Lead()
        let room = bench.room(change: { plan in
            let now = plan.now
            plan.now = { now() + .seconds(lead.seconds.withLock { $0 }) }
        })
        room.start()
        #expect(await bench.run(bench.step(1), in: room))
        #expect(await eventually { bench.gate(0) == .unmet("exit status 1") })
        lead.seconds.withLock { $0 = 3600 }
        // Any news makes the room look at the clock, which jumped.
        room.perform(.loadRunbook(bench.folder.file("drill.md")))
        #expect(
            await eventually {
                bench.log.bodies.contains(
                    .rollbackProposed(
                        runbook: bench.step(1).runbook, phase: 1,
                        reason: "a gate of step 1.1 did not hold in time: exit status 1"))
            })
        room.stop(cancellingSteps: false)
    }

    @Test func checkIsLookedAtAgainOnRequest() async throws {
        let bench = try RoomBench(runbook: Self.verified("test -f there"))
        let room = bench.room()
        room.start()
        room.perform(.recheck(bench.check(0)))
        #expect(await eventually { bench.gate(0) == .unmet("exit status 1") })
        try bench.folder.write("", to: "work/there")
        room.perform(.recheck(bench.check(0)))
        #expect(await eventually { bench.isMet(0) })
        room.stop(cancellingSteps: false)
    }

    @Test func commandThatDoesMoreThanReadIsAskedForFirst() async throws {
        let bench = try RoomBench(runbook: Self.verified("touch looked; test -f there"))
        let room = bench.room()
        room.start()
        room.perform(.recheck(bench.check(0)))
        #expect(await eventually { !bench.log.previews(bench.step(1)).isEmpty })
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/looked")))
        let run = try #require(bench.log.previews(bench.step(1)).last?.run)
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { bench.gate(0) == .unmet("exit status 1") })
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("work/looked")))
        #expect(bench.log.ends(bench.step(1)).isEmpty, "it is no run of the step")
        room.stop(cancellingSteps: false)
        let notes = try bench.eventsOnDisk().filter {
            if case .noteAdded = $0.body { true } else { false }
        }
        #expect(notes.count == 1)
    }

    private static func verified(_ command: String) -> String {
        """
        # Drill

        ## Act (0-5 minutes)

        ### Look

        ```bash
        echo one
        ```

        ```bash {verify every=100ms}
        \(command)
        ```

        ## Rollback

        ### Undo

        ```bash
        echo back
        ```
        """
    }

    /// A day on record in which the service was up, with a reading every hour.
    private static func recordADay(_ bench: RoomBench) throws {
        let now = Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
        let start = now + .seconds(-25 * 3600)
        let store = try JournalStore(folder: bench.incident)
        defer { store.close() }
        func append(_ body: EventBody, at: Timestamp) throws {
            _ = try store.append([body], actor: "ada@test", at: at, monotonic: 0)
        }
        try append(.consoleStarted(version: "1.0"), at: start)
        let change = ServiceChange(
            service: web, from: .unknown, to: .up, cause: .none, since: start, reason: .empty)
        try append(.serviceChanged(change), at: start)
        let moments = (0..<25).map { start + .seconds($0 * 3600) } + [now + .seconds(-1)]
        try store.recordSamples(
            moments.map { moment in
                Reading(
                    probe: ProbeID(service: web, index: 0), kind: "exec", startedAt: moment,
                    duration: .milliseconds(5), outcome: .up)
            })
        try append(.consoleStopped, at: now)
    }
}

/// How far a room's clock is ahead of the real one.
private final class Lead: Sendable {
    let seconds = Mutex(Int64(0))
}

extension RoomBench {
    fileprivate func check(_ index: Int) -> CheckID { CheckID(step: step(1), index: index) }
    fileprivate func gate(_ index: Int) -> GateState? { log.gates[check(index)] }
    fileprivate func isMet(_ index: Int) -> Bool {
        if case .met? = gate(index) { true } else { false }
    }
    fileprivate func isUnmet(_ index: Int) -> Bool {
        if case .unmet? = gate(index) { true } else { false }
    }
    fileprivate func isNoData(_ index: Int) -> Bool {
        if case .noData? = gate(index) { true } else { false }
    }
}
