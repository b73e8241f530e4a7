import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The clocks in the upper border.
@Suite struct HeaderClockTests {
    /// The header of an incident that was opened at 21:48:03, at some later moment of that evening.
    private func header(
        at clock: String, cadences: [UpdateCadence], escalateTo contact: DisplayText = "",
        detected: String? = nil, _ edits: [(String, IncidentEdit)] = [], columns: Int = 160
    ) throws -> String {
        let facts = IncidentFacts(
            id: "INC-1", title: "Shop is down", severity: .p1, openedAt: Fixture.at("21:48:03"),
            detectedAt: detected.map { Fixture.at($0) }, cadences: cadences,
            escalateAfter: .seconds(7200), escalateTo: contact)
        let size = Size(columns: columns, rows: 20)
        var state = Fixture.console(size: size)
        let bodies =
            [("21:48:03", EventBody.incidentOpened(facts))]
            + edits.map { ($0.0, .edited($0.1)) }
        state.tell(
            .recorded(
                bodies.enumerated().map { index, entry in
                    JournalEvent(
                        sequence: index + 1, at: Fixture.at(entry.0), monotonic: 0,
                        actor: "ada@web-1", body: entry.1)
                }), .ticked(Fixture.at(clock)))
        return try Golden.picture(of: state, size: size).first ?? ""
    }

    private static let business = UpdateCadence(audience: "business", every: .seconds(3600))
    private static let engineering = UpdateCadence(audience: "engineering", every: .seconds(1800))

    @Test func oneAudienceNeedsNoName() throws {
        let text = try header(at: "22:00:03", cadences: [Self.business])
        #expect(text.contains(" update due in 48:00 "), "\(text)")
    }

    @Test func ofSeveralAudiencesTheNearestIsNamed() throws {
        let text = try header(at: "22:00:03", cadences: [Self.business, Self.engineering])
        #expect(text.contains(" update for engineering due in 18:00 "), "\(text)")
    }

    @Test func overdueUpdateCountsUp() throws {
        let text = try header(at: "22:19:03", cadences: [Self.business, Self.engineering])
        #expect(text.contains(" update for engineering overdue 01:00 "), "\(text)")
    }

    @Test func contactIsNamedOnceItMatters() throws {
        let early = try header(at: "22:00:03", cadences: [], escalateTo: "the lead")
        #expect(early.contains(" escalate in 1:48:00 "), "\(early)")
        let soon = try header(at: "23:47:03", cadences: [], escalateTo: "the lead")
        #expect(soon.contains(" escalate to the lead in 01:00 "), "\(soon)")
        let late = try header(at: "23:50:03", cadences: [], escalateTo: "the lead")
        #expect(late.contains(" escalate to the lead now, 02:00 "), "\(late)")
    }

    @Test func ageCountsFromTheDetection() throws {
        let text = try header(at: "22:00:03", cadences: [], detected: "21:30:03")
        #expect(text.contains(" 00:30:00 "), "\(text)")
    }

    @Test func resolutionStopsTheClocks() throws {
        let resolved = IncidentEdit.moment(
            .resolved, at: Fixture.at("22:10:03"), reason: "works again")
        let text = try header(
            at: "23:59:00", cadences: [Self.business], [("22:10:03", resolved)])
        #expect(text.contains(" resolved after 00:22:00 "), "\(text)")
        #expect(!text.contains("update") && !text.contains("escalate"), "\(text)")
    }

    @Test func shownTimesFollowTheWallClock() throws {
        var state = Fixture.outage()
        state.tell(
            .recorded([
                JournalEvent(
                    sequence: 500, at: Fixture.now, monotonic: 0, actor: "quell",
                    body: .noticed(.wallClockStepped(by: .seconds(-3600))))
            ]))
        #expect(state.wallClock.time(Fixture.now) == "21:35:15")
        #expect(state.incidentAge == Fixture.now - Fixture.down, "durations do not move")
    }
}
