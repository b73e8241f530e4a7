import ArgumentParser

/// `quell-bench runbooks`: what running commands costs, and what it leaves behind.
struct RunbooksBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runbooks",
        abstract: "Cancels at random moments, and commands that write without an end.",
        subcommands: [CancelMeasure.self, FloodMeasure.self, PourCommand.self],
        defaultSubcommand: CancelMeasure.self)
}
