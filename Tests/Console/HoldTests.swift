import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Holding services: what can be typed, what is asked for, and which bells ring.
struct HoldTests {
    static func request(_ typed: String) -> HoldRequest? {
        try? HoldRequest.options(for: typed).get().first
    }

    @Test(arguments: [
        ("maintenance 1h", HoldRequest(kind: .maintenance, duration: .seconds(3_600))),
        ("pause 30m", HoldRequest(kind: .paused, duration: .seconds(1_800))),
        (
            "45m new disks",
            HoldRequest(kind: .maintenance, duration: .seconds(2_700), reason: "new disks")
        ),
        ("pause 1h30m", HoldRequest(kind: .paused, duration: .seconds(5_400))),
        ("pause 2d move", HoldRequest(kind: .paused, duration: .seconds(172_800), reason: "move")),
        ("new disks", HoldRequest(kind: .maintenance, duration: nil, reason: "new disks")),
        ("", HoldRequest(kind: .maintenance, duration: .seconds(1_800))),
    ])
    func holdIsReadAsTyped(typed: String, wanted: HoldRequest) {
        #expect(Self.request(typed) == wanted)
    }

    @Test(arguments: ["45", "45x why", "0m", "99d", "1h30", "12345678901234567890m"])
    func timesThatAreNoneAreRefused(typed: String) {
        #expect(Self.request(typed) == nil)
    }

    @Test func offeredHoldsReadAsTheyAreShown() throws {
        for hold in HoldRequest.usual {
            #expect(try HoldRequest.options(for: hold.typed).get().contains(hold))
        }
    }

    @Test func keyAsksAndEnterHolds() {
        var state = Fixture.showing(Fixture.remarkable)
        state.type("h")
        state.press(keys: .down)
        #expect(
            state.press(keys: .enter) == [
                .hold(Fixture.id("db"), .maintenance, for: .seconds(3_600), reason: "")
            ])
        #expect(state.prompt == nil)
    }

    @Test func typedHoldHasItsReason() {
        var state = Fixture.showing(Fixture.remarkable)
        state.type("h45x")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.text == "45x is no time: write 45m, 2h or 1h30m, then why.")
        state.press(keys: .backspace)
        state.type("m new disks")
        #expect(
            state.press(keys: .enter) == [
                .hold(Fixture.id("db"), .maintenance, for: .seconds(2_700), reason: "new disks")
            ])
    }

    @Test func releaseIsForHeldServicesOnly() {
        var state = Fixture.showing(Fixture.remarkable)
        #expect(state.type("H").isEmpty)
        #expect(state.flash?.text == "db is not held: h holds it.")
        state.type("jjjjjH")
        #expect(state.type("H") == [.release(Fixture.id("cache-b"))])
    }

    @Test func paletteHoldsTheSelectedService() {
        var state = Fixture.showing(Fixture.remarkable)
        state.type(":hold")
        state.press(keys: .enter)
        #expect(state.prompt?.purpose == .hold(Fixture.id("db")))
    }

    @Test func readOnlyConsoleRefusesWithASentence() {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Fixture.showing(Fixture.remarkable, setup)
        for key in ["h", "H"] {
            #expect(state.type(key).isEmpty)
            #expect(state.prompt == nil)
            #expect(state.flash?.text.string.hasPrefix("Read-only") == true)
        }
    }

    static func change(_ service: DisplayText, cause: Cause) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: Fixture.id(service), from: .up, to: .down, cause: cause,
                since: Fixture.down, reason: "x"))
    }

    @Test func rootRingsButWhatItBlocksDoesNot() {
        var state = Fixture.showing(Fixture.remarkable)
        #expect(state.tell(.recorded([Fixture.event(Self.change("db", cause: .own))])) == [.ring])
        let blocked = Self.change("api", cause: .blocked(by: Fixture.id("db")))
        #expect(state.tell(.recorded([Fixture.event(blocked, 13)])).isEmpty)
        let pending = Self.change("web", cause: .pending)
        #expect(state.tell(.recorded([Fixture.event(pending, 14)])).isEmpty)
    }

    @Test func severalRootsAtOnceRingOnce() {
        var state = Fixture.outage()
        let events = ["a", "b", "c"].enumerated().map { index, name in
            Fixture.event(Self.change(DisplayText(name), cause: .own), 12 + index)
        }
        #expect(state.tell(.recorded(events)) == [.ring])
    }

    @Test func heldAndFlappingServicesDoNotRing() {
        var state = Fixture.showing(Fixture.remarkable)
        let hold = Hold(kind: .maintenance, until: nil, reason: "", by: "nora")
        let held = EventBody.serviceHeld(service: Fixture.id("db"), hold: hold)
        #expect(state.tell(.recorded([Fixture.event(held)])).isEmpty)
        #expect(state.flash?.text == "db in maintenance until it is released")
        let down = Self.change("db", cause: .own)
        #expect(state.tell(.recorded([Fixture.event(down, 13)])).isEmpty)
        let flapping = Self.change("cache-a", cause: .own)
        #expect(state.tell(.recorded([Fixture.event(flapping, 14)])).isEmpty)
    }

    @Test func localTroubleRingsOnceInsteadOfEachRoot() {
        var state = Fixture.outage()
        let trouble = Fixture.event(.localTroubleChanged(Fixture.trouble))
        #expect(state.tell(.recorded([trouble])) == [.ring])
        let down = Self.change("db", cause: .own)
        #expect(state.tell(.recorded([Fixture.event(down, 13)])).isEmpty)
        state.tell(.recorded([Fixture.event(.localTroubleChanged(nil), 14)]))
        #expect(state.layout.banner == nil)
    }

    @Test func restoredTroubleShowsItsBanner() {
        var incident = IncidentState()
        incident.apply(Fixture.event(.localTroubleChanged(Fixture.trouble), 1))
        var state = Fixture.console()
        state.tell(.restored(incident))
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        #expect(
            grid.textRows[1].contains(
                "IT IS US: no route from here to 192.0.2.1; 12 services fail on our side since 22:13"
            ))
    }

    @Test func entriesOfTheTimelineTellHoldsAndTrouble() {
        let writer = DetailWriter(
            state: Fixture.outage(), columns: 100, glyphs: GlyphSet(asciiOnly: false))
        let hold = Hold(
            kind: .paused, until: Fixture.at("23:00:00"), reason: "new disks", by: "nora@laptop")
        func text(_ body: EventBody) -> String {
            writer.rows(of: .event(Fixture.event(body))).map(\.plain).joined(separator: "\n")
        }
        let held = text(.serviceHeld(service: Fixture.id("db"), hold: hold))
        for word in ["paused", "23:00", "new disks", "nora@laptop"] { #expect(held.contains(word)) }
        let trouble = text(.localTroubleChanged(Fixture.trouble))
        for word in ["22:13:07", "no route", "12 services"] { #expect(trouble.contains(word)) }
        #expect(
            text(.flappingChanged(service: Fixture.id("db"), isFlapping: true)).contains(
                "db is flapping"))
    }
}
