import CPosix
import Foundation
import Glibc

/// The commands of one order, and what each leaves to the next.
final class ForegroundSequence {
    private let commands: [ForegroundOrder.Command]
    private var environment: ProcessEnvironment
    private var folder: String
    private let record: ForegroundRecord?
    private let name: String
    /// Ended and not reaped, so that the numbers of their groups stay theirs.
    private var ended: [ChildProcess] = []

    init(_ order: ForegroundOrder) {
        commands = order.commands
        environment = .exactly(
            order.environment.resolved(own: ProcessInfo.processInfo.environment))
        folder = order.workingDirectory
        record = ForegroundRecord(order.record, environment: environment.set)
        name = order.run
    }

    /// Runs them up to the first failure.
    func run(on terminal: borrowing ForegroundTerminal) -> StepEnd {
        var end = StepEnd.couldNotStart("there is no command to run")
        for command in commands {
            record?.begin(name)
            let (found, carryOver) = run(command, on: terminal)
            record?.ended(ProcessEnd(found), carryOver)
            end = Self.judged(found, expected: command.expectedStatuses)
            guard end == .exited(0) else { break }
        }
        return end
    }

    /// Tells what is left of the commands that the terminal is gone.
    func hangUp() {
        for child in ended {
            kill(-child.pid, SIGHUP)
            kill(-child.pid, SIGCONT)
            _ = child.reap()
        }
        ended = []
    }

    private static func judged(_ end: StepEnd, expected: Set<Int>) -> StepEnd {
        guard case .exited(let status) = end else { return end }
        if expected.contains(Int(status)) { return .exited(0) }
        guard status == 0 else { return end }
        let wanted = expected.sorted().map(String.init).joined(separator: " or ")
        return .unknown("exit status 0, but \(wanted) was expected")
    }

    private func run(
        _ command: ForegroundOrder.Command, on terminal: borrowing ForegroundTerminal
    ) -> (end: StepEnd, carryOver: CarryOver?) {
        do {
            switch command.interpreter {
            case .program: return (try start(plain(command), on: terminal), nil)
            case .bash: return try runCarrying(command, on: terminal)
            }
        } catch let failure as NotStarted {
            return (.couldNotStart(failure.reason), nil)
        } catch let failure as SystemFailure {
            return (.couldNotStart(failure.sentence), nil)
        } catch {
            return (.couldNotStart("\(error)"), nil)
        }
    }

    private func plain(_ command: ForegroundOrder.Command) -> ProcessCommand {
        let (executable, arguments) = command.interpreter.command(script: command.script)
        return ProcessCommand(
            executable: executable, arguments: arguments, environment: environment,
            workingDirectory: command.workingDirectory ?? folder)
    }

    /// Bash leaves its folder and variables behind, through a folder that lasts as long as the command.
    private func runCarrying(
        _ command: ForegroundOrder.Command, on terminal: borrowing ForegroundTerminal
    ) throws -> (end: StepEnd, carryOver: CarryOver?) {
        let place = FileManager.default.temporaryDirectory.path + "/quell-foreground-XXXXXX"
        var name = Array(place.utf8CString)
        guard mkdtemp(&name) != nil else { throw SystemFailure("make a folder like \(place)") }
        let made = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: made) }
        let carry = CarryFiles(files: StepFiles(folder: made))
        let prepared = try carry.prepared(plain(command), script: command.script)
        let end = try start(prepared, on: terminal)
        let left = carry.take(before: environment.set)
        if let left {
            environment = left.applied(to: environment)
            if command.workingDirectory == nil { folder = left.workingDirectory }
        }
        return (end, left)
    }

    private func start(
        _ command: ProcessCommand, on terminal: borrowing ForegroundTerminal
    ) throws -> StepEnd {
        // When it could not start, its group may have got the terminal nevertheless.
        defer { _ = terminal.take() }
        let child = try ChildProcess.start(command, terminal: terminal.number)
        record?.started(child)
        while true {
            var change = quell_child_exit()
            switch quell_wait_foreground(child.pid, &change) {
            case 1:
                ended.append(child)
                let exit = ChildExit(change)
                switch exit {
                case .exited(let status): return .exited(status)
                case .signalled(let signal): return .signalled(signal)
                }
            case 2: resume(child, stoppedBy: change.signal, terminal)
            default: return .unknown("its end was not to be seen")
            }
        }
    }

    /// Lets a stopped command go on: after Ctrl-Z once this program goes on, else at once.
    private func resume(
        _ child: ChildProcess, stoppedBy signal: Int32, _ terminal: borrowing ForegroundTerminal
    ) {
        if signal == SIGTTIN || signal == SIGTTOU {
            terminal.give(to: child)
        } else {
            let modes = terminal.take()
            quell_terminal_stop()
            terminal.giveBack(to: child, modes: modes)
        }
        kill(-child.pid, SIGCONT)
    }
}
