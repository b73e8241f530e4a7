import CPosix
import Foundation
import Glibc

/// A child of this process, leader of its own group and as a rule session, until it is reaped.
struct ChildProcess: Sendable {
    let pid: Int32

    /// The child's first three descriptors, -1 for `/dev/null`; it gets no other.
    struct Wiring {
        var input: Int32 = -1
        var output: Int32 = -1
        var error: Int32 = -1
    }

    /// Starts a command.
    ///
    /// - Throws: `NotStarted` with a sentence that names the program or the folder.
    static func start(_ command: ProcessCommand, wiring: Wiring) throws -> ChildProcess {
        try start(command) { path, arguments, variables, pid in
            quell_spawn(
                path, arguments, variables, command.workingDirectory, wiring.input, wiring.output,
                wiring.error, &pid)
        }
    }

    /// Starts a command in the foreground of a terminal: in our session, in a group of its own.
    ///
    /// - Throws: `NotStarted` with a sentence that names the program or the folder.
    static func start(_ command: ProcessCommand, terminal: Int32) throws -> ChildProcess {
        try start(command) { path, arguments, variables, pid in
            quell_spawn_foreground(
                path, arguments, variables, command.workingDirectory, terminal, &pid)
        }
    }

    private typealias Strings = [UnsafeMutablePointer<CChar>?]

    private static func start(
        _ command: ProcessCommand, spawn: (String, Strings, Strings, inout Int32) -> Int32
    ) throws -> ChildProcess {
        let environment = command.environment.resolved(own: ProcessInfo.processInfo.environment)
        let path = try ExecutableSearch.path(of: command.executable, environment: environment)
        if let folder = command.workingDirectory, !ExecutableSearch.isFolder(folder) {
            throw NotStarted(reason: "the working directory \(folder) does not exist")
        }
        quell_keep_zombies()
        let variables = environment.map { $0.key + "=" + $0.value }
        var pid: Int32 = 0
        let failed = withStringArray([command.executable] + command.arguments) { arguments in
            withStringArray(variables) { variables in
                spawn(path, arguments, variables, &pid)
            }
        }
        guard failed == 0 else { throw NotStarted(reason: reason(failed, path: path)) }
        return ChildProcess(pid: pid)
    }

    private static func reason(_ code: Int32, path: String) -> String {
        code == E2BIG
            ? "\(path): the command or its variables are too long for the kernel"
            : "\(path): \(String(cString: strerror(code)))"
    }

    /// How it ended; nil while it runs.
    ///
    /// It stays a zombie, so that its pid cannot come to mean another process.
    func peek() -> ChildExit? { ended(keep: true) }

    /// How it ended, and lets go of its pid; nil while it runs.
    func reap() -> ChildExit? { ended(keep: false) }

    /// Blocks until it is gone; only for one that was just killed.
    func waitForDeath() {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private func ended(keep: Bool) -> ChildExit? {
        var details = quell_child_exit()
        guard quell_wait(pid, keep ? 1 : 0, &details) == 1 else { return nil }
        return ChildExit(details)
    }

    /// Signals its group; only before it is reaped.
    func signalGroup(_ rung: StopLadder.Rung) {
        kill(-pid, rung.signal)
        // A stopped process acts on INT and TERM only once it continues.
        if rung != .kill { kill(-pid, SIGCONT) }
    }
}

extension ChildExit {
    init(_ details: quell_child_exit) {
        self = details.signal == 0 ? .exited(details.status) : .signalled(details.signal)
    }
}

/// Calls `body` with a NULL-terminated array of C strings, valid during the call.
private func withStringArray<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    var pointers = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
}
