import ArgumentParser
import Foundation
import Processes

/// `quell-bench runbooks flood`: a console whose step writes as fast as it is read.
struct FloodMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flood",
        abstract: "Key latency and memory of the console while a step prints without pause.",
        discussion: """
            For each kind of output (lines, binary, escape sequences, no line end) opens the program on a \
            pseudo-terminal of 140 × 42, starts the step by its keys, and measures the time from a key \
            (the palette's `:`) to its answer, the memory of console and runner early and late, and what \
            lies on disk.
            """)

    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    @Option(help: "How many keys.")
    var keys = 50

    @Option(help: "Seconds between the start of the step and the first key.")
    var settle = 3.0

    @Option(help: "One kind only: text, binary, escapes or unbroken.")
    var kind: PourCommand.Kind?

    func run() throws {
        for kind in self.kind.map({ [$0] }) ?? PourCommand.Kind.allCases { try measure(kind) }
    }

    private func measure(_ kind: PourCommand.Kind) throws {
        let console = try FloodedConsole(
            program: program ?? FollowMeasure.sibling("quell"),
            command: "'\(SpeedMeasure.ownPath)' runbooks pour \(kind.rawValue) 1000000")
        defer { console.end() }
        try console.startStep()
        _ = console.terminal.watch(seconds: settle)
        let early = console.usage()
        let start = DispatchTime.now().uptimeNanoseconds
        let answers = latencies(of: console.terminal)
        let elapsed = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let late = console.usage()
        FigureRow.show(
            "\(kind.rawValue), \(elapsed.fixed(1)) s, \(answers.count) of \(keys) keys answered",
            [
                FigureRow(title: "poured MB/s", value: (late.poured - early.poured) / elapsed),
                FigureRow(title: "key p50 ms", value: answers.median),
                FigureRow(title: "key p99 ms", value: answers.quantile(0.99), limit: 15),
                FigureRow(title: "console RSS MB, early", value: early.console),
                FigureRow(title: "console RSS MB, late", value: late.console),
                FigureRow(title: "runner RSS MB, early", value: early.runner),
                FigureRow(title: "runner RSS MB, late", value: late.runner),
                FigureRow(title: "console CPU %", value: (late.cpu - early.cpu) / elapsed * 100),
                FigureRow(
                    title: "output on disk MB", value: console.outputMegabytes, limit: 268.5),
            ])
    }

    /// Opens and leaves the palette again and again; keys that got no answer are not in the list.
    private func latencies(of terminal: PseudoTerminal) -> [Double] {
        var found: [Double] = []
        for number in 0..<keys {
            if let time = terminal.milliseconds(from: ":", until: "complete", limit: 2) {
                found.append(time)
            }
            terminal.type("\u{1b}")
            // Uneven waits, so that keys do not fall into step with the program's own rhythm.
            _ = terminal.watch(seconds: 0.15 + Double(number * 37 % 100) / 1_000)
        }
        return found
    }
}
