import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Linking another incident by hand, and taking that back.
struct LinkIncidentTests {
    @Test func pastIncidentIsChosenAndExplained() {
        var state = Fixture.outage()
        let past = SimilarIncident(
            id: "INC-1278", title: "Staging does not start", openedAt: Timestamp(seconds: 0),
            score: 80, shared: [])
        state.tell(
            .recorded([
                JournalEvent(
                    sequence: 50, at: Fixture.now, monotonic: 50, actor: "quell",
                    body: .noticed(.similar(past)))
            ]))
        #expect(MomentKeyTests.choose("link-incident", &state).isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        state.type("the same exclusion")
        #expect(
            state.press(keys: .enter)
                == [.edit(.link(to: "INC-1278", note: "the same exclusion"))])
    }

    @Test func anyIdCanBeTyped() {
        var state = Fixture.outage()
        #expect(MomentKeyTests.choose("link-incident", &state).isEmpty)
        state.type("INC-7")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.press(keys: .enter) == [.edit(.link(to: "INC-7", note: .empty))])
    }

    @Test func dashTakesTheLinkBack() {
        var state = Fixture.outage()
        state.tell(Fixture.edited(50, .link(to: "INC-7", note: "same")))
        #expect(MomentKeyTests.choose("link-incident", &state).isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.prompt?.line.text == "same")
        state.press(keys: .control("u"))
        state.type("-")
        #expect(state.press(keys: .enter) == [.edit(.unlink(from: "INC-7"))])
    }
}
