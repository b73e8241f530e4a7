import CPosix
import Foundation
import Glibc

/// The program behind `quell __step-runner FOLDER`: runs one step's command apart from the console.
///
/// It gets a `StepOrder` on standard input and answers on standard output: a line `ok` once the
/// command runs or its failure to start is on record, else one sentence. It lives on when the console is
/// gone, and its files tell the rest.
public enum StepRunner {
    /// The argument that makes the program a step runner; the folder follows it.
    public static let argument = "__step-runner"

    /// Runs the step to its end.
    ///
    /// To be called first thing in `main`, before any thread is started.
    /// - Parameter folder: The step's folder, an absolute path, made by the launcher.
    /// - Returns: The exit status for the process: 0 when the end of the command is on record.
    public static func main(folder: String) -> Int32 {
        let signals = quell_runner_signals()
        do {
            guard signals >= 0 else { throw SystemFailure("prepare for signals") }
            let failed = quell_become_subreaper()
            if failed != 0 { throw SystemFailure("adopt orphans", failed) }
            let run = try prepare(folder: folder, signals: Descriptor(signals))
            run.start()
            try answer("ok\n")
            run.waitForEnd()
            return 0
        } catch let failure as SystemFailure {
            try? answer(failure.sentence + "\n")
        } catch {
            try? answer("the order cannot be read: \(error)\n")
        }
        return 1
    }

    private static func prepare(folder: String, signals: consuming Descriptor) throws -> StepRun {
        let order = try readOrder()
        let memory = CarryMemory(keeping: STDIN_FILENO)
        try silence(STDIN_FILENO)
        guard let identity = ProcFilesystem.identity(of: getpid()) else {
            throw SystemFailure("read /proc", ENOENT)
        }
        let files = StepFiles(folder: folder)
        let output = try StepOutputFile(path: files.output, limit: order.outputLimit)
        let run = StepRun(
            order: order, files: files, identity: identity, signals: signals, output: output,
            memory: memory)
        try run.record()
        return run
    }

    /// The order is in a file in memory; it goes once it is read.
    private static func readOrder() throws -> StepOrder {
        var bytes: [UInt8] = []
        while case .bytes(let more) = readSome(STDIN_FILENO, 65536) { bytes += more }
        return try JSONDecoder().decode(StepOrder.self, from: Data(bytes))
    }

    /// Tells the launcher and lets go of it.
    private static func answer(_ line: String) throws {
        let text = Array(line.utf8)
        write(STDOUT_FILENO, text, text.count)
        try silence(STDOUT_FILENO)
    }

    /// Puts `/dev/null` in a descriptor's place, so that no other file gets its number.
    private static func silence(_ descriptor: Int32) throws {
        let null = try Descriptor.open("/dev/null", O_RDWR)
        guard dup2(null.number, descriptor) >= 0 else { throw SystemFailure("redirect") }
    }
}
