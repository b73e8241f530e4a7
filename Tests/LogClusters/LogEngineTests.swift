import Foundation
import IncidentModel
import SafeText
import Synchronization
import Testing

@testable import LogClusters

/// A running engine whose publications can be waited for, and a folder of its own.
final class EngineBench: Sendable {
    private struct State {
        var publications: [LogPublication] = []
    }

    let folder: URL
    private let state = Mutex(State())
    private let engine = Mutex<LogEngine?>(nil)

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "quell-logs-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Starts an engine; `onTurn` is called about once in each of its turns.
    func start(
        _ kinds: [SourceKind], options: LogEngineOptions = LogEngineOptions(),
        onTurn: @escaping @Sendable () -> Void = {}
    ) {
        let engine = LogEngine(
            sources: kinds.enumerated().map { index, kind in
                SourceDefinition(id: SourceID("source-\(index)"), kind: kind)
            }, options: options,
            now: {
                onTurn()
                return Timestamp(nanoseconds: WallTime.now)
            },
            publish: { [weak self] publication in
                self?.state.withLock { $0.publications.append(publication) }
            })
        engine.start()
        self.engine.withLock { $0 = engine }
    }

    func stop() { engine.withLock { $0 }?.stop() }

    func perform(_ action: RecordedClusterAction) { engine.withLock { $0 }?.perform(action) }

    /// Another engine over the same folder; what the one before published is forgotten.
    func restart(_ kinds: [SourceKind], options: LogEngineOptions) {
        state.withLock { $0.publications = [] }
        start(kinds, options: options)
    }

    var lastCheckpoint: LogCheckpoint? { publications.last { $0.checkpoint != nil }?.checkpoint }

    var publications: [LogPublication] { state.withLock { $0.publications } }
    var status: LogStatus { publications.last?.status ?? LogStatus() }
    var lines: Int { status.sources.reduce(0) { $0 + $1.lines } }

    /// Waits until the newest status satisfies a condition; the limit is generous.
    func wait(_ condition: (LogStatus) -> Bool) async throws {
        for _ in 0..<3_000 {
            if condition(status) { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("waited in vain; last status: \(status.sources) lines \(status.lines)")
        throw CancellationError()
    }

    func write(_ text: String, to name: String) throws {
        let path = path(name)
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? handle.close() }
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
    }
}

@Suite("Log sources", .serialized)
struct LogEngineTests {
    @Test("a file is read from what is there and then followed")
    func followsFile() async throws {
        let bench = try EngineBench()
        try bench.write("one thing\ntwo things\n", to: "a.log")
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.lines == 2 }
        #expect(bench.status.clusters.allSatisfy { !$0.isNew })
        try bench.write("ERROR request 3 failed\n", to: "a.log")
        try await bench.wait { $0.lines == 3 }
        #expect(bench.status.sources.first?.state == .following)
        #expect(bench.publications.flatMap(\.changes).map(\.moment) == [.appeared])
    }

    @Test("of a big file only the end is read, from the start of a line")
    func readsBacklogEnd() async throws {
        let bench = try EngineBench()
        try bench.write(
            String(repeating: "a line of thirty-two characters\n", count: 1_000), to: "a.log")
        var options = LogEngineOptions()
        options.backlogBytes = 3_200
        bench.start([.file(bench.path("a.log"))], options: options)
        defer { bench.stop() }
        try await bench.wait { $0.lines == 100 }
        #expect(bench.status.clusters.map(\.template) == ["a line of thirty-two characters"])
    }

