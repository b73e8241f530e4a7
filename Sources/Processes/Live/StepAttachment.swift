import CPosix
import Dispatch
import Glibc

/// Follows a step in its folder: all output from a place on, then the end, once.
///
/// Any number of attachments, in any process and at any time, see the same. While the command is quiet
/// nothing wakes up: inotify(7) reports writes, a pidfd the runner's end. All state belongs to `queue`.
public final class StepAttachment: @unchecked Sendable {
    /// How long a folder may stay without a status: its launcher was killed, or never came that far.
    private static let patience = DispatchTimeInterval.seconds(5)

    /// The run.
    public let handle: StepHandle
    private let queue = DispatchQueue(label: "quell.step")
    private var onOutput: (@Sendable (StepOutput) -> Void)?
    private var onEnd: (@Sendable (StepResult) -> Void)?
    private var folderWatch: DescriptorWatch?
    private var runnerWatch: DescriptorWatch?
    private var output: OutputReader
    private var runnerIsGone = false

    private init(
        _ handle: StepHandle, offset: UInt64, onOutput: @escaping @Sendable (StepOutput) -> Void,
        onEnd: @escaping @Sendable (StepResult) -> Void
    ) {
        self.handle = handle
        self.onOutput = onOutput
        self.onEnd = onEnd
        output = OutputReader(path: handle.files.output, offset: offset)
    }

    /// Begins to follow a step; does not wait.
    ///
    /// Both closures are called one at a time, in order, on a thread of this attachment; a slow receiver
    /// delays only itself, what it has not taken yet stays in the file.
    /// - Parameters:
    ///   - folder: The step's folder.
    ///   - offset: 0, or the `nextOffset` of the last piece that was seen.
    ///   - onOutput: Gets every piece from there on, in arrival order.
    ///   - onEnd: Called once, after the last output that preceded the end.
    /// - Returns: The attachment; letting go of it does not end it.
    /// - Throws: `StepLauncher.LaunchFailure` when the folder cannot be watched, such as when it is not there.
    public static func attach(
        folder: String, offset: UInt64 = 0,
        onOutput: @escaping @Sendable (StepOutput) -> Void,
        onEnd: @escaping @Sendable (StepResult) -> Void
    ) throws -> StepAttachment {
        try attach(
            to: StepHandle(folder: folder), offset: offset, onOutput: onOutput, onEnd: onEnd)
    }

    /// Begins to follow a step; as `attach(folder:)`, but with the handle that a launcher returned the
    /// result also has what the step carries over of secrets.
    ///
    /// - Throws: `StepLauncher.LaunchFailure`.
    public static func attach(
        to handle: StepHandle, offset: UInt64 = 0,
        onOutput: @escaping @Sendable (StepOutput) -> Void,
        onEnd: @escaping @Sendable (StepResult) -> Void
    ) throws -> StepAttachment {
        let attachment = StepAttachment(
            handle, offset: offset, onOutput: onOutput, onEnd: onEnd)
        let number = quell_watch_folder(handle.folder)
        guard number >= 0 else {
            throw StepLauncher.LaunchFailure(
                description: SystemFailure("watch \(handle.folder)").sentence)
        }
        attachment.begin(Descriptor(number))
        return attachment
    }

    /// See `StepHandle.cancel`.
    @discardableResult
    public func cancel() -> Bool { handle.cancel() }

    /// See `StepHandle.escalate`.
    @discardableResult
    public func escalate() -> Bool { handle.escalate() }

    /// Stops following; the step goes on.
    ///
    /// A closure that is being called may still be at work when this returns; no further one follows
    /// what was already queued.
    public func detach() {
        queue.async { self.stop() }
    }

    private func begin(_ watched: consuming Descriptor) {
        folderWatch = DescriptorWatch(watched, queue)
        queue.async {
            do {
                try self.folderWatch?.begin { self.folderChanged() }
                self.look()
            } catch {
                self.end(.unknown("the step's folder cannot be watched"), nil)
            }
        }
        queue.asyncAfter(deadline: .now() + Self.patience) { [weak self] in
            self?.expectStatus()
        }
    }

    private func folderChanged() {
        guard let folderWatch else { return }
        quell_drain(folderWatch.number)
        look()
        self.folderWatch?.rearm()
    }

    /// The status is read before the output: all output that preceded an end is in the file by then.
    private func look() {
        guard onEnd != nil else { return }
        let status = handle.status()
        if let status, status.state != .ended { watchRunner(status) }
        let isGone = runnerIsGone
        deliverOutput()
        guard let status else { return }
        if status.state == .ended {
            end(status.end?.end ?? .unknown("its end was not recorded"), status)
        } else if isGone {
            end(.unknown(Self.reason(status)), status)
        }
    }

    private func watchRunner(_ status: StepStatus) {
        guard runnerWatch == nil, !runnerIsGone else { return }
        guard let runner = RunnerProcess(status.runner) else {
            // It may have ended, with a status, after that status was read.
            runnerIsGone = true
            return queue.async { self.look() }
        }
        let watch = DescriptorWatch(runner.takeDescriptor(), queue)
        runnerWatch = watch
        do {
            try watch.begin {
                self.runnerIsGone = true
                self.look()
            }
        } catch {
            end(.unknown("the step runner cannot be watched"), status)
        }
    }

    private func deliverOutput() {
        while let onOutput, let piece = output.next() { onOutput(piece) }
    }

    private static func reason(_ status: StepStatus) -> String {
        if status.runner.bootID != ProcFilesystem.bootID() {
            return "the machine was started anew while the command ran"
        }
        if let child = status.child, ProcFilesystem.entry(child)?.session == child {
            return "its runner was killed; the command may still run as process \(child)"
        }
        return "its runner was killed before the command ended"
    }

    private func expectStatus() {
        guard onEnd != nil, handle.status() == nil else { return }
        end(.unknown("its runner never reported"), nil)
    }

    private func end(_ end: StepEnd, _ status: StepStatus?) {
        let report = onEnd
        stop()
        var result = StepResult(end: end, status: status)
        if let secrets = handle.memory?.take() { result.carryOver?.restore(secrets) }
        report?(result)
    }

    private func stop() {
        folderWatch?.end()
        runnerWatch?.end()
        folderWatch = nil
        runnerWatch = nil
        onOutput = nil
        onEnd = nil
    }
}
