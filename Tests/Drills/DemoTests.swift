import Foundation
import Testing

@testable import Drills

/// The demo's stack is real: real servers, a real deployment by a real shell.
@Suite(.serialized) struct DemoTests {
    @Test func backendIsDownAtFirstAndServesAfterTheCorrectedDeployment() async throws {
        let demo = try Demo.start(executable: BuiltProgram.path, utcOffsetSeconds: 0)
        defer { demo.stop() }
        let backend = try #require(demo.environment["BACKEND_URL"]) + "/health"
        let frontend = try #require(demo.environment["FRONTEND_URL"]) + "/health"
        #expect(try await status(frontend) == 200)
        #expect(try await status(backend) == 503)
        let file = demo.sandbox.path + "/.dockerignore"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacingOccurrences(of: "**/monitoring/\n", with: "")
            .write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try deploy(demo) == 0)
        try await wait(for: backend, status: 200)
        try await wait(for: try #require(demo.environment["AUTH_URL"]) + "/health", status: 200)
    }

    @Test func deploymentWithoutTheCorrectionFailsAndChangesNothing() async throws {
        let demo = try Demo.start(executable: BuiltProgram.path, utcOffsetSeconds: 0)
        defer { demo.stop() }
        #expect(try deploy(demo) == 1)
        #expect(try await status(try #require(demo.environment["BACKEND_URL"]) + "/health") == 503)
    }

    @Test func stoppingLeavesNoProcessAndNoFile() throws {
        let demo = try Demo.start(executable: BuiltProgram.path, utcOffsetSeconds: 0)
        let folder = demo.sandbox.path
        #expect(!processes(mentioning: folder).isEmpty)
        demo.stop()
        let end = Date(timeIntervalSinceNow: 15)
        while !processes(mentioning: folder).isEmpty, Date() < end { usleep(50_000) }
        #expect(processes(mentioning: folder).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    private func deploy(_ demo: Demo) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "deploy backend --force-rebuild"]
        process.environment = ProcessInfo.processInfo.environment.merging(demo.environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func wait(for address: String, status wanted: Int) async throws {
        let end = Date(timeIntervalSinceNow: 30)
        while try await status(address) != wanted {
            try #require(Date() < end, "\(address) did not answer with \(wanted)")
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// The status by curl, a client of its own.
    private func status(_ address: String) async throws -> Int? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/curl")
        process.arguments = ["-s", "-o", "/dev/null", "-w", "%{http_code}", address]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Int(String(decoding: data, as: UTF8.self))
    }

    private func processes(mentioning text: String) -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.filter { id in
            guard Int(id) != nil,
                let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline")
            else { return false }
            return String(decoding: line, as: UTF8.self).contains(text)
        }
    }
}

/// The built program beside the test bundle.
enum BuiltProgram {
    /// Its path; `QUELL_BINARY` wins.
    static var path: String {
        if let given = ProcessInfo.processInfo.environment["QUELL_BINARY"] { return given }
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appendingPathComponent("quell").path
    }
}
