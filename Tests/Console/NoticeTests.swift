import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// What is noticed about the incident, and what people wrote, on the screen.
struct NoticeTests {
    static func notice(_ notice: IncidentNotice, _ number: Int = 40) -> ConsoleMessage {
        .recorded(Fixture.numbered([.noticed(notice)], from: number))
    }

    static func update(isDue: Bool) -> IncidentNotice {
        .clock(
            ClockWarning(
                clock: .update(audience: "business"), dueAt: Fixture.now, isDue: isDue))
    }

    @Test func clockThatRunsOutIsSaidAndRings() {
        var state = Fixture.outage()
        #expect(state.tell(Self.notice(Self.update(isDue: true))) == [.ring])
        #expect(state.flash?.text == "update for business is due: u writes it")
        #expect(state.flash?.kind == .refusal)
    }

    @Test func clockThatIsAboutToRunOutIsSaidQuietly() {
        var state = Fixture.outage()
        #expect(state.tell(Self.notice(Self.update(isDue: false))) == [.ring])
        #expect(state.flash?.kind == .notice)
    }

    @Test func bellCanBeLeftOut() {
        var setup = Fixture.setup
        setup.ringsBell = false
        var state = Fixture.outage(setup)
        #expect(state.tell(Self.notice(Self.update(isDue: true))).isEmpty)
        #expect(state.flash != nil)
    }

    @Test func timeAloneRingsNothing() {
        var state = Fixture.outage()
        #expect(state.tell(.ticked(Fixture.now + .seconds(9_000))).isEmpty)
    }

    @Test func likenessPointsToThePage() {
        var state = Fixture.outage()
        state.tell(Self.notice(.similar(Fixture.past)))
        #expect(state.flash?.text == "like INC-1278, 12 days ago: I shows it")
    }

    @Test func entriesTellAllFacts() {
        let writer = DetailWriter(
            state: Fixture.outage(), columns: 100, glyphs: GlyphSet(asciiOnly: false))
        func text(_ body: EventBody) -> String {
            writer.rows(of: .event(Fixture.event(body))).map(\.plain).joined(separator: "\n")
        }
        let expected: [(EventBody, [String])] = [
            (.noticed(.change(Fixture.deploy)), ["3f2a91c", "ada", "21:44:00", "backend"]),
            (.noticed(.similar(Fixture.past)), ["82 of 100", "root backend", "solved by"]),
            (
                .noticed(.criterion(CriterionID("errors < 5 per hour"), .unmet("412 errors"))),
                ["errors < 5 per hour", "unmet", "412 errors"]
            ),
            (
                .noticed(
                    .carriedOver(
                        JournalCarryOver(kept: "journal.damaged", events: 812, missing: "the rest"))
                ), ["812", "journal.damaged", "the rest"]
            ),
            (.noticed(.recordedLate(events: 7, reason: "disk full")), ["7", "disk full"]),
            (.noticed(.wallClockStepped(by: .seconds(-90))), ["back", "90.0 s"]),
            (.noticed(.commandEnded("post-update", .exited(3))), ["post-update", "exit 3"]),
            (.edited(.severity(.p1, reason: "half is back")), ["P1", "half is back"]),
            (
                .edited(
                    .moment(.resolved, at: Fixture.now, reason: "green", unmet: ["errors < 5"])),
                ["resolved", "22:35:15", "green", "errors < 5"]
            ),
            (
                .edited(
                    .why(
                        Why(
                            number: 2, question: "Why?", answer: "It lacks a module",
                            evidence: [.change(Fixture.deploy)], isRootCause: true))),
                ["Why?", "It lacks a module", "exclude monitoring", "root cause"]
            ),
            (
                .edited(
                    .actionItem(
                        ActionItem(
                            number: 1, text: "test the image", horizon: .shortTerm, owner: "ada",
                            due: CalendarDay("2026-11-30")))),
                ["test the image", "short-term", "ada", "2026-11-30"]
            ),
            (
                .noteAdded("hello", about: .reading(Fixture.id("db"), text: "no", at: Fixture.now)),
                ["db: no", "goes to service db"]
            ),
        ]
        for (body, words) in expected {
            let text = text(body)
            for word in words { #expect(text.contains(word), "\(word) in \(text)") }
        }
    }

    @Test func becomingReadOnlyEndsWhatWasAskedAndSaysWhy() {
        var state = Fixture.running()
        state.type("3c")
        state.tell(.becameReadOnly("another console records this incident"))
        #expect(state.overlays.isEmpty)
        #expect(state.readOnlyReason == "another console records this incident")
        #expect(state.type("a").isEmpty && state.prompt == nil)
        #expect(state.flash?.text == "another console records this incident")
    }

    @Test func becomingReadOnlyThrowsAwayALineThatWouldWrite() {
        var state = Fixture.outage()
        state.type("ahello")
        state.tell(.becameReadOnly("no"))
        #expect(state.prompt == nil)
        state.type("/x")
        state.tell(.becameReadOnly("no"))
        #expect(state.prompt != nil, "a filter only reads")
    }

    @Test func newSurroundingsDoNotMakeItWritableAgain() {
        var state = Fixture.outage()
        state.tell(.becameReadOnly("no"), .configured(Fixture.setup))
        #expect(state.readOnlyReason == "no")
    }

    @Test func mitigationIsVisibleInTheHeader() {
        var state = Fixture.outage()
        state.tell(
            .recorded(
                Fixture.numbered(
                    [.edited(.moment(.mitigated, at: Fixture.now, reason: "old image"))], from: 40))
        )
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        #expect(grid.textRows[0].contains("MITIGATED"))
        state.tell(
            .recorded(
                Fixture.numbered(
                    [.edited(.severity(.p2, reason: "old image serves"))], from: 41)))
        _ = render(state, theme: .mono, into: &grid)
        #expect(grid.textRows[0].contains("P2"))
    }
}
