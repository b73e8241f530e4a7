import Foundation
import IncidentModel
import Processes
import Runbooks

/// A console on a pseudo-terminal with a runbook of one step, and the processes of that step.
final class FloodedConsole {
    let terminal: PseudoTerminal
    private let folder: String

    /// What the processes used at one moment, memory in megabytes.
    struct Usage {
        var console = 0.0
        var runner = 0.0
        /// Megabytes that the command wrote so far.
        var poured = 0.0
        /// Seconds of CPU of the console alone.
        var cpu = 0.0
    }

    /// Opens the console; the runbook is trusted as if a person had read it before.
    init(program: String, command: String) throws {
        folder = NSTemporaryDirectory() + "quell-flood-" + UUID().uuidString.prefix(8)
        let state = folder + "/quell"
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        let block = "```bash {timeout=10m}\n\(command)\n```\n"
        let text = "# Flood\n\n## Pour\n\n### Pour it out\n\n" + block
        try text.write(toFile: folder + "/flood.md", atomically: true, encoding: .utf8)
        let hash = try RunbookLoader.load(path: folder + "/flood.md").plan.contentHash
        let trusted = "\(hash)\t2026-01-01T00:00:00Z\tbench\tflood.md\n"
        try trusted.write(toFile: state + "/trusted", atomically: true, encoding: .utf8)
        try "runbooks: [flood.md]\n".write(
            toFile: folder + "/quell.yaml", atomically: true, encoding: .utf8)
        terminal = try PseudoTerminal(
            path: program, arguments: ["open", "--config", folder + "/quell.yaml"],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder,
                "HOME": folder, "XDG_CONFIG_HOME": folder,
            ])
    }

    /// Starts the step as a person would: the runbook's pane, run, yes.
    ///
    /// - Throws: `BenchmarkFailure` when the command does not write within 20 s.
    func startStep() throws {
        guard terminal.milliseconds(until: "QUELL") != nil else {
            throw BenchmarkFailure("the console did not come up")
        }
        for key in ["3", "r", "y"] {
            _ = terminal.watch(seconds: 1)
            terminal.type(key)
        }
        for _ in 0..<200 where outputMegabytes < 0.5 { _ = terminal.watch(seconds: 0.1) }
        guard outputMegabytes >= 0.5 else { throw BenchmarkFailure("the step did not start") }
    }

    /// Megabytes of all files that hold output.
    var outputMegabytes: Double {
        files("output").reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return sum + Double(attributes?[.size] as? Int ?? 0) / 1e6
        }
    }

    /// Measures console, runner and command.
    func usage() -> Usage {
        var usage = Usage()
        let own = ProcessUsage(terminal.process)
        usage.console = own.residentMegabytes
        usage.cpu = own.cpuSeconds
        for status in statuses {
            usage.runner += ProcessUsage(status.runner.pid).residentMegabytes
            if let child = status.child { usage.poured += ProcessUsage(child).writtenMegabytes }
        }
        return usage
    }

    /// Ends the step and the console.
    func end() {
        for path in files("status.json") {
            let handle = StepHandle(folder: String(path.dropLast("/status.json".count)))
            for _ in 0..<3 { handle.cancel() }
            for _ in 0..<100 where handle.status()?.state != .ended {
                _ = terminal.watch(seconds: 0.1)
            }
        }
        terminal.end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var statuses: [StepStatus] {
        files("status.json").compactMap {
            StepHandle(folder: String($0.dropLast("/status.json".count))).status()
        }
    }

    private func files(_ name: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        return (found ?? []).filter { $0.hasSuffix("/" + name) }.map { folder + "/" + $0 }.filter {
            let attributes = try? FileManager.default.attributesOfItem(atPath: $0)
            return attributes?[.type] as? FileAttributeType == .typeRegular
        }
    }
}

/// One process, without its children.
private struct ProcessUsage {
    var residentMegabytes = 0.0
    var cpuSeconds = 0.0
    /// What its writing calls took (proc(5), wchar).
    var writtenMegabytes = 0.0

    init(_ id: Int32) {
        let stat = Self.text("/proc/\(id)/stat")
        if let close = stat.lastIndex(of: ")") {
            let fields = stat[stat.index(after: close)...].split(separator: " ")
            if fields.count > 21 {
                let ticks = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
                cpuSeconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
                residentMegabytes = Double((Int(fields[21]) ?? 0) * Int(getpagesize())) / 1e6
            }
        }
        let written = Self.text("/proc/\(id)/io").split(separator: "\n").first {
            $0.hasPrefix("wchar: ")
        }
        writtenMegabytes = (written.flatMap { Double($0.dropFirst(7)) } ?? 0) / 1e6
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
