import Foundation
import Glibc
import Processes
import Testing

@Suite struct ProcessRunnerTests {
    private func capture(
        _ script: String, timeout: Duration = .seconds(20), environment: [String: String] = [:],
        limit: Int = 1 << 20
    ) async -> CapturedResult {
        await ProcessRunner.capture(
            .bash(script, environment: .adding(environment)), timeout: timeout,
            maximumOutputBytes: limit)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func streamsAndStatusAreCaptured() async {
        let result = await capture("echo out; echo err >&2; exit 4")
        #expect(result.end == .exited(4))
        #expect(text(result.standardOutput) == "out\n")
        #expect(text(result.standardError) == "err\n")
        #expect(result.duration > .zero)
        #expect(!result.isTruncated)
    }

    @Test func foreignSignalIsReported() async {
        #expect(await capture("kill -ABRT $$").end == .signalled(SIGABRT))
    }

    @Test func slowCommandTimesOutAndLeavesNothing() async {
        let marker = Marker()
        let result = await capture(
            "trap '' INT TERM; setsid sleep 60 & echo begun; sleep 60; sleep 60",
            timeout: .milliseconds(500), environment: marker.environment)
        #expect(result.end == .timedOut)
        #expect(text(result.standardOutput) == "begun\n")
        #expect(await eventually { marker.processes().isEmpty })
    }

    @Test func holderOfTheOutputDoesNotDelayAndIsKilled() async {
        let marker = Marker()
        let result = await capture("sleep 60 & echo done", environment: marker.environment)
        #expect(result.end == .exited(0))
        #expect(text(result.standardOutput) == "done\n")
        #expect(result.duration < .seconds(20))
        #expect(await eventually { marker.processes().isEmpty })
    }

    @Test func programThatIsNotThereCouldNotStart() async {
        let command = ProcessCommand(executable: "no-such-program")
        let result = await ProcessRunner.capture(command, timeout: .seconds(1))
        #expect(result.end == .couldNotStart("no-such-program: not found in PATH"))
    }

    @Test func fileThatIsNoProgramCouldNotStart() async {
        let command = ProcessCommand(executable: "/etc/passwd")
        let result = await ProcessRunner.capture(command, timeout: .seconds(1))
        #expect(result.end == .couldNotStart("/etc/passwd: Permission denied"))
    }

    @Test func outputBeyondTheLimitIsDropped() async {
        let result = await capture("head -c 1000000 /dev/zero; echo end >&2", limit: 1000)
        #expect(result.end == .exited(0))
        #expect(result.standardOutput.count == 1000)
        #expect(text(result.standardError) == "end\n")
        #expect(result.isTruncated)
    }

    @Test func allOutputBeforeTheExitIsThere() async {
        let result = await capture("head -c 3000000 /dev/zero", limit: 1 << 22)
        #expect(result.standardOutput.count == 3_000_000)
    }

    @Test func standardInputIsWhatWasGivenOrEmpty() async {
        #expect(await capture("cat").standardOutput.isEmpty)
        var command = ProcessCommand(executable: "cat")
        command.standardInput = Array("hello".utf8)
        let result = await ProcessRunner.capture(command, timeout: .seconds(20))
        #expect(text(result.standardOutput) == "hello")
    }

    @Test func commandIsApartFromUs() async {
        let result = await capture("ps -o sid= -p $$; echo $$; ls /proc/$$/fd; true")
        let words = text(result.standardOutput).split(whereSeparator: \.isWhitespace)
        #expect(words.first == words.dropFirst().first)
        #expect(words.dropFirst(2) == ["0", "1", "2"])
    }

    @Test func cancelledTaskStopsTheCommand() async {
        let marker = Marker()
        let task = Task { await capture("sleep 60", environment: marker.environment) }
        #expect(await eventually { !marker.processes().isEmpty })
        task.cancel()
        #expect(await task.value.end == .cancelled)
        #expect(await eventually { marker.processes().isEmpty })
    }

    @Test func childrenOfOtherCodeAreLeftToIt() async throws {
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/bin/sh")
        other.arguments = ["-c", "exit 9"]
        try other.run()
        #expect(await capture("exit 1").end == .exited(1))
        other.waitUntilExit()
        #expect(other.terminationStatus == 9)
    }
}
