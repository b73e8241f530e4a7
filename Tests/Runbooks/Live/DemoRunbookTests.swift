import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Walks the demo's runbook in a folder like the demo's, with stand-ins for what it starts.
@Suite struct DemoRunbookTests {
    private let bench: Bench
    private let runbook: Runbook
    private let environment: [String: String]

    init() throws {
        bench = try Bench()
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let top = (1...4).reduce(file) { url, _ in url.deletingLastPathComponent() }
        runbook = try RunbookLoader.load(
            path: top.appendingPathComponent("Runbooks/staging-startup-failure.md").path)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = ["PATH": "\(bench.work)/bin:\(path)", "BACKEND_URL": "http://stand-in"]
        try build()
    }

    private func build() throws {
        for folder in ["bin", "logs", "app/services/monitoring"] {
            try FileManager.default.createDirectory(
                atPath: bench.work + "/" + folder, withIntermediateDirectories: true)
        }
        try write(".git\n**/monitoring/\n*.pyc\n", ".dockerignore")
        try write("x\nModuleNotFoundError: no module\ncontainer exit(3)\n", "logs/staging.log")
        try write("", "app/services/monitoring/__init__.py")
        try program("deploy", "echo \"deploy $*\"; ! grep -q monitoring .dockerignore")
        try program("stack", "echo \"stack $*\"")
        try program("curl", "echo \"curl $*\"")
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(toFile: bench.work + "/" + name, atomically: true, encoding: .utf8)
    }

    private func program(_ name: String, _ script: String) throws {
        try write("#!/bin/sh\n" + script + "\n", "bin/" + name)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: bench.work + "/bin/" + name)
    }

    private func ignored() throws -> String {
        try String(contentsOfFile: bench.work + "/.dockerignore", encoding: .utf8)
    }

    @Test func walkFromTopToBottomEndsGreen() async throws {
        for number in 1...7 {
            let (run, end) = try await bench.run(runbook, number, environment: environment)
            #expect(end == .exited(0), "step \(number): \(bench.witness.text(run))")
        }
        #expect(try ignored() == ".git\n*.pyc\n")
    }

    @Test func causeIsShown() async throws {
        let errors = try await bench.run(runbook, 1, environment: environment)
        #expect(
            bench.witness.output(errors.run) == [
                "2:ModuleNotFoundError: no module", "3:container exit(3)",
            ])
        let exclusion = try await bench.run(runbook, 3, environment: environment)
        #expect(bench.witness.output(exclusion.run) == ["__init__.py", "2:**/monitoring/"])
    }

    @Test func deployWithoutTheCorrectionFails() async throws {
        let (_, end) = try await bench.run(runbook, 5, environment: environment)
        #expect(end == .exited(1))
    }

    @Test func rollbackRestoresTheOldList() async throws {
        let before = try ignored()
        _ = try await bench.run(runbook, 4, environment: environment)
        #expect(try ignored() != before)
        _ = try await bench.run(runbook, 8, environment: environment)
        #expect(try ignored() == before)
    }
}
