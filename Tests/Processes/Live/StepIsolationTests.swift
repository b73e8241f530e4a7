import Foundation
import Glibc
import Processes
import Testing

@Suite("Running, points 1 and 6: a session of its own, output apart, in order and private")
struct StepIsolationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func standardInputIsEmpty() async throws {
        let step = try await run("readlink /proc/self/fd/0; cat; echo end", in: folder)
        #expect(step.text() == "/dev/null\nend\n")
    }

    @Test func commandLeadsASessionOfItsOwn() async throws {
        let step = try await run("ps -o sid= -p $$; echo $$", in: folder)
        let numbers = step.text().split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
        try #require(numbers.count == 2)
        #expect(numbers[0] == numbers[1])
        #expect(numbers[0] != getsid(0))
        #expect(numbers[0] != getpgrp())
    }

    @Test func runnerHasAnotherSessionThanItsLauncher() async throws {
        let handle = try launch("sleep 30", in: folder)
        let runner = try #require(handle.status()?.runner.pid)
        let command = try #require(handle.status()?.child)
        #expect(getsid(runner) == runner)
        #expect(getsid(command) == command)
        #expect(getpgid(command) != getpgrp())
        await stop(handle)
    }

    @Test func commandHasNoDescriptorAboveTwo() async throws {
        // Without close-on-exec on purpose: the runner's and ours must not get through either way.
        let leaky = open("/dev/null", O_RDONLY)
        defer { close(leaky) }
        let step = try await run("ls /proc/$$/fd", in: folder)
        #expect(step.text() == "0\n1\n2\n")
    }

    @Test func signalsAreAsAtLogin() async throws {
        let step = try await run("grep -E '^Sig(Blk|Ign)' /proc/self/status", in: folder)
        let masks = step.text().split(separator: "\n").compactMap {
            $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        }
        // glibc ignores its own two, 32 and 33, in what it spawns.
        #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0])
    }

    @Test func streamsAreApartAndInOrder() async throws {
        let script = """
            for i in 1 2 3; do echo out$i; sleep .1; echo err$i >&2; sleep .1; done
            """
        let step = try await run(script, in: folder)
        #expect(step.text(.standardOutput) == "out1\nout2\nout3\n")
        #expect(step.text(.standardError) == "err1\nerr2\nerr3\n")
        #expect(step.text() == "out1\nerr1\nout2\nerr2\nout3\nerr3\n")
    }

    @Test func filesAreForTheOwnerOnly() async throws {
        _ = try await run("umask 000; export A=1", in: folder)
        let path = folder.file("step-1.1")
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(atPath: path)
        #expect(Set(names) == ["output", "prologue.sh", "request.json", "status.json"])
        for name in names {
            let mode = try manager.attributesOfItem(atPath: path + "/" + name)[.posixPermissions]
            #expect(mode as? Int == 0o600, "\(name)")
        }
        let mode = try manager.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o700)
    }

    @Test func secretsReachTheCommandAndNothingElse() async throws {
        let secret = Marker()
        let handle = try launch("echo \"$SECRET\" | wc -c; sleep 30", in: folder) {
            $0.environment = .adding(["SECRET": secret.value])
        }
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "37\n" })
        #expect(secret.commandLines().isEmpty)
        attachment.cancel()
        _ = await observer.end()
        for name in try FileManager.default.contentsOfDirectory(atPath: handle.folder) {
            #expect(!text(of: handle.folder + "/" + name).contains(secret.value), "\(name)")
        }
    }
}
