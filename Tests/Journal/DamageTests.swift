import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// A damaged journal is kept as it is, and what can be read of it goes on in a new one.
@Suite struct DamageTests {
    private let root = TemporaryRoot()
    private static let pageSize = 4096

    /// A closed journal of notes, large enough for several pages, and its events.
    private func journal(events count: Int = 200) throws -> (IncidentFolder, [JournalEvent]) {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        for number in 1...count {
            _ = try store.append(
                [.noteAdded("note \(number)")], actor: "ada@web-\(number % 3)",
                at: Timestamp(seconds: 1_795_228_200 + Int64(number)), monotonic: Int64(number))
        }
        try store.recordSamples([
            Reading(
                probe: ProbeID(service: ServiceID("web"), index: 0), kind: "http",
                startedAt: Timestamp(seconds: 3), duration: .milliseconds(3), outcome: .up)
        ])
        try store.storeLogEngine([1, 2, 3], at: Timestamp(seconds: 1))
        store.close()
        return (folder, try events(folder))
    }

    private func events(_ folder: IncidentFolder) throws -> [JournalEvent] {
        let store = try JournalStore(folder: folder, readOnly: true)
        defer { store.close() }
        return try store.events(from: 1, limit: .max)
    }

    private func bytes(_ folder: IncidentFolder) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder.journalPath)))
    }

    private func write(_ bytes: [UInt8], _ folder: IncidentFolder) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder.journalPath))
    }

    /// The same events apart from their numbers.
    private func contents(_ events: some Collection<JournalEvent>) -> [JournalEvent] {
        events.map { event in
            var event = event
            event.sequence = 0
            return event
        }
    }

    /// Opens for writing and gives the account of what was carried over, after looking at all else.
    private func carriedOver(
        _ folder: IncidentFolder, expecting expected: [JournalEvent]
    ) throws -> JournalCarryOver {
        let damaged = try bytes(folder)
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        let carried = try store.events(from: 1, limit: .max)
        #expect(contents(carried.dropLast()) == contents(expected))
        #expect(carried.map(\.sequence) == Array(1...carried.count))
        #expect(try store.verify().isIntact)
        guard case .noticed(.carriedOver(let account)) = carried.last?.body else {
            throw JournalError.notFound("no account of it")
        }
        #expect(account.events == expected.count)
        let kept = folder.path + "/" + account.kept.string
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: kept))) == damaged)
        #expect(try store.append([.noteAdded("next")]).map(\.sequence) == [carried.count + 1])
        return account
    }

    @Test func soundJournalIsLeftInItsPlace() throws {
        let (folder, events) = try journal()
        let store = try JournalStore(folder: folder)
        #expect(try store.events(from: 1, limit: .max) == events)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.allSatisfy { !$0.contains("damaged") })
    }

    @Test(arguments: [0..<16, 16..<18, 18..<20, 0..<100, 0..<4096, 60..<64, 68..<72])
    func destroyedHeaderCostsNoEvent(range: Range<Int>) throws {
        let (folder, events) = try journal()
        var bytes = try bytes(folder)
        for place in range { bytes[place] = 0xA5 }
        try write(bytes, folder)
        let account = try carriedOver(folder, expecting: events)
        #expect(account.missing.isEmpty)
        #expect(account.kept == "journal.damaged-20261121T023320Z.sqlite")
    }

    @Test func destroyedPageCostsItsEventsAndNamesThem() throws {
        let (folder, events) = try journal()
        var bytes = try bytes(folder)
        // The page of an event in the middle, found by its text.
        let place = try #require(
            bytes.firstRange(of: Array(#"{"noteAdded":{"_0":"note 100"}}"#.utf8))?.lowerBound)
        let page = place / Self.pageSize * Self.pageSize
        for place in page..<(page + Self.pageSize) { bytes[place] = 0 }
        try write(bytes, folder)
        let left = events.filter { event in
            bytes.firstRange(of: Array("\"\(event.headline.string.dropFirst(6))\"".utf8)) != nil
        }
        #expect(left.count > 150 && left.count < 200)
        let lost = Set(events.map(\.sequence)).subtracting(left.map(\.sequence)).sorted()
        let account = try carriedOver(folder, expecting: left)
        #expect(
            account.missing.string == "events \(lost[0]) to \(lost[lost.count - 1]) cannot be read")
        let store = try JournalStore(folder: folder, readOnly: true)
        #expect(try store.carryOvers() == [account])
        #expect(
            try store.samples(of: ProbeID(service: ServiceID("web"), index: 0), limit: 9).count == 1
        )
        #expect(try store.storedLogEngine() == [1, 2, 3])
    }

    @Test(arguments: [
        (
            "UPDATE event SET at = 0 WHERE sequence = 200", [200],
            "event 200 was altered and is left out"
        ),
        (
            "UPDATE event SET body = replace(body, 'note 5', 'note 6') WHERE sequence = 5", [5],
            "event 5 was altered and is left out"
        ),
        (
            "DELETE FROM event WHERE sequence IN (1, 7, 8, 9)", [1, 7, 8, 9],
            "event 1 cannot be read, events 7 to 9 cannot be read"
        ),
    ])
    func alteredAndMissingEventsAreLeftOut(sql: String, lost: [Int], sentence: String) throws {
        let (folder, events) = try journal()
        try root.tamper(folder, sql)
        let left = events.filter { !lost.contains($0.sequence) }
        #expect(try carriedOver(folder, expecting: left).missing.string == sentence)
    }

    @Test(arguments: ["hash", "previous"])
    func eventWithAnAlteredHashIsBelievedWhenItsNeighboursProveIt(column: String) throws {
        let (folder, events) = try journal()
        try root.tamper(folder, "UPDATE event SET \(column) = zeroblob(32) WHERE sequence = 7")
        #expect(try carriedOver(folder, expecting: events).events == 200)
    }

    @Test(arguments: [18, 19, 20, 21, 44, 52, 56, 64, 75])
    func headerThatSQLiteWouldBelieveIsNoticed(place: Int) throws {
        let (folder, events) = try journal(events: 3)
        var bytes = try bytes(folder)
        bytes[place] ^= 0x10
        try write(bytes, folder)
        #expect(try carriedOver(folder, expecting: events).missing.isEmpty)
    }

    @Test func longEventsAreCarriedOverWhole() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        for size in [10, 3_000, 4_000, 4_100, 9_000, 60_000] {
            try store.append([.noteAdded(DisplayText(String(repeating: "é", count: size)))])
        }
        store.close()
        let events = try events(folder)
        var bytes = try bytes(folder)
        bytes[0] = 0
        try write(bytes, folder)
        #expect(try carriedOver(folder, expecting: events).missing.isEmpty)
    }

    @Test func readerOfADamagedJournalIsShownWhatCanBeReadAndChangesNothing() throws {
        let (folder, events) = try journal()
        var damaged = try bytes(folder)
        for place in 0..<100 { damaged[place] = 0xA5 }
        try write(damaged, folder)
        let store = try JournalStore(folder: folder, readOnly: true)
        #expect(try contents(store.events(from: 1, limit: 200)) == contents(events))
        #expect(try store.state().noteCount == 200)
        #expect(store.damage != nil)
        #expect(try !store.verify().isIntact)
        store.close()
        #expect(try bytes(folder) == damaged)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/journal.making.sqlite"))
        #expect(try IncidentFolder.list(root: root.path).map(\.isOpen) == [false])
    }

    @Test func damageInTheLogIsNotTakenForACrash() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.appendNotes(1...20)
        let copy = try root.copy(folder, id: "COPY")
        let events = try store.events(from: 1, limit: .max)
        let path = copy.journalPath + "-wal"
        var log = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        // Somewhere in the middle, where whole transactions follow.
        log[log.count / 2] ^= 0x10
        try Data(log).write(to: URL(fileURLWithPath: path))
        let opened = try JournalStore(folder: copy)
        let account = try #require(try opened.carryOvers().first)
        #expect(account.events >= 19)
        let carried = try opened.events(from: 1, limit: .max).dropLast()
        #expect(Set(contents(carried)).isSubset(of: contents(events)))
        let kept = copy.path + "/" + account.kept.string + "-wal"
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: kept))) == log)
    }

    @Test func databaseThatIsGoneIsReadFromItsLog() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.appendNotes(1...20)
        let copy = try root.copy(folder, id: "COPY")
        try Data().write(to: URL(fileURLWithPath: copy.journalPath))
        let opened = try JournalStore(folder: copy)
        #expect(try opened.carryOvers().first?.events == 20)
    }

    @Test func secondDamageKeepsBothFiles() throws {
        let (folder, _) = try journal()
        for _ in 0..<2 {
            var bytes = try bytes(folder)
            bytes[0] = 0
            try write(bytes, folder)
            try JournalStore(folder: folder).close()
        }
        let store = try JournalStore(folder: folder, readOnly: true)
        #expect(
            try store.carryOvers().map(\.kept) == [
                "journal.damaged-20261121T023320Z.sqlite",
                "journal.damaged-20261121T023320Z-2.sqlite",
            ])
        #expect(try store.page(offset: 0, count: 0).total == 202)
    }

    @Test(arguments: [false, true])
    func carryingOverThatWasCutShortIsFinished(isSetAside: Bool) throws {
        let (folder, events) = try journal()
        let ready = folder.path + "/journal.ready-20261121T000000Z.sqlite"
        try FileManager.default.copyItem(atPath: folder.journalPath, toPath: ready)
        try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/journal.making.sqlite"))
        let kept = folder.path + "/journal.damaged-20261121T000000Z.sqlite"
        if isSetAside {
            try FileManager.default.moveItem(atPath: folder.journalPath, toPath: kept)
        }
        let store = try JournalStore(folder: folder)
        #expect(try store.events(from: 1, limit: .max) == events)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.contains("journal.damaged-20261121T000000Z.sqlite"))
        #expect(!names.contains { $0.contains("ready") || $0.contains("making") })
    }

    @Test func missingEventsAreToldInOneSentence() {
        var missing = MissingEvents()
        #expect(missing.sentence.isEmpty)
        missing.lacks(312...340, altered: [320])
        missing.lacks(350...350, altered: [])
        missing.breaks(at: 360)
        #expect(
            missing.sentence == """
                events 312 to 319 cannot be read, events 321 to 340 cannot be read, event 350 cannot be \
                read, event 320 was altered and is left out, event 360 does not follow the one before it
                """)
        for number in 0..<20 { missing.breaks(at: Int64(400 + number)) }
        #expect(missing.sentence.string.hasSuffix("and 17 more places"))
    }
}
