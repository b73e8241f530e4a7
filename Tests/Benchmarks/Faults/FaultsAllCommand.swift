import ArgumentParser
import FaultCampaigns
import Foundation

/// `quell-bench faults all`: every campaign in its full length, one after the other.
struct FaultsAllCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Every campaign in its full length; about half an hour.")

    @Option(help: "What all that is random is drawn from.") var seed: UInt64 = 1

    func run() throws {
        var failed: [String] = []
        let seed = ["--seed", String(self.seed)]
        let parts: [[String]] = [
            ["kill"] + seed, ["kill", "--way", "room", "--runs", "100"] + seed,
            ["console"] + seed, ["io"] + seed, ["io", "--way", "room"] + seed, ["wal"],
            ["bits"] + seed, ["full"] + seed, ["clocks"], ["large"] + seed,
        ]
        for part in parts {
            let name = part.joined(separator: " ")
            print("== \(name)")
            // Each in a process of its own: a crash of one is its result and not the end of all.
            fflush(nil)
            let start = Date()
            let status = try Self.status(of: part)
            print("\(name)\tstatus \(status)\t\(Date().timeIntervalSince(start).fixed(0)) s")
            if status != 0 { failed.append(name) }
        }
        print(failed.isEmpty ? "all met" : "MISSED: " + failed.joined(separator: ", "))
        if !failed.isEmpty { throw ExitCode(1) }
    }

    private static func status(of words: [String]) throws -> Int32 {
        let child = Process()
        child.executableURL = URL(filePath: SpeedMeasure.ownPath)
        child.arguments = ["faults"] + words
        try child.run()
        child.waitUntilExit()
        return child.terminationStatus
    }
}
