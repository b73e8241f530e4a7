import Foundation
import IncidentModel
import Journal
import SafeText
import Settings
import Synchronization
import Testing

@testable import EngineRoom

/// Warnings and the hook with real commands, and journal time across rooms; the clocks are the tests'.
@Suite(.timeLimit(.minutes(5))) struct RoomClockTests {
    /// A hook that writes down what it is told.
    private static let hook =
        #"printf '%s|%s|%s|%s\n' "$QUELL_EVENT" "$QUELL_INCIDENT" "$QUELL_SEVERITY" "$QUELL_SUBJECT" >> "$ROOM_FOLDER/told""#

    private static func configuration(_ incident: String) throws -> String {
        """
        incident:
          title: Shop is down
          severity: P1
          \(incident)
          hook: \(ConfigurationDraft.quoted(hook))
        services: [{name: a, probes: [{exec: "exit 2"}]}]

        """
    }

    private func warnings(_ bodies: [EventBody]) -> [ClockWarning] {
        bodies.compactMap { if case .noticed(.clock(let warning)) = $0 { warning } else { nil } }
    }

    private func told(_ bench: RoomBench) -> [String] {
        let text = (try? String(contentsOfFile: bench.folder.file("told"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    @Test func clockIsWarnedOfBeforeAndWhenItIsDueAndTheHookIsTold() async throws {
        let bench = try RoomBench(
            try Self.configuration("updates: {business: 3s}\n  warn_before: 2s"))
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { warnings(log.bodies).count == 2 })
        #expect(await eventually { told(bench).count == 3 })
        room.stop(cancellingSteps: false)
        let seen = warnings(log.bodies)
        #expect(seen.map(\.isDue) == [false, true])
        #expect(Set(seen.map(\.dueAt)).count == 1)
        #expect(
            told(bench).sorted()
                == [
                    "opened|INC-1|P1|P1 opened: Shop is down",
                    "update-due-soon|INC-1|P1|update for business is due soon",
                    "update-due|INC-1|P1|update for business is due",
                ].sorted())
        // Between the two no event of the clock lies, and neither came early.
        for event in log.events {
            guard case .noticed(.clock(let warning)) = event.body else { continue }
            let due = warning.dueAt - (warning.isDue ? .zero : .milliseconds(1500))
            #expect(event.at >= due && event.at - due < .seconds(60))
        }
    }

    @Test func whatWasToldIsNotToldAgainAfterARestart() async throws {
        let bench = try RoomBench(
            try Self.configuration("updates: {business: 1s}\n  warn_before: 0s"))
        let room = bench.room()
        room.start()
        #expect(await eventually { warnings(bench.log.bodies).count == 1 })
        room.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        second.perform(.addNote("joined"))
        #expect(await eventually { log.bodies.contains(.noteAdded("joined")) })
        #expect(await eventually { !log.services.isEmpty })
        second.stop(cancellingSteps: false)
        #expect(warnings(log.bodies).isEmpty)
        #expect(try bench.stateOnDisk().record.warnings.count == 1)
    }

    @Test func roomThatOnlyWatchesWarnsNobody() async throws {
        let bench = try RoomBench(
            try Self.configuration("updates: {business: 1s}\n  warn_before: 0s"))
        let room = bench.room(isReadOnly: true)
        room.start()
        #expect(await eventually { bench.log.services.map(\.verdict) == [.down] })
        try? await Task.sleep(for: .seconds(2))
        room.stop(cancellingSteps: false)
        #expect(warnings(bench.log.bodies).isEmpty)
        #expect(told(bench).isEmpty)
    }

    @Test func hookThatFailsIsRecordedAndTold() async throws {
        let bench = try RoomBench(
            "incident: {title: Shop is down, hook: \"exit 3\"}\n"
                + "services: [{name: a, probes: [{exec: \"exit 2\"}]}]\n")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(
            await eventually {
                log.bodies.contains(.noticed(.commandEnded("hook opened", .exited(3))))
            })
        #expect(await eventually { log.notices.contains("the hook opened failed: exit 3") })
        room.stop(cancellingSteps: false)
    }

    @Test func markedMomentsAreTold() async throws {
        let bench = try RoomBench(try Self.configuration("impact: nobody can pay"))
        let room = bench.room()
        room.start()
        #expect(await eventually { told(bench).count == 1 })
        let opened = try #require(bench.log.events.last).at
        room.perform(.edit(.moment(.acknowledged, at: opened, reason: "looking into it")))
        #expect(await eventually { told(bench).count == 2 })
        room.stop(cancellingSteps: false)
        #expect(
            told(bench).last == "acknowledged|INC-1|P1|acknowledged by ada@test: looking into it")
    }

    @Test func setWallClockIsRecordedAndMovesNoTime() async throws {
        let bench = try RoomBench()
        let machine = TestMachine()
        let room = bench.room(change: { $0.use(machine) })
        room.start()
        room.perform(.addNote("before"))
        #expect(await eventually { bench.log.bodies.contains(.noteAdded("before")) })
        machine.setWall(by: -3600)
        room.lookAtWallClock()
        room.perform(.addNote("after"))
        #expect(await eventually { bench.log.bodies.contains(.noteAdded("after")) })
        room.stop(cancellingSteps: false)
        let steps = bench.log.bodies.compactMap { body -> Duration? in
            if case .noticed(.wallClockStepped(let step)) = body { step } else { nil }
        }
        #expect(steps == [.seconds(-3600)])
        let times = bench.log.events.map(\.at)
        #expect(times == times.sorted())
        #expect(try bench.stateOnDisk().record.wallClockOffset == .seconds(-3600))
    }

    @Test func secondConsoleOfTheBootGoesOnWhereTheFirstWas() async throws {
        let bench = try RoomBench()
        let machine = TestMachine()
        let room = bench.room(change: { $0.use(machine) })
        room.start()
        room.stop(cancellingSteps: false)
        machine.sleep(seconds: 600)
        machine.setWall(by: 31_536_000)
        let log = ReportLog()
        let second = bench.room(log: log, change: { $0.use(machine) })
        second.start()
        second.stop(cancellingSteps: false)
        let events = try bench.eventsOnDisk()
        let before = try #require(events.last { $0.body == .consoleStopped && $0.sequence < 3 })
        let after = try #require(log.events.first)
        #expect(after.at - before.at == .seconds(600))
        #expect(after.body == .consoleStarted(version: "1.0", boot: "boot-1"))
        #expect(
            log.bodies.contains(.noticed(.wallClockStepped(by: .seconds(31_536_000)))),
            "\(log.bodies)")
    }

    @Test func consoleAfterARebootHasTheWallClock() async throws {
        let bench = try RoomBench()
        let machine = TestMachine()
        let room = bench.room(change: { $0.use(machine) })
        room.start()
        room.stop(cancellingSteps: false)
        machine.reboot(seconds: 900)
        let log = ReportLog()
        let second = bench.room(log: log, change: { $0.use(machine) })
        second.start()
        second.stop(cancellingSteps: false)
        let first = try #require(try bench.eventsOnDisk().first)
        #expect(try #require(log.events.first).at - first.at == .seconds(900))
    }
}

