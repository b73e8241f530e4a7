import Foundation

/// A program run to its end, with what the kernel says it used.
struct MeasuredChild {
    /// Its own seconds of CPU in user mode.
    let user: Double
    /// Its seconds of CPU in the kernel.
    let system: Double
    /// Seconds from start to end.
    let wall: Double
    /// The most it had resident.
    let residentKiB: Int
    /// What it printed.
    let output: String

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - command: The program's path and its arguments.
    ///   - feed: Writes its standard input; nothing is written without it.
    /// - Throws: `BenchmarkFailure` when it cannot be started or fails.
    init(_ command: [String], feed: ((Int32) -> Void)? = nil) throws {
        let input = try Pair()
        let output = try Pair()
        let start = DispatchTime.now().uptimeNanoseconds
        let process = try Self.spawn(command, input: input, output: output)
        close(input.reading)
        close(output.writing)
        signal(SIGPIPE, SIG_IGN)
        let reader = OutputReader(output.reading)
        feed?(input.writing)
        close(input.writing)
        self.output = reader.finish()
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        user = Self.seconds(usage.ru_utime)
        system = Self.seconds(usage.ru_stime)
        residentKiB = usage.ru_maxrss
        guard status == 0 else {
            throw BenchmarkFailure("\(command.joined(separator: " ")) ended with status \(status)")
        }
    }

    private struct Pair {
        let reading: Int32
        let writing: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw BenchmarkFailure("no pipe") }
            (reading, writing) = (ends[0], ends[1])
        }
    }

    private static func spawn(_ command: [String], input: Pair, output: Pair) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        for end in [input.reading, input.writing, output.reading, output.writing] {
            posix_spawn_file_actions_addclose(&actions, end)
        }
        var process: pid_t = 0
        var arguments = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        let error = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
        guard error == 0 else {
            throw BenchmarkFailure(
                "cannot start \(command[0]): \(String(cString: strerror(error)))")
        }
        return process
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}

/// Reads a pipe to its end on a thread of its own, so that the writer never waits.
private final class OutputReader: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var text = Data()

    init(_ descriptor: Int32) {
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        Thread.detachNewThread { [self] in
            text = (try? handle.readToEnd()) ?? Data()
            done.signal()
        }
    }

    func finish() -> String {
        done.wait()
        return String(decoding: text, as: UTF8.self)
    }
}
