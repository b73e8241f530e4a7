import Processes
import Synchronization
import Testing

/// Collects what an attachment reports.
final class StepObserver: Sendable {
    struct Seen {
        var pieces: [StepOutput] = []
        var results: [StepResult] = []
    }

    private let state = Mutex(Seen())

    var seen: Seen { state.withLock { $0 } }
    var result: StepResult? { seen.results.first }

    /// Follows a run of another program.
    func follow(_ folder: String, from offset: UInt64 = 0) throws -> StepAttachment {
        try follow(StepHandle(folder: folder), from: offset)
    }

    func follow(_ handle: StepHandle, from offset: UInt64 = 0) throws -> StepAttachment {
        try StepAttachment.attach(to: handle, offset: offset) { piece in
            self.state.withLock { $0.pieces.append(piece) }
        } onEnd: { result in
            self.state.withLock { $0.results.append(result) }
        }
    }

    /// What arrived on one stream, or on both in arrival order.
    func text(_ stream: ProcessStream? = nil) -> String {
        let pieces = seen.pieces.filter { stream == nil || $0.stream == stream }
        return String(decoding: pieces.flatMap(\.bytes), as: UTF8.self)
    }

    /// Waits for the end.
    func end() async -> StepEnd? {
        _ = await eventually(.seconds(30)) { self.result != nil }
        return result?.end
    }
}

extension StopLadder {
    static let quick = StopLadder(interruptMilliseconds: 150, terminateMilliseconds: 150)
}

/// Launches a step in a folder of its own below `folder`.
func launch(
    _ script: String, in folder: TemporaryFolder, id: String = "1.1",
    configure: (inout StepRequest) -> Void = { _ in }
) throws -> StepHandle {
    var request = StepRequest(
        id: id, script: script, folder: folder.file("step-\(id)"), workingDirectory: folder.path,
        ladder: .quick)
    configure(&request)
    return try StepLauncher(executable: QuellBinary.path()).launch(request)
}

/// Ends a step and waits until that is on record, so that its folder can go.
func stop(_ handle: StepHandle) async {
    handle.cancel()
    #expect(await eventually { handle.status()?.state == .ended })
}

/// Runs a step to its end.
func run(
    _ script: String, in folder: TemporaryFolder, id: String = "1.1",
    configure: (inout StepRequest) -> Void = { _ in }
) async throws -> StepObserver {
    let handle = try launch(script, in: folder, id: id, configure: configure)
    let observer = StepObserver()
    let attachment = try observer.follow(handle)
    _ = await observer.end()
    attachment.detach()
    return observer
}
