import Foundation
import GRDB
import IncidentModel
import Journal
import SafeText
import Testing

@testable import EngineRoom

/// A room whose journal cannot be written for a while, and one that looks for entries.
@Suite(.timeLimit(.minutes(5))) struct RoomRecordingTests {
    @Test func whatCouldNotBeWrittenIsWrittenByItselfLater() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.events.count == 1 })
        try tamper(bench, "ALTER TABLE event RENAME TO hidden")
        room.perform(.addNote("one"))
        room.perform(.addNote("two"))
        #expect(await eventually { log.recording.last?.unrecorded == 2 })
        #expect(log.events.map(\.sequence) == [1, 2, 3])
        try tamper(bench, "ALTER TABLE hidden RENAME TO event")
        // Nothing more is asked of it.
        #expect(await eventually { log.recording.last?.unrecorded == 0 })
        #expect(log.recording.last?.reason == nil)
        guard case .noticed(.recordedLate(events: 2, _)) = log.bodies.last else {
            Issue.record("no word of it but \(String(describing: log.bodies.last))")
            return room.stop(cancellingSteps: false)
        }
        room.stop(cancellingSteps: false)
        #expect(try bench.eventsOnDisk() == log.events)
    }

    @Test func journalThatCouldNotBeOpenedIsOpenedLaterWithWhatItHolds() async throws {
        let bench = try RoomBench()
        let first = bench.room()
        first.start()
        first.perform(.addNote("earlier"))
        #expect(await eventually { bench.log.events.count == 2 })
        first.stop(cancellingSteps: false)
        let (path, away) = (bench.incident.journalPath, bench.incident.journalPath + ".away")
        let files = FileManager.default
        try files.moveItem(atPath: path, toPath: away)
        try files.createDirectory(atPath: path, withIntermediateDirectories: false)

        let log = ReportLog()
        let room = bench.room(log: log)
        room.start()
        room.perform(.addNote("late"))
        #expect(await eventually { log.recording.last?.unrecorded == 2 })
        try files.removeItem(atPath: path)
        try files.moveItem(atPath: away, toPath: path)
        #expect(await eventually { log.restored?.noteCount == 2 })
        #expect(log.recording.last?.reason == nil)
        #expect(log.timelines.last?.total == 6)
        room.stop(cancellingSteps: false)
        let notes = try bench.eventsOnDisk().map(\.body).filter { $0.isNote }
        #expect(notes == [.noteAdded("earlier"), .noteAdded("late")])
    }

    @Test func entriesAreLookedForAndOnlyTheNewestSearchIsAnswered() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        for word in ["fizz", "buzz", "Fizz Buzz"] { room.perform(.addNote(word)) }
        #expect(await eventually { log.events.count == 4 })
        let filter = TimelineFilter(including: ["fizz"], excluding: ["console"])
        room.perform(.loadTimeline(offset: 0, count: 9, filter: TimelineFilter(including: ["b"])))
        room.perform(.loadTimeline(offset: 0, count: 9, filter: filter))
        #expect(await eventually { log.timelines.last?.filter == filter })
        #expect(log.timelines.last?.events.map(\.sequence) == [4, 2])
        #expect(log.timelines.last?.total == 2)
        room.perform(.loadTimeline(offset: 0, count: 2))
        #expect(await eventually { log.timelines.last?.filter.isEmpty == true })
        #expect(log.timelines.last?.total == 4)
        room.stop(cancellingSteps: false)
    }

    /// Makes the journal refuse events, or take them again.
    private func tamper(_ bench: RoomBench, _ sql: String) throws {
        let database = try DatabaseQueue(path: bench.incident.journalPath)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }
}

extension EventBody {
    fileprivate var isNote: Bool { if case .noteAdded = self { true } else { false } }
}
