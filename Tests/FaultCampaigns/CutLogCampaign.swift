import Dispatch
import Foundation
import IncidentModel
import Journal
import SafeText
import Synchronization

/// A journal whose write-ahead log ends early: at every byte where a crash could have cut it.
public struct CutLogCampaign: Sendable {
    /// How many notes the log holds.
    public var notes: Int
    /// Every how many bytes the log is cut; the ends of frames and the bytes beside them always are.
    public var step: Int

    /// Makes a campaign.
    public init(notes: Int = 24, step: Int = 1) {
        self.notes = notes
        self.step = max(step, 1)
    }

    /// Cuts, opens, reads, verifies and appends at every place.
    ///
    /// - Throws: `JournalError`, or what Foundation says when a file cannot be written.
    public func perform() throws -> CampaignReport {
        let scratch = try CampaignFolder(inMemory: true)
        let (files, original) = try journal(in: scratch)
        guard let log = files.contents[JournalFiles.log], !log.isEmpty else {
            throw CampaignFailure("the journal has no log")
        }
        let places = cuts(length: log.count)
        let lanes = 4
        let found = Mutex(
            CampaignReport(title: "a log of \(log.count) bytes cut at \(places.count) places"))
        let lengths = Mutex<[Int: Int]>([:])
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            var report = CampaignReport(title: "")
            var seen: [Int: Int] = [:]
            for place in stride(from: lane, to: places.count, by: lanes).map({ places[$0] }) {
                var cut = files
                cut.contents[JournalFiles.log] = Data(log.prefix(place))
                // It is written after the log: a crash that cuts the log leaves none of these events in it.
                cut.contents[JournalFiles.head] = nil
                report.count("cut")
                seen[place] = examine(cut, place, original, scratch, "LANE-\(lane)", &report)
            }
            found.withLock { $0.merge(report) }
            lengths.withLock { $0.merge(seen) { $1 } }
        }
        var report = found.withLock { $0 }
        // More of the log never holds fewer events, and all of it holds all.
        let counts = lengths.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value)
        if counts != counts.sorted() { report.violate("a longer log gave fewer events") }
        if counts.last != original.count {
            report.violate("the whole log does not hold all events")
        }
        report.count("lengths of the prefix", Set(counts).count)
        return report
    }

    /// The files of a journal that was not closed, and its events.
    private func journal(
        in scratch: CampaignFolder
    ) throws -> (JournalFiles, [JournalEvent]) {
        let store = try JournalStore(folder: scratch.make("ORIGINAL"))
        defer { store.close() }
        var events: [JournalEvent] = []
        for number in 1...notes {
            let note = DisplayText("note \(number) of \(notes)")
            events += try store.append(
                [.noteAdded(note)], actor: "writer", at: Timestamp(seconds: 1_700_000_000),
                monotonic: Int64(number))
        }
        return (try JournalFiles(copyOf: store.folder, through: scratch), events)
    }

    /// Frames are a header of 24 bytes and a page of 4,096 behind a header of 32 bytes ("WAL file
    /// format", sqlite.org/fileformat2.html).
    private func cuts(length: Int) -> [Int] {
        let ends = stride(from: 32, through: length, by: 24 + 4096).flatMap {
            [$0 - 1, $0, $0 + 1]
        }
        let steady = Array(stride(from: 0, through: length, by: step))
        return Set(ends + steady + [length]).filter { 0...length ~= $0 }.sorted()
    }

    /// How many events a cut journal holds; nil when it does not open.
    private func examine(
        _ files: JournalFiles, _ place: Int, _ original: [JournalEvent],
        _ scratch: CampaignFolder, _ id: String, _ report: inout CampaignReport
    ) -> Int? {
        do {
            let store = try JournalStore(folder: scratch.make(id, with: files))
            defer { store.close() }
            let events = try store.events(from: 1, limit: .max)
            if events != Array(original.prefix(events.count)) {
                report.violate("cut at \(place): the events are not the first of the original ones")
            }
            if try !store.verify().isIntact { report.violate("cut at \(place): not intact") }
            let next = try store.append(
                [.consoleStopped], actor: "campaign", at: Timestamp(seconds: 1_800_000_000),
                monotonic: 0)
            if next.map(\.sequence) != [events.count + 1] {
                report.violate("cut at \(place): the next event is not number \(events.count + 1)")
            }
            return events.count
        } catch {
            report.violate("cut at \(place): \(error)")
            return nil
        }
    }
}
