import Foundation
import Journal
import LogCorpus

/// Writers killed at random moments: while they start, between two appends, in the middle of one.
public struct KillCampaign: Sendable {
    /// The command line of a writer, without the folder: see `FaultWriter`.
    public let writer: [String]
    /// How many are killed.
    public var runs: Int
    /// What the random moments are drawn from.
    public var seed: UInt64
    /// How many writers follow each other on the same journal.
    private let succession = 6

    /// Makes a campaign.
    public init(writer: [String], runs: Int, seed: UInt64) {
        self.writer = writer
        self.runs = runs
        self.seed = seed
    }

    /// Kills them all and opens the journal after each.
    ///
    /// - Throws: `CampaignFailure` or what Foundation says when a writer cannot be started.
    public func perform() throws -> CampaignReport {
        var report = CampaignReport(title: "\(runs) writers killed at random moments, seed \(seed)")
        let scratch = try CampaignFolder()
        var random = SeededRandom(seed: seed)
        var notes = AcknowledgedNotes()
        for run in 0..<runs {
            if run % succession == 0 { notes = AcknowledgedNotes() }
            let id = "INC-\(run / succession)"
            let folder =
                run % succession == 0
                ? try scratch.make(id) : try IncidentFolder.find(root: scratch.path, id: id)
            let process = try WriterProcess(
                writer + ["--folder", folder.path, "--run", String(run), "--notes", "100000"])
            let atOpening = run % 4 == 3
            if atOpening {
                usleep(UInt32(random.number(0, 60_000)))
            } else {
                let wanted = random.number(1, 150)
                if !process.read(until: { $0.acknowledged >= wanted }) {
                    report.violate("run \(run): the writer ended by itself")
                }
                usleep(UInt32(random.number(0, 4_000)))
            }
            process.kill()
            report.count("killed")
            if !process.isOpen { report.count("of these before the journal was open") }
            report.count("acknowledged", process.acknowledged)
            notes.merge(process.notes)
            report.violate(notes.problems(with: folder, &report), where: "run \(run)")
        }
        return report
    }
}
