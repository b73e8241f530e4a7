import CPosix
import Foundation
import Glibc

/// Starts steps in runners of their own, which outlive this process.
public struct StepLauncher: Sendable {
    /// Why a runner could not be started; the command itself did not run.
    public struct LaunchFailure: Error, Equatable, CustomStringConvertible {
        /// One sentence.
        public var description: String
    }

    /// How long a runner may take to report.
    private static let patience = Int32(10_000)
    private let executable: String

    /// - Parameter executable: The path of `quell`; nil means the program that runs now.
    public init(executable: String? = nil) {
        self.executable = executable ?? Self.own
    }

    /// The path of this program, or a name that works as long as this process lives if the file was replaced.
    private static var own: String {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        guard let path, access(path, X_OK) == 0 else { return "/proc/self/exe" }
        return path
    }

    /// Starts a runner and waits until it has the command running, some 20 ms; blocks the calling thread.
    ///
    /// A command that cannot start is not an error here: the handle's result says so.
    /// - Throws: `LaunchFailure` when the folder cannot be used or the runner does not report.
    public func launch(_ request: StepRequest) throws -> StepHandle {
        do {
            return try launchRunner(request)
        } catch let failure as SystemFailure {
            throw LaunchFailure(description: failure.sentence)
        } catch let failure as NotStarted {
            throw LaunchFailure(description: failure.reason)
        }
    }

    private func launchRunner(_ request: StepRequest) throws -> StepHandle {
        let order = StepOrder(request, ownEnvironment: ProcessInfo.processInfo.environment)
        try prepareFolder(request.folder, order)
        let input = try MemoryFile([UInt8](JSONEncoder().encode(order)))
        let pipe = try PipeEnds()
        let command = ProcessCommand(
            executable: executable, arguments: [StepRunner.argument, request.folder],
            workingDirectory: "/")
        let wiring = ChildProcess.Wiring(
            input: input.descriptor.number, output: pipe.writer.number)
        let runner = try ChildProcess.start(command, wiring: wiring)
        defer { ChildReaper.adopt(runner) }
        let answer = Self.firstLine(pipe.takeReader())
        guard answer == "ok" else {
            runner.signalGroup(.terminate)
            throw LaunchFailure(description: "the step runner failed: \(answer)")
        }
        return StepHandle(
            folder: request.folder, memory: CarryMemory(input.takeDescriptor()))
    }

    private func prepareFolder(_ folder: String, _ order: StepOrder) throws {
        guard folder.hasPrefix("/") else {
            throw LaunchFailure(description: "\(folder) is not an absolute path")
        }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw SystemFailure("make the folder \(folder)")
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let file = try Descriptor.open(
            StepFiles(folder: folder).request, O_WRONLY | O_CREAT | O_EXCL)
        try file.write([UInt8](encoder.encode(order.record)))
    }

    /// What the runner says first; its end without a word counts too.
    private static func firstLine(_ reader: consuming Descriptor) -> String {
        var text: [UInt8] = []
        while text.last != UInt8(ascii: "\n") {
            var awaited = pollfd(fd: reader.number, events: Int16(POLLIN), revents: 0)
            let ready = poll(&awaited, 1, patience)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return "it did not report within 10 s" }
            guard case .bytes(let bytes) = readSome(reader.number, 4096) else {
                return "it ended before it reported"
            }
            text += bytes
        }
        return String(decoding: text.dropLast(), as: UTF8.self)
    }
}
