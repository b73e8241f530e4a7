import Foundation
import IncidentModel
import Journal
import LogCorpus
import SafeText

/// Consoles killed at random moments while a person writes notes: what stood on the screen is on disk.
public struct ConsoleKillCampaign: Sendable {
    /// The path of `quell`.
    public let program: String
    /// How many are killed.
    public var runs: Int
    /// What the random moments are drawn from.
    public var seed: UInt64

    /// Makes a campaign.
    public init(program: String, runs: Int, seed: UInt64) {
        self.program = program
        self.runs = runs
        self.seed = seed
    }

    /// Kills them all; each console goes on with the same incident.
    ///
    /// - Throws: `CampaignFailure` when a console does not come up.
    public func perform() throws -> CampaignReport {
        var report = CampaignReport(
            title: "\(runs) consoles killed at random moments, seed \(seed)")
        var random = SeededRandom(seed: seed)
        let console = try TmuxConsole()
        try console.write("theme: dark\n", to: "quell.yaml")
        var shown: [String] = []
        for run in 0..<runs {
            try console.start(
                "'\(program)' open --config quell.yaml --incident INC-KILLED; sleep 1000")
            try console.wait(for: "5 Timeline")
            for number in 0..<random.number(1, 4) {
                let note = "seen-\(run)-\(number)"
                try console.press("a")
                try console.type(note)
                try console.press("Enter")
                try console.wait(for: "note: \(note)", pause: 5_000)
                shown.append(note)
            }
            // One more that nobody sees acknowledged: half typed, entered, or being written.
            try console.press("a")
            try console.type("unseen-\(run)")
            if random.below(2) == 0 { try console.press("Enter") }
            usleep(UInt32(random.number(0, 30_000)))
            let killed = try Self.descendants(of: console.process()).filter { Self.isQuell($0) }
            if killed.isEmpty { report.violate("run \(run): no console is there to be killed") }
            for id in killed { kill(id, SIGKILL) }
            console.end()
            report.count("killed")
            report.violate(problems(console, shown, &report), where: "run \(run)")
        }
        report.count("notes seen on the screen", shown.count)
        return report
    }

    private func problems(
        _ console: TmuxConsole, _ shown: [String], _ report: inout CampaignReport
    ) -> [String] {
        do {
            let store = try JournalStore(
                folder: .find(root: console.incidents, id: "INC-KILLED"))
            defer { store.close() }
            var found = try store.verify().isIntact ? [] : ["the chain is broken"]
            let notes = try store.events(from: 1, limit: .max).compactMap { event in
                if case .noteAdded(let text, _) = event.body { text.string } else { nil }
            }
            if notes.filter({ $0.hasPrefix("seen-") }) != shown {
                found.append("\(notes.count) notes on disk, \(shown.count) were on the screen")
            }
            return found
        } catch {
            return ["the journal does not open: \(error)"]
        }
    }

    private static func descendants(of root: Int32) -> [Int32] {
        var (found, waiting): ([Int32], [Int32]) = ([], [root])
        while let id = waiting.popLast() {
            found.append(id)
            let text =
                (try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8))
                ?? ""
            waiting += text.split(separator: " ").compactMap { Int32($0) }
        }
        return found
    }

    private static func isQuell(_ process: Int32) -> Bool {
        let path = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/\(process)/exe")
        return path?.hasSuffix("/quell") == true
    }
}
