import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Files that are rotated while they are written", .serialized)
struct RotationTests {
    private var fast: LogEngineOptions {
        var options = LogEngineOptions()
        options.publishInterval = .milliseconds(20)
        options.coalescing = .milliseconds(5)
        options.recordPatience = .milliseconds(50)
        options.checkpointInterval = .milliseconds(100)
        options.backlogBytes = 1 << 30
        return options
    }

    /// Lets a writer work on a thread of its own and waits for its end.
    private func inThread(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                body()
                continuation.resume()
            }
        }
    }

    @Test("two hundred rotations by renaming under load lose no line and count none twice")
    func survivesRenaming() async throws {
        let bench = try EngineBench()
        let folder = bench.folder.path
        bench.start([.file(folder + "/app.log")], options: fast)
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .waiting }
        let written = Counter()
        await inThread {
            let log = LogFolder(folder)
            for rotation in 0..<200 {
                log.write(200 + rotation % 7)
                log.rename()
                if rotation % 3 == 0 { usleep(3_000) }
            }
            log.write(3)
            written.value = log.written
            #expect(log.countedLines == log.written)
        }
        let expected = written.value
        try await bench.wait { $0.lines >= expected }
        try await Task.sleep(for: .milliseconds(300))
        #expect(bench.lines == expected)
        #expect(bench.status.lines == expected)
    }

    // By copying and truncating, lines are lost that are written between the two (no reader can help),
    // and those of a generation that was written and copied away between two looks. So the writer waits
    // until each generation was seen, and writes on while it is read.
    @Test(
        "two hundred rotations, every second by copying and truncating, lose no line that can be read"
    )
    func survivesTruncating() async throws {
        let bench = try EngineBench()
        let folder = bench.folder.path
        bench.start([.file(folder + "/app.log")], options: fast)
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .waiting }
        let written = Counter()
        await inThread {
            let log = LogFolder(folder)
            for rotation in 0..<200 {
                log.write(1)
                let first = log.written
                if rotation % 2 == 0 {
                    for _ in 0..<15_000 where bench.lines < first { usleep(2_000) }
                }
                log.write(100 + rotation % 7)
                if rotation % 2 == 0 { log.copyAndTruncate() } else { log.rename() }
            }
            log.write(3)
            written.value = log.written
            #expect(log.countedLines == log.written)
        }
        let expected = written.value
        try await bench.wait { $0.lines >= expected }
        try await Task.sleep(for: .milliseconds(300))
        #expect(bench.lines == expected)
    }

    @Test(
        "a restart in the middle goes on at the line, stopped or thrown away",
        arguments: [true, false])
    func survivesRestart(isStopped: Bool) async throws {
        let bench = try EngineBench()
        let folder = bench.folder.path
        let log = LogFolder(folder)
        log.write(500)
        bench.start([.file(folder + "/app.log")], options: fast)
        for turn in 0..<12 {
            log.write(50)
            // Half a line is on the disk while the engine goes.
            let seen = log.written - (turn % 2 == 0 ? 0 : 20)
            try await bench.wait { _ in bench.lines >= seen }
            try await bench.wait { _ in bench.publications.contains { $0.checkpoint != nil } }
            let early = bench.lastCheckpoint
            log.write(30)
            bench.stop()
            let checkpoint = isStopped ? bench.lastCheckpoint : early
            switch turn % 4 {
            case 0: log.rename()
            case 1: log.copyAndTruncate()
            case 2:
                log.rename()
                log.write(40)
                log.rename()
                log.write(5)
                log.rename()
            default: break
            }
            log.write(20)
            var options = fast
            options.checkpoint = checkpoint
            bench.restart([.file(folder + "/app.log")], options: options)
            let expected = log.written
            try await bench.wait { _ in bench.lines >= expected }
        }
        #expect(log.countedLines == log.written)
        try await Task.sleep(for: .milliseconds(300))
        #expect(bench.lines == log.written)
        #expect(bench.status.lines == log.written)
        #expect(bench.publications.allSatisfy { $0.refusals.isEmpty })
        bench.stop()
    }

    @Test("an unfinished line and an open record are read again after a restart, once")
    func keepsPartialLine() async throws {
        let bench = try EngineBench()
        var options = fast
        options.recordPatience = .seconds(3_600)
        try bench.write("2026-01-02 03:04:05 ERROR it broke\n  at one\nhalf a li", to: "app.log")
        bench.start([.file(bench.path("app.log"))], options: options)
        try await bench.wait { $0.sources.first?.lines == 2 }
        bench.stop()
        try bench.write("ne\n", to: "app.log")
        options.checkpoint = bench.lastCheckpoint
        options.recordPatience = .milliseconds(50)
        bench.restart([.file(bench.path("app.log"))], options: options)
        try await bench.wait { $0.lines == 3 }
        #expect(bench.lines == 3)
        #expect(bench.status.clusters.contains { $0.lines == 2 })
        bench.stop()
    }

    @Test("a rest that was compressed while the engine was away is read")
    func readsCompressedRest() async throws {
        let bench = try EngineBench()
        let log = LogFolder(bench.folder.path)
        log.write(100)
        bench.start([.file(log.path)], options: fast)
        try await bench.wait { _ in bench.lines == 100 }
        bench.stop()
        log.write(50)
        log.rename()
        try gzip([log.path + ".1"])
        log.write(10)
        var options = fast
        options.checkpoint = bench.lastCheckpoint
        bench.restart([.file(log.path)], options: options)
        try await bench.wait { _ in bench.lines >= 160 }
        try await Task.sleep(for: .milliseconds(300))
        #expect(bench.lines == 160)
        bench.stop()
    }

    @Test("a damaged checkpoint is told, and the engine starts afresh")
    func refusesDamage() async throws {
        let bench = try EngineBench()
        try bench.write("one thing\n", to: "app.log")
        bench.start([.file(bench.path("app.log"))], options: fast)
        try await bench.wait { $0.lines == 1 }
        bench.stop()
        var bytes = try #require(bench.lastCheckpoint).bytes
        bytes[bytes.count / 2] ^= 0x10
        var options = fast
        options.checkpoint = LogCheckpoint(bytes: bytes)
        bench.restart([.file(bench.path("app.log"))], options: options)
        try await bench.wait { $0.lines == 1 }
        let refusals = bench.publications.flatMap(\.refusals).map(\.string)
        #expect(refusals.count == 1)
        #expect(refusals.first?.contains("afresh") == true)
        bench.stop()
    }

    @Test("no checkpoint, however cut or changed, is more than a sentence")
    func survivesAnyCheckpoint() async throws {
        let bench = try EngineBench()
        try bench.write("one thing\n", to: "app.log")
        bench.start([.file(bench.path("app.log"))], options: fast)
        try await bench.wait { $0.lines == 1 }
        bench.stop()
        let bytes = try #require(bench.lastCheckpoint).bytes
        for place in bytes.indices {
            #expect(throws: CheckpointError.self) {
                try EngineCheckpoint(
                    LogCheckpoint(bytes: Array(bytes[..<place])), redactor: .standard)
            }
        }
        #expect(
            try EngineCheckpoint(LogCheckpoint(bytes: bytes), redactor: .standard).book.lines == 1)
    }

    @Test("copies that a pattern matches are not counted again")
    func ignoresCopiesInPattern() async throws {
        let bench = try EngineBench()
        let log = LogFolder(bench.folder.path)
        log.write(100)
        bench.start([.file(log.path + "*")], options: fast)
        defer { bench.stop() }
        try await bench.wait { _ in bench.lines == 100 }
        log.copyAndTruncate()
        log.write(10)
        try await bench.wait { _ in bench.lines >= 110 }
        log.rename()
        log.write(7)
        try await bench.wait { _ in bench.lines >= 117 }
        try gzip(["-k", log.path + ".2"])
        try await Task.sleep(for: .milliseconds(3_500))
        #expect(bench.lines == 117)
    }
}

/// A number that a thread leaves behind.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var number = 0

    var value: Int {
        get { lock.withLock { number } }
        set { lock.withLock { number = newValue } }
    }
}

/// Runs the real `gzip`.
func gzip(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip"] + arguments
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
}
