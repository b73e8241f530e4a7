import ArgumentParser
import FaultCampaigns

/// `quell-bench faults kill`.
struct FaultsKillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill", abstract: "Writers killed at random moments.")

    @Option(help: "How many are killed.") var runs = 300
    @Option(help: "What the moments are drawn from.") var seed: UInt64 = 1
    @Option(help: "store: straight to the journal; room: through the engine room.")
    var way: FaultsWriterCommand.Way = .store

    func run() throws {
        try FaultsBenchmark.show(
            KillCampaign(writer: FaultsBenchmark.writer(way), runs: runs, seed: seed).perform())
    }
}

/// `quell-bench faults io`.
struct FaultsErrorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "io", abstract: "Writers whose calls fail at random, at write and at sync.")

    @Option(help: "How many writers for each kind of call.") var runs = 100
    @Option(help: "What the failures are drawn from.") var seed: UInt64 = 1
    @Option(help: "store: straight to the journal; room: through the engine room.")
    var way: FaultsWriterCommand.Way = .store

    func run() throws {
        for place in ErrorCampaign.Place.allCases {
            try FaultsBenchmark.show(
                ErrorCampaign(
                    writer: FaultsBenchmark.writer(way), place: place, runs: runs, seed: seed
                ).perform())
        }
    }
}

/// `quell-bench faults wal`.
struct FaultsLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wal", abstract: "The write-ahead log cut at every byte.")

    @Option(help: "How many notes the log holds.") var notes = 24
    @Option(help: "Cut at every so many bytes; at the ends of frames in any case.") var step = 1

    func run() throws {
        try FaultsBenchmark.show(CutLogCampaign(notes: notes, step: step).perform())
    }
}

/// `quell-bench faults bits`.
struct FaultsBitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bits", abstract: "Journals of which one bit is flipped.")

    @Option(help: "How many journals.") var runs = 10_000
    @Option(help: "What the places are drawn from.") var seed: UInt64 = 1

    func run() throws {
        try FaultsBenchmark.show(FlippedBitCampaign(flips: runs, seed: seed).perform())
    }
}

/// `quell-bench faults full`.
struct FaultsDiskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "full", abstract: "A disk of 2 MB that fills and is freed.")

    @Option(help: "How many times.") var runs = 20
    @Option(help: "What the numbers of events are drawn from.") var seed: UInt64 = 1

    func run() throws {
        try FaultsBenchmark.show(FullDiskCampaign(rounds: runs, seed: seed).perform())
    }
}
