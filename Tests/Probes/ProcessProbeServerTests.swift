import Foundation
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Real processes, called by the name of a copy of `sleep`.
@Suite(.serialized) struct ProcessProbeServerTests {
    /// A copy of sleep(1) under a name of its own that runs.
    private func sleeper(_ name: String, _ seconds: Int) async throws -> LoopbackProgram {
        let home = try LoopbackProgram()
        let program = home.folder.appendingPathComponent(name)
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program.path)
        try home.start(program.path, ["\(seconds)"])
        #expect(
            await eventually {
                ProcFolder.all(LocalWork.Patience()).contains { $0.name == name.prefix(15) }
            })
        return home
    }

    @Test func runningProcessIsUpAndItsArgumentsAreShownNowhere() async throws {
        let home = try await sleeper("quell-web-one", 98435)
        let reading = try await reading(
            "{process: quell-web-one, expect: {user: \(LocalFile.userName(getuid()))}}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "1")
        let line = reading.evidence.first?.text.string ?? ""
        #expect(line.hasPrefix("quell-web-one, pid ") && line.contains("user "))
        #expect(!"\(reading)".contains("98435"))
        #expect(reading.equivalentCommand == "ps -o pid,stat,user,etime,rss,comm -C quell-web-one")
        home.stop()
        let gone = try await ProbesTests.reading("{process: quell-web-one}")
        #expect(gone.outcome == .down)
        #expect(gone.failure == .state)
        #expect(gone.reason == "no process is called quell-web-one")
    }

    @Test func longNamesAreComparedAsAWhole() async throws {
        let home = try await sleeper("quell-long-name-of-a-worker", 98436)
        #expect(try await reading("{process: quell-long-name-of-a-worker}").outcome == .up)
        #expect(try await reading("{process: quell-long-name-of-a-server}").outcome == .down)
        home.stop()
    }

    @Test func countAndUserAreExpected() async throws {
        let home = try await sleeper("quell-web-two", 98437)
        let few = try await reading("{process: quell-web-two, expect: {at_least: 4}}")
        #expect(few.reason == "1 process of quell-web-two, expected at least 4")
        #expect(few.summary == "1")
        let none = try await reading("{process: quell-web-two, expect: {count: 0}}")
        #expect(none.reason == "1 process of quell-web-two, expected 0")
        let other = try await reading("{process: quell-web-two, expect: {user: nobody}}")
        #expect(other.reason == "1 process of quell-web-two run, none as nobody")
        #expect(try await reading("{process: quell-none, expect: {count: 0}}").outcome == .up)
        home.stop()
    }

    @Test func commandLineIsMatched() async throws {
        let home = try await sleeper("quell-web-three", 98438)
        #expect(
            try await reading("{process: \"*\", matches: \"web-three 9843[8]\"}").outcome == .up)
        let none = try await reading("{process: \"*\", matches: \"web-three 777$\"}")
        #expect(none.reason == "no process matches /web-three 777$/")
        home.stop()
    }

    @Test func pidFileIsFollowedAndAStaleOneIsTold() async throws {
        let home = try await sleeper("quell-web-four", 98439)
        let pid = try #require(
            ProcFolder.all(LocalWork.Patience()).first { $0.name == "quell-web-four" }?.pid)
        let path = try home.write("run.pid", "\(pid)\n")
        #expect(try await reading("{process: quell-web-four, pid_file: \(path)}").outcome == .up)
        let other = try await reading("{process: nginx, pid_file: \(path)}")
        #expect(
            other.reason.string
                == "the pid file \(path) is stale: process \(pid) is quell-web-four, expected nginx"
        )
        home.stop()
        let stale = try await reading("{process: quell-web-four, pid_file: \(path)}")
        #expect(stale.outcome == .down)
        #expect(stale.reason.string == "the pid file \(path) is stale: no process \(pid) runs")
        let missing = try await reading("{process: x, pid_file: /no/such.pid}")
        #expect(missing.reason == "the pid file /no/such.pid does not exist")
        let odd = try home.write("odd.pid", "x")
        #expect(
            try await reading("{process: x, pid_file: \(odd)}").reason.string
                == "the pid file \(odd) holds no number")
    }

    @Test func zombiesDoNotCount() async throws {
        let home = try LoopbackProgram()
        let program = home.folder.appendingPathComponent("quell-undead")
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: program.path)
        // The shell becomes a program that never asks how its child ended.
        try home.start("/bin/sh", ["-c", "\(program.path) 0.1 & exec sleep 98440"])
        #expect(
            await eventually {
                ProcFolder.all(LocalWork.Patience()).contains {
                    $0.name == "quell-undead" && $0.isZombie
                }
            })
        let reading = try await reading("{process: quell-undead}")
        #expect(reading.outcome == .down)
        #expect(reading.reason == "no process is called quell-undead but 1 zombie")
    }

    @Test(arguments: [
        "{process: \"\"}", "{process: \"*\"}", "{process: a, matches: \"[\"}",
        "{process: a, expect: {at_least: 3, at_most: 2}}", "{process: a, expect: {count: -1}}",
    ])
    func settingsThatDoNotFitAreRefused(_ probe: String) {
        #expect(throws: (any Error).self) { try services("- {name: a, probes: [\(probe)]}") }
    }

    @Test(arguments: [
        "", "1 (a", "1 a) S", "x (a) S 1", "1 (a) S 1 1 1 1 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 x y z",
    ])
    func brokenStatusIsNoProcess(_ stat: String) {
        #expect(RunningProcess(stat: stat) == nil)
    }
}
