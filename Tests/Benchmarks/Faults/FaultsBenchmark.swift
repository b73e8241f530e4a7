import ArgumentParser
import FaultCampaigns
import Foundation
import Journal

/// `quell-bench faults`: what the journal endures.
struct FaultsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "faults",
        abstract: "Kills, failing calls, cut logs, flipped bits, full disks and jumping clocks.",
        discussion: """
            Every campaign prints what it counted and ends with status 1 when something was that must not \
            be: an event lost that was acknowledged, one that stands twice, damage that nobody noticed. \
            `io` needs Debian's fiu-utils, `clocks` faketime and tmux, `full` the right to mount.
            """,
        subcommands: [
            FaultsKillCommand.self, FaultsErrorsCommand.self, FaultsLogCommand.self,
            FaultsBitsCommand.self, FaultsDiskCommand.self, FaultsConsoleCommand.self,
            FaultsClocksCommand.self, FaultsLargeCommand.self, FaultsAllCommand.self,
            FaultsWriterCommand.self,
        ])

    /// Prints what a campaign found; ends the program with 1 when something is wrong.
    static func show(_ report: CampaignReport) throws {
        print(report.text)
        if !report.violations.isEmpty { throw ExitCode(1) }
    }

    /// The command line of this program as a writer.
    static func writer(_ way: FaultsWriterCommand.Way) -> [String] {
        [SpeedMeasure.ownPath, "faults", "write", "--way", way.rawValue]
    }
}

/// `quell-bench faults write`: the process that is killed, or whose calls fail.
struct FaultsWriterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "write", shouldDisplay: false)

    /// What notes are written through.
    enum Way: String, ExpressibleByArgument, CaseIterable {
        case store, room
    }

    @Option var folder: String
    @Option(name: .customLong("run")) var number: Int
    @Option var notes: Int
    @Option var way: Way = .store

    func run() throws {
        let place = URL(filePath: folder)
        let writer = FaultWriter(
            folder: try .find(
                root: place.deletingLastPathComponent().path, id: place.lastPathComponent),
            run: number, notes: notes)
        switch way {
        case .store: try writer.writeToStore()
        case .room: writer.writeThroughRoom()
        }
    }
}
