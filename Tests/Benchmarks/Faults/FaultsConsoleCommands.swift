import ArgumentParser
import FaultCampaigns

/// `quell-bench faults console`.
struct FaultsConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console", abstract: "Real consoles killed while notes are written.")

    @Option(help: "How many are killed.") var runs = 30
    @Option(help: "What the moments are drawn from.") var seed: UInt64 = 1
    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    func run() throws {
        try FaultsBenchmark.show(
            ConsoleKillCampaign(
                program: program ?? FollowMeasure.sibling("quell"), runs: runs, seed: seed
            ).perform())
    }
}

/// `quell-bench faults clocks`.
struct FaultsClocksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks", abstract: "A real console whose wall clock jumps.")

    @Option(
        parsing: .upToNextOption,
        help: "Distances from the true clock in seconds, a round each; without them all.")
    var offsets: [Int] = []
    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    func run() throws {
        let rounds = offsets.isEmpty ? ClockCampaign.all : offsets.map { [$0] }
        try FaultsBenchmark.show(
            ClockCampaign(program: program ?? FollowMeasure.sibling("quell"), rounds: rounds)
                .perform())
    }
}
