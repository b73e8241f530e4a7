import ArgumentParser

/// `quell-bench logs`: what the log engine finds, how fast, and with how much memory.
struct LogsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Accuracy, speed, memory and the cost of following a log.",
        subcommands: [
            ReadMeasure.self, CorpusMeasure.self, SetsMeasure.self,
        ],
        defaultSubcommand: ReadMeasure.self)
}
