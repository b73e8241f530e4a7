import Foundation
import Glibc
import Processes
import Testing

@Suite("Running, point 8: nothing is lost when the console or the machine goes")
struct StepSurvivalTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func stepOutlivesAKilledLauncher() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let request = StepRequest(
                id: "1",
                script: "echo 1; until [ -e go ]; do sleep .05; done; echo 2; sleep .1; exit 7",
                folder: path + "/step", workingDirectory: path)
            _ = try StepLauncher(executable: QuellBinary.path()).launch(request)
            kill(getpid(), SIGKILL)
        }
        let observer = StepObserver()
        let attachment = try observer.follow(folder.file("step"))
        #expect(await eventually { observer.text() == "1\n" })
        #expect(observer.result == nil)
        try Data().write(to: URL(fileURLWithPath: folder.file("go")))
        #expect(await observer.end() == .exited(7))
        #expect(observer.text() == "1\n2\n")
        attachment.detach()
    }

    @Test func nothingIsMissedWhenAConsoleIsKilledWhileItFollows() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let request = StepRequest(
                id: "1",
                script: "for i in {1..400}; do echo line $i; echo note $i >&2; sleep .002; done",
                folder: path + "/step", workingDirectory: path)
            let handle = try StepLauncher(executable: QuellBinary.path()).launch(request)
            let observer = StepObserver()
            let attachment = try observer.follow(handle)
            _ = await eventually { observer.seen.pieces.count > 20 }
            let seen = observer.seen.pieces.prefix(20)
            try Data(seen.flatMap(\.bytes)).write(to: URL(fileURLWithPath: path + "/seen"))
            try "\(seen.last?.nextOffset ?? 0)".write(
                toFile: path + "/offset", atomically: true, encoding: .utf8)
            withExtendedLifetime(attachment) { _ = kill(getpid(), SIGKILL) }
        }
        let all = StepObserver()
        let rest = StepObserver()
        let offset = try #require(UInt64(text(of: folder.file("offset"))))
        #expect(offset > 0)
        let attachments = [
            try all.follow(folder.file("step")),
            try rest.follow(folder.file("step"), from: offset),
        ]
        #expect(await all.end() == .exited(0))
        #expect(await rest.end() == .exited(0))
        for attachment in attachments { attachment.detach() }
        #expect(all.text(.standardOutput) == (1...400).map { "line \($0)\n" }.joined())
        #expect(all.text(.standardError) == (1...400).map { "note \($0)\n" }.joined())
        #expect(text(of: folder.file("seen")) + rest.text() == all.text())
    }

    @Test(arguments: [SIGHUP, SIGINT, SIGQUIT, SIGPIPE])
    func hangUpAndKeysDoNotEndTheRunner(_ signal: Int32) async throws {
        let handle = try launch("until [ -e go ]; do sleep .05; done; echo on", in: folder)
        let runner = try #require(handle.status()?.runner.pid)
        #expect(kill(runner, signal) == 0)
        try Data().write(to: URL(fileURLWithPath: folder.file("go")))
        let observer = StepObserver()
        let attachment = try observer.follow(handle)
        #expect(await observer.end() == .exited(0))
        #expect(observer.text() == "on\n")
        attachment.detach()
    }

    @Test func killedRunnerMeansUnknown() async throws {
        let handle = try launch("echo hello; sleep 30", in: folder)
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "hello\n" })
        let status = try #require(handle.status())
        kill(status.runner.pid, SIGKILL)
        let child = try #require(status.child)
        let end = await observer.end()
        #expect(
            end
                == .unknown(
                    "its runner was killed; the command may still run as process \(child)"))
        #expect(!attachment.cancel())
        kill(-child, SIGKILL)
    }

    @Test func laterAttachmentToAKilledRunnerIsUnknownToo() async throws {
        let handle = try launch("echo hello; sleep 30", in: folder)
        let status = try #require(handle.status())
        let child = try #require(status.child)
        #expect(await eventually { sizeOfFile(handle.folder + "/output") > 0 })
        kill(status.runner.pid, SIGKILL)
        kill(-child, SIGKILL)
        #expect(await eventually { kill(status.runner.pid, 0) != 0 && kill(child, 0) != 0 })
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await observer.end() == .unknown("its runner was killed before the command ended"))
        #expect(observer.text() == "hello\n")
        attachment.detach()
    }

    @Test func runThatARestartOfTheMachineEndedIsUnknown() async throws {
        let handle = try launch("sleep 30", in: folder)
        let path = handle.folder + "/status.json"
        let identity = try #require(handle.status()?.runner)
        let other = folder.file("copy")
        try FileManager.default.createDirectory(
            atPath: other, withIntermediateDirectories: false)
        let changed = text(of: path).replacingOccurrences(of: identity.bootID, with: "another")
        try changed.write(toFile: other + "/status.json", atomically: true, encoding: .utf8)
        let observer = StepObserver()
        let attachment = try observer.follow(other)
        #expect(
            await observer.end()
                == .unknown("the machine was started anew while the command ran"))
        attachment.detach()
        await stop(handle)
    }

    @Test func reusedPidIsNotTakenForTheRunner() async throws {
        let handle = try launch("sleep 30", in: folder)
        let identity = try #require(handle.status()?.runner)
        let other = folder.file("copy")
        try FileManager.default.createDirectory(
            atPath: other, withIntermediateDirectories: false)
        let changed = text(of: handle.folder + "/status.json").replacingOccurrences(
            of: "\"pid\":\(identity.pid),", with: "\"pid\":\(getpid()),")
        try changed.write(toFile: other + "/status.json", atomically: true, encoding: .utf8)
        let stranger = StepHandle(folder: other)
        #expect(stranger.status()?.runner.pid == getpid())
        #expect(!stranger.cancel())
        await stop(handle)
    }

    @Test func everyAttachmentSeesEverything() async throws {
        let handle = try launch("for i in 1 2 3; do echo $i; sleep .1; done", in: folder)
        let first = StepObserver()
        let second = StepObserver()
        let attachments = [try first.follow(handle.folder), try second.follow(handle.folder)]
        _ = await first.end()
        _ = await second.end()
        let third = StepObserver()
        let late = try third.follow(handle.folder)
        #expect(await third.end() == .exited(0))
        for observer in [first, second, third] {
            #expect(observer.text() == "1\n2\n3\n")
            #expect(observer.seen.results.count == 1)
        }
        for attachment in attachments + [late] { attachment.detach() }
    }

    @Test func attachmentContinuesFromAnOffset() async throws {
        let step = try await run("echo 1; sleep .1; echo 2; sleep .1; echo 3", in: folder)
        let pieces = step.seen.pieces
        try #require(pieces.count == 3)
        let rest = StepObserver()
        let attachment = try rest.follow(folder.file("step-1.1"), from: pieces[0].nextOffset)
        _ = await rest.end()
        #expect(rest.text() == "2\n3\n")
        #expect(pieces[1].elapsed > pieces[0].elapsed)
        attachment.detach()
    }

    @Test func detachedAttachmentHearsNothingMore() async throws {
        let handle = try launch(
            "echo 1; until [ -e go ]; do sleep .05; done; echo 2", in: folder)
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "1\n" })
        attachment.detach()
        try Data().write(to: URL(fileURLWithPath: folder.file("go")))
        #expect(await eventually { handle.status()?.state == .ended })
        #expect(observer.text() == "1\n")
        #expect(observer.result == nil)
    }

    @Test func missingFolderCannotBeAttached() {
        #expect(throws: StepLauncher.LaunchFailure.self) {
            _ = try StepObserver().follow("/no/such/folder")
        }
    }
}
