import Foundation
import Glibc
import Processes
import Testing

/// Each test in a process of its own: it becomes the leader of a session on a pseudo-terminal.
@Suite("Running, point 9: the foreground of a terminal", .serialized)
struct ForegroundRunTests {
    private static func order(
        _ scripts: String..., folder: String = "/", environment: [String: String] = [:]
    ) -> ForegroundOrder {
        ForegroundOrder(
            run: "r", commands: scripts.map { ForegroundOrder.Command(script: $0) },
            environment: .adding(environment), workingDirectory: folder)
    }

    @Test func commandTalksWithThePersonAtTheTerminal() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            terminal.type("blue\n", after: "colour? ")
            let result = ForegroundRun.run(
                Self.order(
                    "[ -t 0 ] && [ -t 1 ] && [ -t 2 ] && read -p 'colour? ' x; echo \"it is $x.\""))
            #expect(result.end == .exited(0))
            #expect(result.duration > .zero)
            #expect(await eventually { terminal.text.contains("it is blue.\n") })
        }
    }

    @Test func commandStartsCleanAndWithoutOurDescriptors() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            signal(SIGPIPE, SIG_IGN)
            signal(SIGINT, SIG_IGN)
            let script = "grep -E 'SigBlk|SigIgn' /proc/self/status; echo fds $(ls /proc/$$/fd)"
            #expect(ForegroundRun.run(Self.order(script)).end == .exited(0))
            #expect(await eventually { terminal.text.contains("fds 0 1 2") })
            let masks = terminal.text.split(separator: "\n").filter { $0.hasPrefix("Sig") }
                .compactMap { $0.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } }
            // glibc ignores its own two, 32 and 33, in what it spawns.
            #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0], "\(terminal.text)")
            let fds = terminal.text.split(separator: "\n").first { $0.hasPrefix("fds") }
            // 255 is bash's own (it reads `$(…)` in a child, so not always there).
            #expect(fds.map { ["fds 0 1 2", "fds 0 1 2 3"].contains($0) } ?? false)
        }
    }

    @Test func interruptKeyReachesTheCommandAlone() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            terminal.type("\u{03}", after: "ready")
            let result = ForegroundRun.run(Self.order("echo ready; sleep 60", "echo never"))
            #expect(result.end == .signalled(SIGINT))
            #expect(result.duration < .seconds(40))
            #expect(!terminal.text.contains("never"))
        }
    }

    @Test func terminalIsPutBackWhateverTheCommandDid() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            let before = terminal.modes()
            let descriptors = openDescriptors()
            let result = ForegroundRun.run(Self.order("stty raw -echo -isig; exit 3"))
            #expect(result.end == .exited(3))
            #expect(terminal.modes() == before)
            #expect(tcgetpgrp(terminal.other) == getpgrp())
            #expect(openDescriptors() == descriptors)
        }
    }

    @Test func commandThatIsKilledLeavesTheTerminalInOrder() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            let before = terminal.modes()
            let result = ForegroundRun.run(Self.order("stty raw -echo; kill -KILL $$"))
            #expect(result.end == .signalled(SIGKILL))
            #expect(terminal.modes() == before)
            #expect(tcgetpgrp(terminal.other) == getpgrp())
        }
    }

    @Test func folderAndVariablesReachTheNextCommand() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            let result = ForegroundRun.run(
                Self.order(
                    "cd /usr; export A=\"$B and more\"; unset B",
                    "echo \"$(pwd) $A ${B-none} ${BASH_ENV-none}\"; exit 4", "echo never",
                    environment: ["B": "given"]))
            #expect(result.end == .exited(4))
            #expect(await eventually { terminal.text.contains("/usr given and more none none\n") })
            #expect(!terminal.text.contains("never"))
        }
    }

    @Test func expectedStatusLetsTheNextCommandRun() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            var order = Self.order("exit 1", "echo second")
            order.commands[0].expectedStatuses = [1]
            #expect(ForegroundRun.run(order).end == .exited(0))
            #expect(await eventually { terminal.text.contains("second\n") })
            order.commands[0].script = "true"
            #expect(
                ForegroundRun.run(order).end
                    == .unknown("exit status 0, but 1 was expected"))
        }
    }

    @Test func stopKeyDoesNotLeaveTheCommandBehind() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            terminal.type("\u{1A}", after: "ready")
            terminal.type("later\n", after: "^Z")
            let result = ForegroundRun.run(
                Self.order("echo ready; sleep 1; read -t 30 x; echo \"read $x.\""))
            #expect(result.end == .exited(0))
            #expect(await eventually { terminal.text.contains("read later.") })
            #expect(tcgetpgrp(terminal.other) == getpgrp())
        }
    }

    @Test func keysForTheCommandDoNotAnswerOurQuestions() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            terminal.type("destroy\n", after: "ready")
            _ = ForegroundRun.run(Self.order("echo ready; sleep 1"))
            var waiting = pollfd(fd: terminal.other, events: Int16(POLLIN), revents: 0)
            #expect(poll(&waiting, 1, 200) == 0)
        }
    }

    @Test func whatIsLeftBehindIsToldThatTheTerminalIsGone() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            let marker = Marker()
            let result = ForegroundRun.run(
                Self.order("sleep 60 & echo left", environment: marker.environment))
            #expect(result.end == .exited(0))
            #expect(await eventually { marker.processes().isEmpty })
            #expect(terminal.text.contains("left"))
        }
    }

    @Test func whatCannotStartSaysWhy() async {
        await #expect(processExitsWith: .success) {
            let terminal = try ControllingTerminal()
            let missing = ForegroundRun.run(Self.order("true", folder: "/nowhere"))
            #expect(
                missing.end
                    == .couldNotStart("the working directory /nowhere does not exist"))
            var order = Self.order("x")
            order.commands[0].interpreter = .program(executable: "quell-none", arguments: [])
            #expect(
                ForegroundRun.run(order).end == .couldNotStart("quell-none: not found in PATH"))
            #expect(tcgetpgrp(terminal.other) == getpgrp())
        }
    }

    @Test func withoutATerminalNothingStarts() async {
        await #expect(processExitsWith: .success) {
            setsid()
            let result = ForegroundRun.run(Self.order("true"))
            #expect(
                result.end
                    == .couldNotStart("this program has no terminal to give to the command"))
        }
    }
}
