import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Moments, facts, roles, opening and resolving, by their keys.
struct MomentKeyTests {
    static let reason = "Say why: whoever reads the report will ask"

    /// Types a command's name in the palette and chooses it.
    static func choose(_ name: String, _ state: inout ConsoleState) -> [ConsoleEffect] {
        state.type(":" + name)
        return state.press(keys: .enter)
    }

    @Test func acknowledgingTakesAReasonOrNoneInAHurry() {
        var state = Fixture.outage()
        #expect(state.type("Ta").isEmpty)
        #expect(
            state.press(keys: .enter)
                == [.edit(.moment(.acknowledged, at: Fixture.now, reason: "on it"))])
        state.type("a")
        state.type("the pager rang")
        #expect(
            state.press(keys: .enter)
                == [.edit(.moment(.acknowledged, at: Fixture.now, reason: "the pager rang"))])
    }

    @Test func acknowledgingTwiceSaysWhyNot() {
        var state = Fixture.written()
        #expect(state.type("Ta").isEmpty)
        #expect(state.flash?.text == "Somebody takes care of it: it is acknowledged.")
    }

    @Test(arguments: ["mitigated", "severity", "resolve"])
    func blankReasonIsRefused(command: String) {
        var state = Fixture.written()
        #expect(Self.choose(command, &state).isEmpty)
        if command == "severity" { state.press(keys: .enter) }
        state.type("   ")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.prompt?.recordEntry?.problem == Self.reason)
    }

    @Test func mitigationIsMarkedNow() {
        var state = Fixture.written()
        state.type("Tmtraffic goes to the old revision")
        #expect(
            state.press(keys: .enter)
                == [
                    .edit(
                        .moment(
                            .mitigated, at: Fixture.now, reason: "traffic goes to the old revision")
                    )
                ])
    }

    @Test func detectionIsCorrectedWithAReason() {
        var state = Fixture.written()
        state.type("Td")
        state.press(keys: .control("u"))
        state.type("21:4x")
        state.press(keys: .enter)
        #expect(state.prompt?.recordEntry?.problem == "21:4x is no time of day: write 21:48")
        state.press(keys: .backspace)
        state.type("8")
        state.press(keys: .enter)
        state.type("the first alert")
        #expect(
            state.press(keys: .enter)
                == [.edit(.detection(at: Fixture.at("21:48:00"), reason: "the first alert"))])
    }

    @Test func severityIsChosenAndExplained() {
        var state = Fixture.written()
        state.type("TsP2")
        state.press(keys: .enter)
        state.type("only staging")
        #expect(state.press(keys: .enter) == [.edit(.severity(.p2, reason: "only staging"))])
    }

    @Test func factsAreEditedFromWhatTheyAre() {
        var state = Fixture.written()
        state.type("Ti")
        #expect(state.prompt?.line.text.hasPrefix("No customer can chat") == true)
        state.press(keys: .control("u"))
        state.type("nobody")
        #expect(state.press(keys: .enter) == [.edit(.impact("nobody"))])
    }

    @Test func cadenceAndEscalationReadLengths() {
        var state = Fixture.written()
        state.type("Tcpress")
        state.press(keys: .enter)
        state.type("5x")
        state.press(keys: .enter)
        #expect(state.prompt?.recordEntry?.problem?.hasPrefix("5x is no length") == true)
        state.press(keys: .control("u"))
        state.type("1h30m")
        #expect(
            state.press(keys: .enter) == [
                .edit(.cadence(audience: "press", every: .seconds(5_400)))
            ])
        state.type("e")
        state.press(keys: .control("u"))
        state.type("2h")
        state.press(keys: .enter)
        state.press(keys: .control("u"))
        state.type("the lead")
        #expect(
            state.press(keys: .enter)
                == [.edit(.escalation(after: .seconds(7_200), to: "the lead"))])
    }

    @Test func vacantRoleIsTakenAtOnce() {
        var state = Fixture.written()
        _ = Self.choose("role", &state)
        state.type("liaison")
        state.press(keys: .enter)
        #expect(
            state.press(keys: .enter)
                == [.edit(.role(.liaison, person: "nora@laptop", note: .empty))])
    }

    @Test func heldRoleIsHandedOverWithANote() {
        var state = Fixture.written()
        _ = Self.choose("role", &state)
        state.type("scribe")
        state.press(keys: .enter)
        state.type("lee")
        state.press(keys: .enter)
        state.type("all is written down")
        #expect(
            state.press(keys: .enter)
                == [.edit(.role(.scribe, person: "lee", note: "all is written down"))])
    }

    @Test func roleIsLeftVacant() {
        var state = Fixture.written()
        _ = Self.choose("role", &state)
        state.type("scribe")
        state.press(keys: .enter)
        state.type("-")
        state.press(keys: .enter)
        #expect(state.press(keys: .enter) == [.edit(.role(.scribe, person: nil, note: .empty))])
    }

    // MARK: Opening

    @Test func formLeadsThroughItsRows() {
        var state = Fixture.console()
        state.tell(.servicesChanged(Fixture.services))
        state.type("T")
        state.press(keys: .control("u"))
        state.type("Staging is down")
        state.press(keys: .enter)
        state.type("P1")
        state.press(keys: .enter)
        state.type("no customer can chat")
        state.press(keys: .enter)
        #expect(state.prompt?.line.text == "21:48:03")
        state.press(keys: .enter)
        #expect(state.prompt == nil)
        let facts = OpeningFacts(
            title: "Staging is down", severity: .p1, impact: "no customer can chat",
            detectedAt: Fixture.down)
        #expect(state.press(keys: .enter) == [.openIncident(facts)])
        #expect(state.press(keys: .enter).isEmpty)
        state.tell(.recorded(Fixture.events))
        #expect(state.overlays.isEmpty)
    }

    @Test func filledFormIsNotLostToAStrayKey() {
        var state = Fixture.console()
        state.type("Tx")
        state.press(keys: .enter, .escape, .escape)
        #expect(state.overlays.last == .confirmRecord(.discardOpening))
        state.type("1")
        #expect(state.overlays.last == .confirmRecord(.discardOpening))
        state.press(keys: .escape)
        #expect(state.recordPage?.opening?.title.hasSuffix("x") == true)
        state.press(keys: .escape)
        state.type("y")
        #expect(state.overlays.isEmpty)
    }

    @Test func refusedOpeningCanBeTriedAgain() {
        var state = Fixture.console()
        state.type("T")
        state.press(keys: .enter, .enter, .enter, .enter)
        #expect(state.press(keys: .enter).count == 1)
        state.tell(.requestRefused("the folder cannot be written"))
        #expect(state.press(keys: .enter).count == 1)
    }

    // MARK: Resolving

    @Test func unmetCriteriaAskForAReasonAllTheSame() {
        var state = Fixture.written()
        state.type("Trit answers again")
        #expect(
            state.press(keys: .enter)
                == [.resolve(reason: "it answers again", despiteUnmet: false)])
        state.tell(.resolutionRefused(Array(Fixture.exitCriteria.prefix(3))))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("ya smoke test passes by hand").isEmpty)
        #expect(
            state.press(keys: .enter)
                == [
                    .resolve(
                        reason:
                            "it answers again; all the same because: ya smoke test passes by hand",
                        despiteUnmet: true)
                ])
    }

    @Test func overrideCanBeLeft() {
        var state = Fixture.written()
        state.type("Trdone")
        state.press(keys: .enter)
        state.tell(.resolutionRefused(Fixture.exitCriteria))
        #expect(state.press(keys: .escape).isEmpty)
        #expect(state.recordPage?.kind == .incident)
    }

    @Test func refusalThatNobodyAskedForAsksNothing() {
        var state = Fixture.written()
        state.tell(.resolutionRefused(Fixture.exitCriteria))
        #expect(state.overlays.isEmpty)
    }

    @Test func criteriaTakeAWordOrACommand() {
        var state = Fixture.written()
        state.type("X")
        #expect(state.type("x").isEmpty)
        #expect(state.flash?.kind == .refusal)
        state.type("j")
        #expect(state.type("C") == [.judgeCriterion(CriterionID("smoke tests pass"))])
        state.type("j")
        let word = CriterionID("support has no open ticket")
        #expect(state.type("x") == [.edit(.criterion(word, holds: true))])
        state.tell(Fixture.edited(200, .criterion(word, holds: true)))
        #expect(state.type("x") == [.edit(.criterion(word, holds: false))])
    }
}
