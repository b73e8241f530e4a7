import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Notes, and what they are about.
struct NoteTests {
    static func subject(_ keys: String, enter: Bool = false) -> PickedEvidence? {
        var state = Fixture.running()
        state.type(keys)
        if enter { state.press(keys: .enter) }
        return state.pickedEvidence
    }

    @Test func everyPaneGivesWhatIsSelected() {
        guard case .reading(let service, _, _)? = Self.subject("1"),
            case .cluster(let cluster, _)? = Self.subject("2"),
            case .step(let step, _, _)? = Self.subject("3"),
            case .step(let printed, _, let standing)? = Self.subject("4"),
            case .event(let number, _)? = Self.subject("5")
        else {
            Issue.record("a pane gives nothing")
            return
        }
        #expect(service == Fixture.id("backend"))
        #expect(cluster.id == ClusterID(1))
        #expect(step == Fixture.stepID(1, 2))
        #expect(printed == Fixture.stepID(1, 2) && standing == "running")
        #expect(number == 12)
    }

    @Test func readingSaysWhatItShowed() {
        guard case .reading(_, let text, let at)? = Self.subject("1") else {
            Issue.record("nothing")
            return
        }
        #expect(text.string.hasPrefix("503"))
        #expect(at <= Fixture.now)
    }

    @Test func detailsGiveTheirSubject() {
        #expect(Self.subject("2", enter: true) == Self.subject("2"))
        #expect(Self.subject("5", enter: true) == Self.subject("5"))
    }

    @Test func pagesAboutNothingGiveNothing() {
        #expect(Self.subject("?") == nil)
        #expect(Self.subject("S") == nil)
    }

    @Test func noteCarriesWhatItIsAbout() {
        var state = Fixture.outage()
        let subject = state.pickedEvidence
        state.type("alook")
        #expect(subject != nil)
        #expect(state.press(keys: .enter) == [.addNote("look", about: subject)])
    }

    @Test func tabDropsTheSubjectAndTakesItBack() {
        var state = Fixture.outage()
        let subject = state.pickedEvidence
        state.type("a")
        state.press(keys: .tab)
        #expect(state.prompt?.purpose == .note(about: nil))
        state.press(keys: .tab)
        #expect(state.prompt?.purpose == .note(about: subject))
    }

    @Test func questionThatWantsYesOrNoTakesANoteBesideIt() {
        var state = Fixture.running()
        state.type("3c")
        guard case .confirmCancel? = state.overlays.last else {
            Issue.record("no question")
            return
        }
        state.type("ahello")
        guard case .addNote("hello", about: .step)? = state.press(keys: .enter).first else {
            Issue.record("no note")
            return
        }
        #expect(state.overlays.last?.isQuestion == true, "the question is still there")
    }

    @Test func questionThatWantsAWordTakesTheLetter() throws {
        var state = Fixture.outage(RunningTests.filled)
        state.type("3")
        let step = Fixture.stepID(2, 2)
        state.runbookView.selected = .step(step)
        state.type("r")
        state.tell(.runPrepared(Fixture.preview(step, run: "r1")))
        state.type("a")
        #expect(state.prompt == nil)
        guard case .confirmRun(let question)? = state.overlays.last else {
            Issue.record("no question")
            return
        }
        #expect(question.typed.text == "a")
    }

    @Test(arguments: Fixture.sizes)
    func theLineSaysWhatItIsAbout(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("aall pods restart")
        try Golden.compare("note", state)
    }
}
