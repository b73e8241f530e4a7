import Dispatch
import Foundation
import IncidentModel
import Journal
import LogCorpus
import SafeText
import Synchronization

/// A journal in which one bit is the wrong way round: it is noticed, or all events are as they were.
public struct FlippedBitCampaign: Sendable {
    /// How many journals are damaged, by a bit each.
    public var flips: Int
    /// What the places are drawn from.
    public var seed: UInt64

    /// Makes a campaign.
    public init(flips: Int, seed: UInt64) {
        self.flips = flips
        self.seed = seed
    }

    /// One damaged bit.
    private struct Flip {
        let file: String
        let byte: Int
        let bit: Int

        var words: String { "\(file), byte \(byte), bit \(bit)" }
    }

    /// Flips, opens as a console and as a reader do, reads and verifies.
    ///
    /// - Throws: `JournalError`, or what Foundation says when a file cannot be written.
    public func perform() throws -> CampaignReport {
        let scratch = try CampaignFolder(inMemory: true)
        let (files, original) = try journal(in: scratch)
        let places = drawn(from: files)
        let lanes = 4
        let found = Mutex(
            CampaignReport(title: "\(flips) flipped bits in \(files.size) bytes, seed \(seed)"))
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            var report = CampaignReport(title: "")
            for flip in stride(from: lane, to: places.count, by: lanes).map({ places[$0] }) {
                var damaged = files
                damaged.contents[flip.file]?[flip.byte] ^= 1 << UInt8(flip.bit)
                report.count("flipped")
                for isReader in [false, true] {
                    let look = DamagedJournal(files: damaged, original: original)
                    let seen = look.opened(in: scratch, id: "LANE-\(lane)", readOnly: isReader)
                    let who = isReader ? "reader" : "console"
                    switch seen {
                    case .harmless: report.count("\(who): harmless")
                    case .noticed(let how): report.count("\(who): noticed, \(how)")
                    case .silent(let what):
                        report.count("\(who): UNNOTICED")
                        report.violate("\(flip.words): the \(who) did not notice: \(what)")
                    }
                }
            }
            found.withLock { $0.merge(report) }
        }
        return found.withLock { $0 }
    }

    /// A journal of which a part is in the database and a part still in the log, and its events.
    private func journal(in scratch: CampaignFolder) throws -> (JournalFiles, [JournalEvent]) {
        let folder = try scratch.make("ORIGINAL")
        var events: [JournalEvent] = []
        for part in 0..<2 {
            let store = try JournalStore(folder: folder)
            for number in 1...30 {
                let note = DisplayText("part \(part), note \(number): \(number * 97) are waiting")
                events += try store.append(
                    [.noteAdded(note)], actor: "writer",
                    at: Timestamp(seconds: 1_700_000_000 + Int64(number)), monotonic: Int64(number))
            }
            if part == 1 {
                defer { store.close() }
                return (try JournalFiles(copyOf: folder, through: scratch), events)
            }
            store.close()
        }
        throw CampaignFailure("no journal was made")
    }

    private func drawn(from files: JournalFiles) -> [Flip] {
        var random = SeededRandom(seed: seed)
        let places = JournalFiles.names.flatMap { name in
            (0..<(files.contents[name]?.count ?? 0)).map { (file: name, byte: $0) }
        }
        return (0..<flips).map { _ in
            let place = places[random.below(places.count)]
            return Flip(file: place.file, byte: place.byte, bit: random.below(8))
        }
    }
}

extension JournalFiles {
    /// What bits are flipped in.
    fileprivate static let names = [database, log, head]

    /// Their bytes.
    fileprivate var size: Int {
        Self.names.reduce(0) { $0 + (contents[$1]?.count ?? 0) }
    }
}
