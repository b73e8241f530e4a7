import ArgumentParser
import Foundation

/// `quell-bench screen`: first paint, and what an idle console costs, beside another program if wanted.
struct ScreenBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "First paint and idle cost of the console with four healthy services.",
        discussion: """
            Starts four small HTTP servers in another process and a quiet log, opens the console on a \
            pseudo-terminal of 140 × 42 several times for the first paint, and once for the idle cost. \
            `--beside htop` measures that program in the same run.
            """)

    @Option(help: "The program under test; the one beside this benchmark without it.")
    var program: String?

    @Option(help: "Seconds of idle to measure, after five to settle.")
    var seconds = 60.0

    @Option(help: "How many times to start for the first paint; the median counts.")
    var starts = 15

    @Option(help: "A full-screen program to measure the same way.")
    var beside: String?

    func run() throws {
        let folder = NSTemporaryDirectory() + "quell-bench-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let servers = try HealthyServers(count: 4)
        defer { servers.end() }
        try configuration(ports: servers.ports, folder: folder).write(
            toFile: folder + "/quell.yaml", atomically: true, encoding: .utf8)
        try "2026-01-01T00:00:00Z INFO quiet nothing happens\n".write(
            toFile: folder + "/quiet.log", atomically: true, encoding: .utf8)
        let path = program ?? FollowMeasure.sibling("quell")
        let environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder]
        let arguments = ["open", "--config", folder + "/quell.yaml"]
        try report("quell", path, arguments, environment, sign: "QUELL")
        if let beside {
            try report(beside, "/usr/bin/env", [beside], environment, sign: "\u{1b}[")
        }
    }

    private func report(
        _ name: String, _ path: String, _ arguments: [String], _ environment: [String: String],
        sign: String
    ) throws {
        var paints: [Double] = []
        for _ in 0..<starts {
            let terminal = try PseudoTerminal(
                path: path, arguments: arguments, environment: environment)
            if let paint = terminal.milliseconds(until: sign) { paints.append(paint) }
            terminal.end()
        }
        guard paints.count == starts else {
            throw BenchmarkFailure("\(name) painted in \(paints.count) of \(starts) starts")
        }
        paints.sort()
        let terminal = try PseudoTerminal(
            path: path, arguments: arguments, environment: environment)
        defer { terminal.end() }
        _ = terminal.milliseconds(until: sign)
        _ = terminal.watch(seconds: 5)
        let before = ProcessTreeUsage.of(terminal.process)
        let bytes = terminal.watch(seconds: seconds)
        let after = ProcessTreeUsage.of(terminal.process)
        let figures = [
            ("first paint ms, median", paints[paints.count / 2]),
            ("first paint ms, least", paints[0]),
            ("idle CPU %", (after.cpuSeconds - before.cpuSeconds) / seconds * 100),
            ("wake-ups/s", Double(after.wakeUps - before.wakeUps) / seconds),
            ("terminal bytes/s", Double(bytes) / seconds),
            ("resident MB", Double(after.residentBytes) / 1e6),
        ]
        for (title, value) in figures {
            print("\(name)\t\(title)\t\(String(format: "%.2f", value))")
        }
    }

    private func configuration(ports: [Int], folder: String) -> String {
        let services = ports.enumerated().map { index, port in
            "  - {name: service-\(index + 1), probes: [{http: \"http://127.0.0.1:\(port)/\"}]}\n"
        }
        return "services:\n" + services.joined() + "sources:\n"
            + "  - {name: quiet, file: \(folder)/quiet.log}\n"
    }
}
