import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Opening, marking, editing and resolving an incident in a room.
@Suite(.timeLimit(.minutes(5))) struct RoomRecordTests {
    @Test func openedIncidentHasTheConfiguredDefaults() async throws {
        let bench = try RoomBench(
            "incident: {severity: P1, updates: {engineering: 30m}, escalate_after: 2h}")
        let room = bench.room()
        room.start()
        let detected = Timestamp(seconds: 1_700_000_000)
        room.perform(.openIncident(OpeningFacts(title: "Shop is down", detectedAt: detected)))
        room.stop(cancellingSteps: false)
        let facts = try #require(try bench.stateOnDisk().facts)
        #expect(facts.id == "INC-1" && facts.title == "Shop is down" && facts.severity == .p1)
        #expect(facts.cadences.map(\.every) == [.seconds(1800)])
        #expect(facts.escalateAfter == .seconds(7200))
        #expect(facts.countsFrom == detected && facts.openedAt > detected)
        #expect(bench.log.refusals.isEmpty && bench.log.missingOnDisk.isEmpty)
    }

    @Test func severityAndImpactOfThePersonWin() async throws {
        let bench = try RoomBench("incident: {severity: P1}")
        let room = bench.room()
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "x", severity: .p3, impact: "nobody")))
        room.stop(cancellingSteps: false)
        let facts = try #require(try bench.stateOnDisk().facts)
        #expect(facts.severity == .p3 && facts.impact == "nobody")
    }

    @Test func incidentIsOpenedOnceAndWithATitle() async throws {
        let bench = try RoomBench()
        let room = bench.room()
        room.start()
        room.perform(.openIncident(OpeningFacts(title: " ")))
        room.perform(
            .openIncident(
                OpeningFacts(title: "x", detectedAt: Timestamp(seconds: 9_000_000_000))))
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.openIncident(OpeningFacts(title: "Another")))
        room.perform(.resolve(reason: "it works", despiteUnmet: false))
        room.perform(.openIncident(OpeningFacts(title: "Another")))
        room.stop(cancellingSteps: false)
        #expect(
            bench.log.refusals == [
                "an incident needs a title, found none", "detection cannot be in the future",
                "“Shop is down” is open already: correct its title or severity instead",
                "“Shop is down” is resolved: reopen it, or start another console for another incident",
            ])
        #expect(try bench.stateOnDisk().facts?.title == "Shop is down")
    }

    @Test func withoutAnIncidentOnlyNotesAreTaken() async throws {
        let bench = try RoomBench()
        let room = bench.room()
        room.start()
        room.perform(.addNote("something is odd"))
        room.perform(.edit(.title("x")))
        room.perform(.resolve(reason: "x", despiteUnmet: true))
        room.stop(cancellingSteps: false)
        let sentence: DisplayText = "no incident is open: open one with a title first"
        #expect(bench.log.refusals == [sentence, sentence])
        #expect(bench.log.edits.isEmpty)
        #expect(try bench.stateOnDisk().noteCount == 1)
    }

    @Test func lifeOfAnIncidentIsRecordedUnderTheNameOfWhoSaysSo() async throws {
        let bench = try RoomBench()
        let room = bench.room()
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.edit(.moment(.acknowledged, at: Self.now, reason: "on it")))
        room.perform(.edit(.role(.commander, person: "Ada", note: "")))
        room.perform(.edit(.severity(.p0, reason: "all shops")))
        room.perform(.edit(.severity(.p1, reason: "")))
        room.perform(.edit(.moment(.mitigated, at: Self.now, reason: "rolled back")))
        room.perform(.resolve(reason: "fixed for good", despiteUnmet: false))
        room.perform(.edit(.moment(.reopened, at: Self.now, reason: "it came back")))
        room.stop(cancellingSteps: false)
        #expect(bench.log.refusals == ["changing the severity needs a reason"])
        let state = try bench.stateOnDisk()
        #expect(state.facts?.severity == .p0)
        #expect(
            state.record.moments.map(\.moment) == [
                .acknowledged, .mitigated, .resolved, .reopened,
            ])
        #expect(state.record.moments.allSatisfy { $0.by == "ada@test" })
        #expect(state.record.status == .acknowledged)
        #expect(state.record.roles[.commander]?.person == "Ada")
    }

    @Test func readOnlyRoomWritesNothing() async throws {
        let bench = try RoomBench()
        let room = bench.room(isReadOnly: true)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "x")))
        room.perform(.edit(.title("x")))
        room.perform(.resolve(reason: "x", despiteUnmet: true))
        room.perform(.sendUpdate(audience: "a", text: "b", by: .byHand))
        room.stop(cancellingSteps: false)
        #expect(bench.log.refusals.count == 4)
        #expect(bench.log.refusals.allSatisfy { $0 == "this console is read-only" })
    }

    @Test func incidentThatOpenedByItselfIsResolvedByNobodyButAPerson() async throws {
        let folder = try TemporaryFolder()
        let bench = try RoomBench(
            """
            incident: {title: Shop is down}
            services: [{name: web, probes: [{exec: "test -e \(folder.file("up")) || exit 2"}]}]
            """)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.services.map(\.verdict) == [.down] })
        try folder.write("", to: "up")
        #expect(await eventually { log.services.map(\.verdict) == [.up] })
        room.perform(.reportRunning)
        #expect(await eventually { !log.running.isEmpty })
        #expect(log.edits.isEmpty)
        // Once it is resolved, the same outage is told once, and reopens nothing.
        room.perform(.resolve(reason: "it is back", despiteUnmet: false))
        #expect(await eventually { log.edits.count == 1 })
        try FileManager.default.removeItem(atPath: folder.file("up"))
        let sentence: DisplayText =
            "web is down again after the resolution: reopen the incident"
        #expect(await eventually { log.notices.contains(sentence) })
        let count = log.reports.count
        #expect(await eventually { log.reports.count > count + 3 })
        room.stop(cancellingSteps: false)
        #expect(log.notices.filter { $0 == sentence }.count == 1)
        #expect(try bench.stateOnDisk().record.status == .resolved)
    }

    private static var now: Timestamp {
        Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
    }
}