    @Test("an unfinished line is counted when its end arrives")
    func waitsForLineEnd() async throws {
        let bench = try EngineBench()
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .waiting }
        try bench.write("half a li", to: "a.log")
        try await bench.wait { $0.sources.first?.bytes == 9 }
        #expect(bench.lines == 0)
        try bench.write("ne\n", to: "a.log")
        try await bench.wait { $0.lines == 1 }
        #expect(bench.status.clusters.first?.template == "half a line")
    }

    @Test("sixty rotations by renaming, copying and deleting lose no line")
    func survivesRotations() async throws {
        let bench = try EngineBench()
        try bench.write("start 0 0\n", to: "a.log")
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        var written = 1
        try await bench.wait { $0.lines == 1 }
        for rotation in 0..<60 {
            // The first line shows that the new file was found; a file that comes and goes within a
            // few milliseconds can be missed.
            try bench.write("first of rotation \(rotation)\n", to: "a.log")
            written += 1
            let seen = written
            try await bench.wait { _ in bench.lines == seen }
            for line in 0..<(7 + rotation % 5) {
                try bench.write("line \(rotation) \(line) of rotation\n", to: "a.log")
                written += 1
            }
            let current = bench.path("a.log")
            switch rotation % 3 {
            case 0:
                try? FileManager.default.removeItem(atPath: bench.path("a.log.1"))
                try FileManager.default.moveItem(atPath: current, toPath: bench.path("a.log.1"))
                try bench.write("late \(rotation) for the old file\n", to: "a.log.1")
                written += 1
            case 1:
                // Lines between the last read and the truncation are lost by this method, so wait.
                let expected = written
                try await bench.wait { _ in bench.lines == expected }
                try FileManager.default.copyItem(
                    atPath: current, toPath: bench.path("copy-\(rotation)"))
                #expect(truncate(current, 0) == 0)
            default:
                try FileManager.default.removeItem(atPath: current)
            }
        }
        try bench.write("the end\n", to: "a.log")
        written += 1
        let expected = written
        try await bench.wait { $0.lines == expected }
        #expect(bench.lines == expected)
        let status = bench.status
        #expect(status.lines == status.clusters.reduce(status.otherLines) { $0 + $1.lines })
    }

    @Test("a folder and a file that are not there yet are waited for")
    func waitsForFolder() async throws {
        let bench = try EngineBench()
        bench.start([.file(bench.path("deep/er/a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .waiting }
        try FileManager.default.createDirectory(
            atPath: bench.path("deep/er"), withIntermediateDirectories: true)
        try bench.write("here at last\n", to: "deep/er/a.log")
        try await bench.wait { $0.lines == 1 }
        #expect(bench.status.sources.first?.state == .following)
    }

    @Test("a pattern follows every match, also later ones, and none twice after renaming")
    func followsPattern() async throws {
        let bench = try EngineBench()
        try bench.write("first file\n", to: "a.log")
        bench.start([.file(bench.path("*.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.lines == 1 }
        try bench.write("second file\n", to: "b.log")
        try await bench.wait { $0.lines == 2 }
        try FileManager.default.moveItem(atPath: bench.path("a.log"), toPath: bench.path("c.log"))
        try bench.write("more of it\n", to: "c.log")
        try await bench.wait { $0.lines == 3 }
        #expect(bench.lines == 3)
    }

    @Test("a command's outputs are read, and it is started again when it fails")
    func restartsCommand() async throws {
        let bench = try EngineBench()
        var options = LogEngineOptions()
        options.restartDelay = .milliseconds(50)
        bench.start([.command("echo out; echo 'oh no' >&2; exit 3")], options: options)
        defer { bench.stop() }
        try await bench.wait { $0.lines >= 6 }
        #expect(Set(bench.status.clusters.map(\.template)) == ["out", "oh no"])
        let details = bench.publications.flatMap(\.status.sources).filter {
            $0.state == .reconnecting
        }
        #expect(details.contains { $0.detail.string.contains("status 3") })
        #expect(details.contains { $0.detail.string.contains("oh no") })
    }

    @Test("a command that has said everything is not started again")
    func endsWithCommand() async throws {
        let bench = try EngineBench()
        bench.start([.command("echo once")])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .ended }
        #expect(bench.lines == 1)
    }

    @Test("stopping ends the command before it returns")
    func stopsCommand() async throws {
        let bench = try EngineBench()
        bench.start([.command("echo $$; trap '' INT TERM; while :; do sleep 1; done")])
        try await bench.wait { $0.lines == 1 }
        let sample = bench.status.clusters.first?.samples.first?.lines.first?.string
        let pid = try #require(sample.flatMap { pid_t($0) })
        bench.stop()
        #expect(kill(pid, 0) == -1)
    }

    @Test("a pipe is read to its end")
    func readsPipe() async throws {
        let bench = try EngineBench()
        let pipe = Pipe()
        bench.start([.descriptor(pipe.fileHandleForReading.fileDescriptor)])
        defer { bench.stop() }
        let text = (0..<20_000).map { "request \($0) failed\n" }.joined() + "last without end"
        let writer = pipe.fileHandleForWriting
        Thread.detachNewThread {
            try? writer.write(contentsOf: Data(text.utf8))
            try? writer.close()
        }
        try await bench.wait { $0.sources.first?.state == .ended }
        #expect(bench.lines == 20_001)
        #expect(bench.status.lines == 20_001)
        withExtendedLifetime(pipe) {}
    }

    @Test("nothing is published while nothing changes")
    func isQuietWhenQuiet() async throws {
        let bench = try EngineBench()
        try bench.write("one thing\n", to: "a.log")
        var options = LogEngineOptions()
        options.rateWindow = .milliseconds(300)
        bench.start([.file(bench.path("a.log"))], options: options)
        defer { bench.stop() }
        try await bench.wait { $0.lines == 1 && $0.sources.first?.linesPerSecond == 0 }
        let before = bench.publications.count
        try await Task.sleep(for: .seconds(2))
        #expect(bench.publications.count == before)
    }

    @Test("a flood is published at most five times a second")
    func boundsPublications() async throws {
        let bench = try EngineBench()
        bench.start([.command("for i in $(seq 1 300); do echo request $i failed; sleep 0.01; done")]
        )
        defer { bench.stop() }
        let start = ContinuousClock.now
        try await bench.wait { $0.sources.first?.state == .ended }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(Double(bench.publications.count) <= seconds * 5 + 3)
        #expect(bench.lines == 300)
    }

    @Test(
        "a file that must not be read says why",
        .enabled(if: getuid() != 0, "root reads everything"))
    func reportsUnreadableFile() async throws {
        let bench = try EngineBench()
        try bench.write("secret\n", to: "a.log")
        #expect(chmod(bench.path("a.log"), 0) == 0)
        bench.start([.file(bench.path("a.log"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .failed }
        #expect(bench.status.sources.first?.detail.string.contains("ermission") == true)
    }

    @Test("an engine can be stopped twice, and before it was started")
    func stopsSafely() throws {
        let bench = try EngineBench()
        bench.stop()
        bench.start([])
        bench.stop()
        bench.stop()
    }
}
