import Foundation
import Journal
import LogCorpus

/// Writers whose system calls fail at random: what they acknowledged must be on disk all the same.
///
/// `fiu-run` puts libfiu before the C library; SQLite writes through pwrite64 and ftruncate64 and syncs
/// through fdatasync.
public struct ErrorCampaign: Sendable {
    /// Which calls fail.
    public enum Place: String, Sendable, CaseIterable {
        case write, sync

        /// How many calls of a hundred fail; a transaction writes many pages and syncs once.
        var percents: [Int] {
            switch self {
            case .write: [1, 1, 2, 3, 5, 20]
            case .sync: [1, 2, 5, 10, 20, 50]
            }
        }

        var points: [String] {
            switch self {
            case .write: ["posix/io/rw/pwrite", "posix/io/dir/unlink", "posix/io/rw/ftruncate"]
            case .sync: ["posix/io/sync/fdatasync", "posix/io/sync/fsync"]
            }
        }
    }

    /// The command line of a writer, without the folder: see `FaultWriter`.
    public let writer: [String]
    /// Which calls fail.
    public var place: Place
    /// How many writers.
    public var runs: Int
    /// What the probabilities and the failures are drawn from.
    public var seed: UInt64
    /// How many notes each of them tries to write.
    public var notes = 60

    /// Makes a campaign.
    public init(writer: [String], place: Place, runs: Int, seed: UInt64) {
        self.writer = writer
        self.place = place
        self.runs = runs
        self.seed = seed
    }

    /// Runs them all and opens the journal after each, without failures.
    ///
    /// - Throws: `CampaignFailure` or what Foundation says when a writer cannot be started.
    public func perform() throws -> CampaignReport {
        var report = CampaignReport(
            title: "\(runs) writers with failures at \(place.rawValue), seed \(seed)")
        let scratch = try CampaignFolder()
        var random = SeededRandom(seed: seed)
        for run in 0..<runs {
            let folder = try scratch.make("INC-\(run)")
            // Every third one makes the journal under failures, too.
            if run % 3 != 2 { try JournalStore(folder: folder).close() }
            let percent = place.percents[random.below(place.percents.count)]
            let process = try WriterProcess(
                ["fiu-run", "-x", "-f", ""] + commands(percent: percent) + writer
                    + ["--folder", folder.path, "--run", String(run), "--notes", String(notes)],
                environment: ["FIU_PRNG_SEED": String(random.number(1, 1 << 30))])
            let status = process.finish()
            // A journal that does not open is said by the writer's own end, which is 1 then.
            if status > 1 { report.violate("run \(run): ended with \(status)") }
            if status == 1 { report.count("of these given up, as they said") }
            report.count("writers")
            report.count("acknowledged", process.acknowledged)
            report.count("refused", process.refused)
            report.count("openings refused", process.unopened)
            report.violate(process.notes.problems(with: folder, &report), where: "run \(run)")
        }
        if report["refused"] == 0 { report.violate("no call failed: the campaign proves nothing") }
        if report["acknowledged"] == 0 { report.violate("nothing was acknowledged") }
        return report
    }

    private func commands(percent: Int) -> [String] {
        place.points.flatMap { point in
            ["-c", "enable_random name=\(point),probability=\(Double(percent) / 100)"]
        }
    }
}
