import Foundation
import Processes
import Testing

@Suite("Running, points 3, 4 and 7: end and drain, plain bash, ends told apart")
struct StepEndTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [0, 1, 42, 255]) func exitStatusIsReported(_ status: Int32) async throws {
        let step = try await run("exit \(status)", in: folder)
        #expect(step.result?.end == .exited(status))
        #expect(step.result?.duration ?? .zero > .zero)
    }

    @Test func signalThatEndsTheShellIsReported() async throws {
        let step = try await run("kill -KILL $$", in: folder)
        #expect(step.result?.end == .signalled(9))
    }

    @Test func slowCommandTimesOut() async throws {
        let step = try await run("sleep 60", in: folder) { $0.timeout = .milliseconds(200) }
        #expect(step.result?.end == .timedOut)
    }

    @Test func missingFolderIsNamed() async throws {
        let step = try await run("true", in: folder) { $0.workingDirectory = "/no/such/folder" }
        #expect(
            step.result?.end
                == .couldNotStart("the working directory /no/such/folder does not exist"))
    }

    @Test func missingInterpreterIsNamed() async throws {
        let step = try await run("true", in: folder) {
            $0.interpreter = .program(executable: "no-such-program", arguments: [])
        }
        #expect(step.result?.end == .couldNotStart("no-such-program: not found in PATH"))
    }

    @Test func textBeyondTheKernelsLimitCouldNotStart() async throws {
        let step = try await run(": " + String(repeating: "x", count: 200_000), in: folder)
        guard case .couldNotStart(let reason) = step.result?.end else {
            Issue.record("ended as \(String(describing: step.result?.end))")
            return
        }
        #expect(reason.contains("too long"))
    }

    @Test func otherInterpreterGetsTheText() async throws {
        let step = try await run("echo $0", in: folder) {
            $0.interpreter = .program(executable: "/bin/sh", arguments: ["-c"])
        }
        #expect(step.text() == "/bin/sh\n")
    }

    @Test func backgroundProcessThatHoldsTheOutputDelaysTheEndByHalfASecondOnly() async throws {
        let marker = Marker()
        let handle = try launch("sleep 60 & echo done", in: folder) {
            $0.environment = .adding(marker.environment)
        }
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await observer.end() == .exited(0))
        #expect(observer.result?.backgroundHolder == true)
        #expect(observer.result?.duration ?? .seconds(60) < .seconds(20))
        #expect(observer.text() == "done\n")
        #expect(attachment.cancel())
        #expect(await eventually { marker.processes().isEmpty })
    }

    @Test func backgroundProcessCanWriteAfterTheEnd() async throws {
        let done = folder.file("done")
        let script = "(sleep 1; echo late && touch '\(done)') & echo early"
        let step = try await run(script, in: folder)
        #expect(step.result?.end == .exited(0))
        #expect(await eventually { FileManager.default.fileExists(atPath: done) })
        let later = StepObserver()
        let attachment = try later.follow(folder.file("step-1.1"))
        _ = await later.end()
        attachment.detach()
        #expect(later.text() == "early\nlate\n")
    }

    @Test func bashReadsNoFileAtItsStartAndTheTextIsNotItsInput() async throws {
        let home = folder.file("home")
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: false)
        for name in [".bashrc", ".bash_profile", ".profile"] {
            try "echo from \(name)\n".write(
                toFile: home + "/" + name, atomically: true, encoding: .utf8)
        }
        let step = try await run("cat >/dev/null; echo after the first reader", in: folder) {
            $0.environment = .adding(["HOME": home])
        }
        #expect(step.text() == "after the first reader\n")
    }

    @Test func strictStopsAtTheFirstFailure() async throws {
        let step = try await run("false; echo on", in: folder) {
            $0.interpreter = .bash(strict: true)
        }
        #expect(step.result?.end == .exited(1))
        #expect(step.text() == "")
    }

    @Test func withoutStrictAFailureDoesNotStop() async throws {
        let step = try await run("false; echo on", in: folder)
        #expect(step.text() == "on\n")
    }

    @Test func usedFolderIsRefused() async throws {
        _ = try await run("true", in: folder)
        #expect(throws: StepLauncher.LaunchFailure.self) {
            _ = try launch("true", in: folder)
        }
    }
}
