import CPosix
import Foundation
import Glibc

/// A step that runs or ran in a folder, whoever started it.
public struct StepHandle: Sendable, Equatable {
    /// The folder with the run's files.
    public let folder: String
    /// What the runner can pass on without a file; only the program that launched the step has it.
    let memory: CarryMemory?

    /// Names a run by its folder.
    public init(folder: String) { self.init(folder: folder, memory: nil) }

    init(folder: String, memory: CarryMemory?) {
        self.folder = folder
        self.memory = memory
    }

    /// Whether both name the same run.
    public static func == (one: StepHandle, other: StepHandle) -> Bool {
        one.folder == other.folder
    }

    var files: StepFiles { StepFiles(folder: folder) }

    /// What is on record about the run; nil when there is nothing.
    public func status() -> StepStatus? { StepStatusFile(files: files).read() }

    /// What was to run; nil when that is not on record.
    public func request() -> StepRecord? {
        guard let file = try? Descriptor.open(files.request, O_RDONLY),
            let bytes = try? file.readAll()
        else { return nil }
        return try? JSONDecoder().decode(StepRecord.self, from: Data(bytes))
    }

    /// Asks the runner to stop the command and everything it started: INT, TERM, KILL.
    ///
    /// Each further call skips the rest of a wait. After the command's end it stops what the command
    /// left running in the background, as far as that holds the output.
    /// - Returns: Whether there was a runner to ask.
    @discardableResult
    public func cancel() -> Bool {
        guard let identity = status()?.runner, let runner = RunnerProcess(identity) else {
            return false
        }
        return quell_pidfd_signal(runner.descriptor.number, SIGTERM) == 0
    }

    /// Goes on to the next signal of a cancel at once; the same as another `cancel`.
    @discardableResult
    public func escalate() -> Bool { cancel() }
}

/// A living runner, held by a descriptor so that its pid cannot come to mean another process.
struct RunnerProcess: ~Copyable {
    let descriptor: Descriptor

    /// Nil when the runner is gone, or its pid belongs to another process by now.
    init?(_ identity: ProcessIdentity) {
        guard identity.bootID == ProcFilesystem.bootID() else { return nil }
        let number = quell_pidfd_open(identity.pid)
        guard number >= 0 else { return nil }
        let opened = Descriptor(number)
        guard let entry = ProcFilesystem.entry(identity.pid), !entry.isZombie,
            entry.startTicks == identity.startTicks
        else { return nil }
        descriptor = opened
    }

    consuming func takeDescriptor() -> Descriptor { descriptor }
}
