import Foundation
import Processes
import Synchronization
import Testing

/// Collects what a process reports.
private final class Listener: Sendable {
    private let output = Mutex<[ProcessStream: [UInt8]]>([:])
    private let ends = Mutex<[ProcessEnd]>([])

    var ended: [ProcessEnd] { ends.withLock { $0 } }

    func text(_ stream: ProcessStream = .standardOutput) -> String {
        String(decoding: output.withLock { $0[stream] ?? [] }, as: UTF8.self)
    }

    @Sendable func add(_ stream: ProcessStream, _ bytes: [UInt8]) {
        output.withLock { $0[stream, default: []] += bytes }
    }

    @Sendable func end(_ end: ProcessEnd) { ends.withLock { $0.append(end) } }
}

@Suite struct StreamingProcessTests {
    private let listener = Listener()

    private func start(
        _ script: String, environment: [String: String] = [:]
    ) -> StreamingProcess {
        StreamingProcess.start(
            .bash(script, environment: .adding(environment)), onOutput: listener.add,
            onEnd: listener.end)
    }

    @Test func outputArrivesWhileTheCommandRuns() async {
        let process = start("echo one; sleep 60")
        #expect(await eventually { listener.text() == "one\n" })
        #expect(listener.ended.isEmpty)
        process.cancel()
        #expect(await eventually { listener.ended == [.cancelled] })
    }

    @Test func streamsAreApart() async {
        _ = start("echo out; echo err >&2")
        #expect(await eventually { listener.ended == [.exited(0)] })
        #expect(listener.text() == "out\n")
        #expect(listener.text(.standardError) == "err\n")
    }

    @Test func stubbornCommandIsKilledWithAllItStarted() async {
        let marker = Marker()
        let process = start(
            "trap '' INT TERM; setsid sleep 60 & (sleep 60 &); echo ready; while :; do sleep 1; done",
            environment: marker.environment)
        #expect(await eventually { listener.text() == "ready\n" })
        process.cancel()
        process.cancel()
        #expect(await eventually { listener.ended == [.cancelled] })
        #expect(await eventually { marker.processes().isEmpty })
    }

    @Test func slowReceiverHoldsTheCommandBack() async {
        let pieces = Mutex(0)
        let gate = DispatchSemaphore(value: 0)
        let process = StreamingProcess.start(.bash("yes")) { _, _ in
            pieces.withLock { $0 += 1 }
            gate.wait()
        } onEnd: {
            listener.end($0)
        }
        #expect(await eventually { pieces.withLock { $0 } == 1 })
        try? await Task.sleep(for: .milliseconds(100))
        #expect(pieces.withLock { $0 } == 1)
        process.cancel()
        for _ in 0..<100 { gate.signal() }
        #expect(await eventually { !listener.ended.isEmpty })
    }

    @Test func missingProgramIsReportedAsTheEnd() async {
        _ = StreamingProcess.start(
            ProcessCommand(executable: "/no/such/program"), onOutput: listener.add,
            onEnd: listener.end)
        #expect(await eventually { !listener.ended.isEmpty })
        #expect(
            listener.ended == [.couldNotStart("/no/such/program: No such file or directory")])
    }
}
