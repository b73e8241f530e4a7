import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Walks every shipped runbook from top to bottom and back, with stand-ins for the programs it calls.
///
/// Its absolute paths lie below the test's folder, so that nothing of this machine changes.
@Suite struct ShippedWalkTests {
    private static let folder: URL = {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let top = (1...4).reduce(file) { url, _ in url.deletingLastPathComponent() }
        return top.appendingPathComponent("Runbooks")
    }()

    static let names: [String] = {
        let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (found ?? []).filter { $0.hasSuffix(".md") }.sorted()
    }()

    /// What must have been called, by runbook: the point of it, and of its rollback.
    private static let calls: [String: [String]] = [
        "bad-deploy.md": [
            "kubectl -n default rollout undo deployment/web --to-revision=0",
            "kubectl -n default rollout undo deployment/web",
        ],
        "cache-unreachable.md": ["systemctl start redis-server", "systemctl stop redis-server"],
        "certificate-expiry.md": ["certbot renew --non-interactive --cert-name site"],
        "http-5xx.md": ["systemctl restart app", "systemctl start app"],
        "queue-backlog.md": ["systemctl restart worker", "systemctl stop worker"],
        "missing-environment.md": ["systemctl restart app"],
    ]

    private let bench: Bench

    init() throws {
        bench = try Bench()
        for folder in [
            "bin", "logs", "app/services/monitoring", "etc/systemd/system", "tmp", "var/log",
            "etc/letsencrypt/live/site",
        ] {
            try FileManager.default.createDirectory(
                atPath: bench.work + "/" + folder, withIntermediateDirectories: true)
        }
        for name in ["fullchain.pem", "privkey.pem"] {
            try write("old\n", "etc/letsencrypt/live/site/" + name)
        }
        try write("nameserver 192.0.2.1\n", "etc/resolv.conf")
        try write(".git\n**/monitoring/\n*.pyc\n", ".dockerignore")
        try write("x\nModuleNotFoundError: no module\ncontainer exit(3)\n", "logs/staging.log")
        try write("", "app/services/monitoring/__init__.py")
        for (name, script) in Self.programs { try program(name, script) }
    }

    /// Each also writes down how it was called.
    private static let programs: [String: String] = [
        "apt-get": "", "certbot": "echo Congratulations", "curl": "echo '200 in 0.01 s'",
        "deploy": "echo deployed", "stack": "echo \"$*\"",
        "df": "case \"$*\" in *pcent*) printf 'Use%%\\n 42%%\\n' ;; *) echo /dev/sda1 42% ;; esac",
        "dig": "echo '192.0.2.7'", "du": "echo '4G /var'", "getent": "echo '192.0.2.7 STREAM'",
        "journalctl": "echo 'app: started'", "kubectl": "echo \"$*\"", "lsof": "echo java 1",
        "nginx": "echo syntax is ok",
        "openssl": "echo notAfter=Jan 1 00:00:00 2099 GMT",
        "psql": "case \"$*\" in *'select 1'*) echo 1 ;; *) echo '(1 row)' ;; esac",
        "rabbitmqctl": """
        case "$*" in
        *'name messages') echo "jobs $(($(wc -l <"$CALLS") > 6 ? 40 : 100))" ;;
        *'name consumers') echo jobs 2 ;;
        *) echo jobs 90 10 2 ;;
        esac
        """,
        "redis-cli":
            "case \"$*\" in *ping) echo PONG ;; *) echo used_memory_human:1M ;; esac",
        "resolvectl": "", "systemctl": "echo Environment=DB_URL=x",
    ]

    private func write(_ text: String, _ name: String) throws {
        try text.write(toFile: bench.work + "/" + name, atomically: true, encoding: .utf8)
    }

    private func program(_ name: String, _ script: String) throws {
        try write("#!/bin/sh\necho \"\(name) $*\" >>\"$CALLS\"\n\(script)\n", "bin/" + name)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: bench.work + "/bin/" + name)
    }

    private var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(bench.work)/bin:\(path)", "CALLS": bench.work + "/calls",
            "BACKEND_URL": "http://stand-in",
        ]
    }

    private func load(_ name: String) throws -> Runbook {
        var text = try String(
            contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
        for folder in ["/etc/", "/tmp/", "/var/log"] {
            text = text.replacing(folder, with: "@" + folder)
        }
        text = text.replacing("@/", with: bench.work + "/")
        return try RunbookLoader.parse(
            text: text, path: name, variables: Set(environment.keys))
    }

    private func values(_ runbook: Runbook) -> [DisplayText: String] {
        let known = [
            "DEPLOYMENT": "web", "HOST": "example.test", "NAME": "db.example.test",
            "VARIABLE": "DB_URL", "VALUE": "s3cr3t-value-9", "QUEUE": "jobs",
        ]
        return Dictionary(
            uniqueKeysWithValues: runbook.plan.variables.map {
                ($0.written, $0.proposal?.string ?? known[$0.name] ?? "web")
            })
    }

    private func run(_ commands: [CommandPlan], of step: StepPlan, _ runbook: Runbook) async throws
    {
        guard !commands.isEmpty else { return }
        let prepared = try bench.executor.prepare(
            commands, of: step, in: runbook, environment: environment,
            workingDirectory: bench.work, values: values(runbook))
        #expect(!prepared.preview.needsTerminal)
        bench.executor.start(prepared)
        _ = await eventually { bench.witness.end(prepared.run) != nil }
        let what = "\(runbook.plan.id.name) \(step.id.label), line \(commands[0].line)"
        #expect(
            bench.witness.end(prepared.run) == .exited(0),
            "\(what): \(bench.witness.text(prepared.run))")
    }

    @Test(arguments: names) func everyStepEndsAsDoneAndSoDoesTheWayBack(_ name: String) async throws
    {
        let runbook = try load(name)
        let phases = runbook.plan.phases
        let back = phases.filter(\.isRollback).flatMap(\.steps)
        #expect(!back.isEmpty)
        var gates = 0
        for step in phases.filter({ !$0.isRollback }).flatMap(\.steps) {
            try await run(step.runnableCommands, of: step, runbook)
            for gate in step.checks.compactMap(\.command) {
                let commands = step.commands.filter { $0.id == gate }
                #expect(commands.count == 1)
                try await run(commands, of: step, runbook)
                gates += 1
            }
        }
        #expect(gates > 0 || !runbook.conditions.isEmpty)
        for step in back.reversed() { try await run(step.runnableCommands, of: step, runbook) }
        let called = try String(contentsOfFile: bench.work + "/calls", encoding: .utf8)
            .split(separator: "\n").map(String.init)
        for call in Self.calls[name] ?? [] { #expect(called.contains(call), "\(called)") }
    }

    @Test func allShippedRunbooksAreWalked() {
        #expect(Self.names.count >= 8)
        #expect(Self.calls.keys.allSatisfy { Self.names.contains($0) })
    }
}
