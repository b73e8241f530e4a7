import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Compressed files", .serialized)
struct CompressedFileTests {
    private func compressed(_ text: String, _ bench: EngineBench, _ name: String) throws -> Data {
        try bench.write(text, to: name)
        try gzip(["-f", bench.path(name)])
        let path = bench.path(name) + ".gz"
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try #require(FileManager.default.contents(atPath: path))
    }

    @Test("a named gz file with several members is read to its end")
    func readsMembers() async throws {
        let bench = try EngineBench()
        let big = (0..<50_000).map { "request \($0) failed\n" }.joined()
        var data = try compressed(big, bench, "a")
        data += try compressed("second member, cut li", bench, "b")
        data += try compressed("ne\nlast without end", bench, "c")
        data += Data(count: 512)
        try data.write(to: URL(filePath: bench.path("old.log.gz")))
        bench.start([.file(bench.path("old.log.gz"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .ended }
        #expect(bench.lines == 50_002)
        #expect(bench.status.sources.first?.detail == .empty)
        #expect(bench.status.clusters.contains { $0.template == "second member, cut line" })
    }

    @Test("a gz file that ends too early says so and counts what was read")
    func reportsCut() async throws {
        let bench = try EngineBench()
        let text = (0..<20_000).map { "request \($0 &* 7919) failed\n" }.joined()
        let data = try compressed(text, bench, "a")
        try data.prefix(data.count / 2).write(to: URL(filePath: bench.path("old.gz")))
        bench.start([.file(bench.path("old.gz"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .failed }
        let source = try #require(bench.status.sources.first)
        #expect(source.detail.string.contains("ends too early; \(source.lines) lines"))
        #expect((5_000..<20_000).contains(source.lines))
    }

    @Test("a damaged gz file says so and counts what was read")
    func reportsDamage() async throws {
        let bench = try EngineBench()
        let text = (0..<20_000).map { "request \($0 &* 7919) failed\n" }.joined()
        var data = try compressed(text, bench, "a")
        for place in 0..<64 { data[data.count / 2 + place] = 0xFF }
        try data.write(to: URL(filePath: bench.path("old.gz")))
        bench.start([.file(bench.path("old.gz"))])
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .failed }
        let source = try #require(bench.status.sources.first)
        #expect(source.detail.string.contains("is damaged; \(source.lines) lines"))
    }

    @Test("a restart goes on behind the lines of a gz file that were counted")
    func resumes() async throws {
        let bench = try EngineBench()
        var options = LogEngineOptions()
        options.checkpointInterval = .milliseconds(50)
        let first = try compressed("one\ntwo\n", bench, "a")
        let second = try compressed("three\n", bench, "b")
        try first.write(to: URL(filePath: bench.path("old.gz")))
        bench.start([.file(bench.path("old.gz"))], options: options)
        try await bench.wait { $0.sources.first?.state == .ended && $0.lines == 2 }
        bench.stop()
        try (first + second).write(to: URL(filePath: bench.path("old.gz")))
        options.checkpoint = bench.lastCheckpoint
        bench.restart([.file(bench.path("old.gz"))], options: options)
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .ended && $0.lines >= 3 }
        #expect(bench.lines == 3)
    }
}