/// A machine whose clocks a test moves.
private final class TestMachine: Sendable {
    private struct Clocks {
        var wall = Timestamp(seconds: 1_700_000_000)
        var sinceBoot: Int64 = 5_000_000_000_000
        var boot = "boot-1"
    }

    private let clocks = Mutex(Clocks())

    /// Its clocks as a process that starts now finds them.
    var now: SteadyClock.Machine {
        SteadyClock.Machine(
            wall: { [self] in clocks.withLock(\.wall) },
            sinceBoot: { [self] in clocks.withLock(\.sinceBoot) },
            boot: clocks.withLock(\.boot))
    }

    func setWall(by seconds: Int64) { clocks.withLock { $0.wall = $0.wall + .seconds(seconds) } }

    func sleep(seconds: Int64) {
        clocks.withLock {
            $0.wall = $0.wall + .seconds(seconds)
            $0.sinceBoot += seconds * 1_000_000_000
        }
    }

    func reboot(seconds: Int64) {
        sleep(seconds: seconds)
        clocks.withLock {
            $0.sinceBoot = 7_000_000_000
            $0.boot = "boot-2"
        }
    }
}

extension EngineRoomPlan {
    /// Takes its time from a test's machine, as a new process would.
    fileprivate mutating func use(_ machine: TestMachine) {
        let clock = SteadyClock(machine.now)
        self.clock = clock
        now = { clock.now() }
        monotonic = { clock.monotonic() }
    }
}
