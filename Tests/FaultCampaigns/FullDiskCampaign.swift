import Foundation
import Journal
import LogCorpus

/// An engine room that records on a file system of 2 MB, which fills and is freed again and again.
public struct FullDiskCampaign: Sendable {
    /// How many times it fills.
    public var rounds: Int
    /// What the numbers of notes are drawn from.
    public var seed: UInt64

    /// Makes a campaign.
    public init(rounds: Int, seed: UInt64) {
        self.rounds = rounds
        self.seed = seed
    }

    /// True where a file system can be mounted: it needs privileges.
    public static var canBeMade: Bool { (try? SmallDisk()) != nil }

    /// Fills, goes on writing, frees, and reads the journal in the end.
    ///
    /// - Throws: `CampaignFailure` where nothing can be mounted.
    public func perform() throws -> CampaignReport {
        var report = CampaignReport(title: "\(rounds) times a full disk of 2 MB, seed \(seed)")
        for round in 0..<rounds {
            let disk = try SmallDisk()
            var random = SeededRandom(seed: seed &+ UInt64(round))
            let folder = try IncidentFolder.create(root: disk.path, id: "INC-1")
            let room = FaultRoom(folder: folder)
            var number = 0
            var notes = AcknowledgedNotes()
            func write(_ count: Int) -> Bool {
                var isRecorded = false
                for _ in 0..<count {
                    number += 1
                    let note = RecordedNote(run: round, number: number)
                    isRecorded = room.write(note)
                    // All of them are to be there in the end, those that were refused, too.
                    notes.take(note, sequence: nil)
                    report.count(isRecorded ? "recorded at once" : "refused and kept")
                }
                return isRecorded
            }
            if !write(random.number(1, 5)) { report.violate("round \(round): refused with room") }
            try disk.fill()
            var isFull = false
            for _ in 0..<200 where !isFull { isFull = !write(1) }
            if !isFull { report.violate("round \(round): the disk never became full") }
            _ = write(random.number(1, 30))
            try disk.free()
            if !write(random.number(1, 5)) {
                report.violate("round \(round): still refused when there was room again")
            }
            report.count("filled")
            room.stop()
            report.violate(notes.problems(with: folder, &report), where: "round \(round)")
        }
        return report
    }
}

/// A file system of 2 MB in memory that goes with the value that made it.
final class SmallDisk {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/quell-disk-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        do {
            try ChildProgram.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", path])
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    deinit {
        // Lazily: whoever still has a file open there keeps it.
        try? ChildProgram.run(["umount", "--lazy", path])
        try? FileManager.default.removeItem(atPath: path)
    }

    private var ballast: String { path + "/ballast" }

    /// Writes a file until there is no room for another byte.
    func fill() throws {
        // dd ends with an error, as it must.
        try? ChildProgram.run(["dd", "if=/dev/zero", "of=\(ballast)", "bs=4096"])
        guard FileManager.default.fileExists(atPath: ballast) else {
            throw CampaignFailure("the disk could not be filled")
        }
    }

    /// Makes room again.
    func free() throws { try FileManager.default.removeItem(atPath: ballast) }
}
