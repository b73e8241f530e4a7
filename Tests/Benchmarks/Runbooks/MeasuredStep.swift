import Foundation
import Processes

/// One command in a runner of its own, with its end awaited.
final class MeasuredStep: @unchecked Sendable {
    private let over = DispatchSemaphore(value: 0)
    private var attachment: StepAttachment?
    /// Set before `over` is signalled, read after.
    private(set) var result: StepResult?
    let handle: StepHandle

    /// Starts it.
    ///
    /// - Parameters:
    ///   - request: What to run.
    ///   - program: The path of `quell`.
    ///   - onOutput: Gets every piece of output, on a thread of the attachment.
    /// - Throws: `StepLauncher.LaunchFailure`.
    init(
        _ request: StepRequest, program: String,
        onOutput: @escaping @Sendable (StepOutput) -> Void = { _ in }
    ) throws {
        handle = try StepLauncher(executable: program).launch(request)
        attachment = try StepAttachment.attach(folder: request.folder, onOutput: onOutput) {
            [weak self] result in
            self?.result = result
            self?.over.signal()
        }
    }

    /// Asks the runner to stop it.
    func cancel() { attachment?.cancel() }

    /// Waits for the end; nil when it does not come in time.
    func end(within seconds: Double) -> StepResult? {
        over.wait(timeout: .now() + seconds) == .success ? result : nil
    }
}
