import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// A program that answers as systemctl does, and the real one on a machine without systemd.
@Suite(.serialized) struct SystemdProbeServerTests {
    private func reading(_ answer: String, unit: String = "nginx.service") async throws -> Reading {
        let home = try LoopbackProgram()
        let folder = home.folder.path
        try home.write("answer", answer)
        let path = try home.write("systemctl", "#!/bin/sh\ncat \(folder)/answer\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return try await ProbesTests.reading("{systemd: \(unit), program: \(path)}")
    }

    /// What `systemctl show` of systemd 252 prints, with some properties changed.
    private func answer(_ changes: [String: String], id: String = "nginx.service") -> String {
        let values = [
            "Type": "notify", "Result": "success", "NRestarts": "0", "ExecMainCode": "0",
            "ExecMainStatus": "0", "MainPID": "4711", "MemoryCurrent": "12582912", "Id": id,
            "LoadState": "loaded", "ActiveState": "active", "SubState": "running",
            "StateChangeTimestampMonotonic": "1", "ActiveEnterTimestampMonotonic": "1",
            "InactiveEnterTimestampMonotonic": "0", "ExecMainExitTimestampMonotonic": "0",
        ].merging(changes) { _, new in new }
        return values.map { "\($0)=\($1)\n" }.joined()
    }

    private var justNow: String {
        "\(UInt64(ProcessInfo.processInfo.systemUptime * 1_000_000) - 5_000_000)"
    }

    @Test func activeUnitIsUp() async throws {
        let reading = try await reading(answer([:]), unit: "nginx")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "running")
        #expect(
            reading.evidence.map(\.text) == [
                "nginx.service, loaded, active (running), result success, pid 4711, 0 restarts, 12 MiB"
            ])
        #expect(
            reading.equivalentCommand.string.hasSuffix("systemctl --no-pager status nginx.service"))
    }

    @Test(arguments: [
        (["LoadState": "not-found", "ActiveState": "inactive"], "there is no unit nginx.service"),
        (["LoadState": "masked", "ActiveState": "inactive"], "nginx.service is masked"),
        (
            ["LoadState": "bad-setting", "ActiveState": "inactive"],
            "the unit file of nginx.service cannot be loaded"
        ),
        (["ActiveState": "inactive", "SubState": "dead"], "nginx.service is not running"),
        (
            ["ActiveState": "failed", "Result": "exit-code", "ExecMainStatus": "1"],
            "nginx.service failed: exit code 1"
        ),
        (
            [
                "ActiveState": "failed", "Result": "exit-code", "ExecMainStatus": "203",
                "NRestarts": "5",
            ],
            "nginx.service failed: exit code 203, its program cannot be executed, 5 restarts"
        ),
        (
            ["ActiveState": "failed", "Result": "signal", "ExecMainStatus": "9"],
            "nginx.service failed: signal 9 (KILL) ended it"
        ),
        (["ActiveState": "failed", "Result": "oom-kill"], "nginx.service failed: out of memory"),
        (
            ["ActiveState": "failed", "Result": "start-limit-hit"],
            "nginx.service failed: it was restarted too often"
        ),
        (
            [
                "ActiveState": "activating", "SubState": "auto-restart", "Result": "exit-code",
                "ExecMainStatus": "2", "NRestarts": "41",
            ],
            "nginx.service is restarting: exit code 2, 41 restarts"
        ),
    ])
    func badStatesAreToldInWords(_ changes: [String: String], _ reason: String) async throws {
        let reading = try await reading(answer(changes))
        #expect(reading.outcome == .down)
        #expect(reading.failure == .state)
        #expect(reading.failedPhase == "show")
        #expect(reading.reason.string == reason)
        #expect(reading.summary.string.count <= 8)
    }

    @Test func unitThatWasRestartedLatelyDoesNotLookUp() async throws {
        let many = try await reading(
            answer(["NRestarts": "7", "ActiveEnterTimestampMonotonic": justNow]))
        #expect(many.outcome == .down)
        #expect(many.reason.string.hasPrefix("nginx.service is restarting, 7 restarts, up for "))
        let one = try await reading(
            answer(["NRestarts": "1", "ActiveEnterTimestampMonotonic": justNow]))
        #expect(one.outcome == .degraded)
        #expect(one.failure == .state)
    }

    @Test(arguments: [
        ("activating", "start", "nginx.service is starting"),
        ("reloading", "reload", "nginx.service is reloading its configuration"),
    ])
    func statesOnTheWayAreDegraded(_ state: String, _ sub: String, _ reason: String) async throws {
        let reading = try await reading(answer(["ActiveState": state, "SubState": sub]))
        #expect(reading.outcome == .degraded)
        #expect(reading.reason.string.hasPrefix(reason))
    }

    @Test func oneShotThatDidItsWorkIsUp() async throws {
        let done = [
            "Type": "oneshot", "ActiveState": "inactive", "SubState": "dead",
            "ExecMainExitTimestampMonotonic": "5",
        ]
        #expect(try await reading(answer(done)).summary == "done")
        let never = done.merging(["ExecMainExitTimestampMonotonic": "0"]) { _, new in new }
        #expect(try await reading(answer(never)).outcome == .down)
    }

    @Test func timerWhoseServiceFailedIsDown() async throws {
        let timer = answer(["SubState": "waiting", "Unit": "backup.service"], id: "backup.timer")
        let good = answer(["ActiveState": "inactive"], id: "backup.service")
        let bad = answer(
            ["ActiveState": "failed", "Result": "exit-code", "ExecMainStatus": "4"],
            id: "backup.service")
        #expect(try await reading(timer + "\n" + good, unit: "backup.timer").outcome == .up)
        let failed = try await reading(timer + "\n" + bad, unit: "backup.timer")
        #expect(failed.outcome == .down)
        #expect(
            failed.reason == "backup.service failed when it was started last: exit code 4")
    }

    @Test func oddAnswersAreOurs() async throws {
        #expect(try await reading("").outcome == .unknown)
        #expect(try await reading("\u{1B}[31m=\n\n=\n").outcome == .unknown)
        let missing = try await ProbesTests.reading("{systemd: x, program: /no/such/systemctl}")
        #expect(missing.outcome == .unknown)
        #expect(missing.reason.string.contains("systemctl could not start"))
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemctl")
                && !FileManager.default.fileExists(atPath: "/run/systemd/system")))
    func machineWithoutSystemdIsOurs() async throws {
        let reading = try await ProbesTests.reading("{systemd: nginx.service}")
        #expect(reading.outcome == .unknown)
        #expect(reading.failure == .local)
        #expect(reading.reason == "this machine does not run systemd")
        #expect(try await ProbesTests.reading("{systemd: x, user: true}").outcome == .unknown)
    }

    @Test(arguments: [
        "{systemd: \"\"}", "{systemd: -x}", "{systemd: a b}", "{systemd: a, user: 7}",
    ])
    func settingsThatDoNotFitAreRefused(_ probe: String) {
        #expect(throws: (any Error).self) { try services("- {name: a, probes: [\(probe)]}") }
    }
}
