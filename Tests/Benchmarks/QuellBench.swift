import ArgumentParser

/// Measures Quell: each subcommand prints figures that can be compared with another program's.
@main
struct QuellBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quell-bench",
        abstract: "Measures Quell.",
        subcommands: [
            FaultsBenchmark.self, LogsBenchmark.self, ProbesBenchmark.self,
            RunbooksBenchmark.self, ScreenBenchmark.self, ServeCommand.self,
        ])
}
