import ArgumentParser
import Foundation

/// `quell-bench logs follow`: a console that follows a growing file, beside lnav.
struct FollowMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "CPU, key latency and terminal bytes of the console while a file grows.",
        discussion: """
            Opens the program on a pseudo-terminal of 140 × 42 with one growing file and nothing else, \
            measures CPU and bytes while nobody types, then the time from a key (the palette's `:`) \
            to its answer on the screen. lnav is measured the same way afterwards, on a new file.
            """)

    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    @Option(help: "Lines a second.")
    var rate = 100_000

    @Option(help: "Seconds to measure CPU and bytes, after three to settle.")
    var seconds = 10.0

    @Option(help: "How many keys.")
    var keys = 50

    @Option(help: "The program to compare with; - for none.")
    var beside = "/usr/bin/lnav"

    func run() throws {
        let own = program ?? Self.sibling("quell")
        print(
            "program\tlines/s\tCPU %\tterminal KB/s\tkey p50 ms\tkey p99 ms\tkeys\tresident MB\tread % of written\tload"
        )
        try measure("quell", answer: "complete") { folder, log in
            let configuration = "sources:\n  - {name: app, file: \(log)}\n"
            let file = folder + "/quell.yaml"
            try configuration.write(toFile: file, atomically: true, encoding: .utf8)
            return [own, "open", "--config", file]
        }
        if beside != "-", FileManager.default.isExecutableFile(atPath: beside) {
            let name = URL(filePath: beside).lastPathComponent
            try measure(name, answer: "Enter an lnav command") { _, log in [beside, log] }
        }
    }

    private func measure(
        _ name: String, answer: String, command: (String, String) throws -> [String]
    ) throws {
        let folder = NSTemporaryDirectory() + "quell-follow-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = folder + "/app.log"
        try Data().write(to: URL(filePath: log))
        let words = try command(folder, log)
        let environment = [
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": folder, "HOME": folder,
            "XDG_CONFIG_HOME": folder,
        ]
        let writer = try SteadyWriter(path: log, rate: rate)
        defer { writer.end() }
        let terminal = try PseudoTerminal(
            path: words[0], arguments: Array(words.dropFirst()), environment: environment)
        defer { terminal.end() }
        _ = terminal.watch(seconds: 3)
        let (before, linesBefore) = (ProcessTreeUsage.of(terminal.process), writer.lines)
        let readBefore = ReadingProgress(process: terminal.process, file: log)
        let start = DispatchTime.now().uptimeNanoseconds
        let bytes = terminal.watch(seconds: seconds)
        let elapsed = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let (after, linesAfter) = (ProcessTreeUsage.of(terminal.process), writer.lines)
        let share = ReadingProgress(process: terminal.process, file: log)
            .percent(since: readBefore)
        let answers = latencies(of: terminal, answer: answer)
        let figures = [
            (Double(linesAfter - linesBefore) / elapsed).fixed(0),
            ((after.cpuSeconds - before.cpuSeconds) / elapsed * 100).fixed(1),
            (Double(bytes) / elapsed / 1_000).fixed(1), answers.median.fixed(1),
            answers.quantile(0.99).fixed(1), "\(answers.count)/\(keys)",
            (Double(after.residentBytes) / 1e6).fixed(0), share.fixed(0), Self.load,
        ]
        print("\(name)\t" + figures.joined(separator: "\t"))
    }

    /// Opens and leaves the palette again and again; keys that got no answer are not in the list.
    private func latencies(of terminal: PseudoTerminal, answer: String) -> [Double] {
        var found: [Double] = []
        for number in 0..<keys {
            if let time = terminal.milliseconds(from: ":", until: answer, limit: 2) {
                found.append(time)
            }
            // lnav leaves its prompt by Ctrl-] only; elsewhere it is no key.
            terminal.type(answer == "complete" ? "\u{1b}" : "\u{1d}")
            // Uneven waits, so that keys do not fall into step with the program's own rhythm.
            _ = terminal.watch(seconds: 0.2 + Double(number * 37 % 100) / 1_000)
        }
        return found
    }

    /// The machine's load over one minute: figures of a busy machine say little.
    private static var load: String {
        let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? "-"
        return String(text.prefix { $0 != " " })
    }

    static func sibling(_ name: String) -> String {
        URL(filePath: SpeedMeasure.ownPath).deletingLastPathComponent().appending(path: name).path
    }
}

/// How much a process has read and how long a file is, at one moment.
private struct ReadingProgress {
    private let read: Double
    private let size: Double

    init(process: Int32, file: String) {
        // All bytes that its reading calls returned (proc(5), rchar).
        let counters = (try? String(contentsOfFile: "/proc/\(process)/io", encoding: .utf8)) ?? ""
        read =
            counters.split(separator: "\n").first { $0.hasPrefix("rchar: ") }
            .flatMap { Double($0.dropFirst(7)) } ?? 0
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        size = Double(attributes?[.size] as? Int ?? 0)
    }

    /// What was read since an earlier moment, in percent of what was written since then.
    func percent(since earlier: ReadingProgress) -> Double {
        (read - earlier.read) / max(size - earlier.size, 1) * 100
    }
}
