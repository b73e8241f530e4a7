import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The five whys and the ideas of the cause, by their keys.
struct WhyKeyTests {
    @Test func firstQuestionIsProposedFromWhatIsDown() {
        var state = Fixture.outage()
        state.type("Wn")
        #expect(state.prompt?.line.text == "Why is backend down?")
        let why = Why(number: 1, question: "Why is backend down?")
        #expect(state.press(keys: .enter) == [.edit(.why(why))])
        #expect(state.incident.record.whys.isEmpty)
        state.tell(Fixture.edited(50, .why(why)))
        #expect(state.incident.record.whys == [why])
    }

    @Test func answerLeadsToTheNextQuestion() {
        var state = Fixture.outage()
        let why = Why(number: 1, question: "Why is backend down?")
        state.tell(Fixture.edited(50, .why(why)))
        state.type("W")
        state.press(keys: .enter)
        state.type("The image lacks a module.")
        var answered = why
        answered.answer = "The image lacks a module."
        #expect(state.press(keys: .enter) == [.edit(.why(answered))])
        #expect(state.prompt?.line.text == "Why: the image lacks a module?")
        // The answer counts whatever becomes of the question.
        state.press(keys: .escape)
        #expect(state.prompt == nil)
        #expect(state.recordPage?.kind == .whys)
    }

    @Test func blankAnswerIsRefused() {
        var state = Fixture.written()
        state.type("Wj")
        state.press(keys: .enter, .control("u"))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.prompt?.recordEntry?.problem == "An answer is needed: type it, or Esc")
    }

    @Test func strayEscapeLosesNothing() {
        var state = Fixture.written()
        state.type("W")
        state.press(keys: .enter)
        state.type(" and more")
        state.press(keys: .escape)
        #expect(state.prompt?.line.text.hasSuffix(" and more") == true)
        state.press(keys: .character("!"), .escape)
        #expect(state.prompt != nil)
        state.press(keys: .escape)
        #expect(state.prompt == nil)
    }

    @Test func rootCauseIsMarkedAndNeedsAnAnswer() {
        var state = Fixture.written()
        state.type("W")
        var root = Fixture.whys[0]
        root.isRootCause = true
        #expect(state.type("*") == [.edit(.why(root))])
        state.tell(Fixture.edited(200, .why(Why(number: 4, question: "Why?"))))
        state.type("G")
        #expect(state.type("*").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func removingAsksAndEnterIsNoYes() {
        var state = Fixture.written()
        state.type("Wx")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y") == [.edit(.whyRemoved(1))])
        state.type("-")
        #expect(state.press(keys: .escape).isEmpty)
        #expect(state.recordPage?.kind == .whys)
    }

    @Test func removedQuestionMustBeTheOneThatWasShown() {
        var state = Fixture.written()
        state.type("Wx")
        state.tell(Fixture.edited(200, .whyRemoved(1)))
        #expect(state.type("y").isEmpty)
        #expect(state.flash?.text == "The whys changed while you were asked: look again.")
    }

    @Test func selectionComesFirstAsEvidence() throws {
        var state = Fixture.written()
        state.type("2jWje")
        let page = try #require(state.recordPage)
        let options = state.evidenceOptions(on: page)
        #expect(options.groups.first?.title == "What is selected")
        guard case .cluster(let cluster, _)? = options.all.first else {
            Issue.record("the selected cluster is not first")
            return
        }
        let effects = state.press(keys: .enter)
        guard case .edit(.why(let why))? = effects.first else {
            Issue.record("nothing was picked")
            return
        }
        #expect(why.number == 2)
        #expect(why.evidence.map { EvidenceSubject($0) } == [.cluster(cluster.id)])
    }

    @Test func pickedEvidenceIsLetGoAgain() throws {
        var state = Fixture.written()
        state.type("We")
        let page = try #require(state.recordPage)
        let options = state.evidenceOptions(on: page).all.map { EvidenceSubject($0) }
        let place = try #require(options.firstIndex(of: .cluster(ClusterID(1))))
        state.press(keys: .home)
        for _ in 0..<place { state.type("j") }
        guard case .edit(.why(let why))? = state.type("x").first else {
            Issue.record("nothing changed")
            return
        }
        #expect(why.evidence == [Fixture.picked[0]])
    }

    @Test func offeredEvidenceIsWhatIsNotUpAndWhatRan() throws {
        var state = Fixture.written()
        let change = ObservedChange(
            source: "deploys", id: "3f2a91c", at: Fixture.at("21:40:00"),
            title: "exclude monitoring")
        state.tell(
            .recorded([
                JournalEvent(
                    sequence: 300, at: Fixture.now, monotonic: 1, actor: "quell",
                    body: .noticed(.change(change)))
            ]))
        state.type("1We")
        let page = try #require(state.recordPage)
        let options = state.evidenceOptions(on: page)
        let subjects = options.all.map { EvidenceSubject($0) }
        #expect(subjects.contains(.service(ServiceID("auth"))))
        #expect(!subjects.contains(.service(ServiceID("frontend"))))
        #expect(subjects.contains(.step(Fixture.stepID(1, 1))))
        #expect(!subjects.contains(.step(Fixture.stepID(1, 2))))
        #expect(subjects.contains(.change(change)))
        #expect(Set(subjects).count == subjects.count)
    }

    @Test func tabTurnsToTheIdeasAndBack() {
        var state = Fixture.written()
        state.type("W")
        state.press(keys: .tab)
        #expect(state.recordPage?.kind == .hypotheses)
        state.press(keys: .tab)
        #expect(state.recordPage?.kind == .whys)
        #expect(state.overlays.count == 1)
    }

    @Test(arguments: [
        ("t", Hypothesis.Standing.open), ("c", .confirmed), ("d", .discarded),
    ])
    func ideaStandsWithAReason(key: String, standing: Hypothesis.Standing) {
        var state = Fixture.written()
        state.type("W")
        state.press(keys: .tab, .end)
        state.type(key)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.prompt != nil)
        state.type("rolled back, no change")
        let idea = Hypothesis(
            number: 3, text: "Somebody changed the base image", standing: standing,
            reason: "rolled back, no change")
        #expect(state.press(keys: .enter) == [.edit(.hypothesis(idea))])
    }

    @Test func newIdeaGetsTheNextNumber() {
        var state = Fixture.written()
        state.type("W")
        state.press(keys: .tab)
        state.type("nthe disk is full")
        #expect(
            state.press(keys: .enter)
                == [.edit(.hypothesis(Hypothesis(number: 4, text: "the disk is full")))])
    }

    @Test func readOnlyConsoleShowsAndChangesNothing() {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Fixture.written(setup)
        state.type("W")
        #expect(state.recordPage?.kind == .whys)
        for key in [Key.enter, .character("n"), .character("x"), .character("*"), .character("e")] {
            #expect(state.press(keys: key).isEmpty)
            #expect(state.prompt == nil)
            #expect(state.overlays.count == 1)
            #expect(state.flash?.kind == .refusal)
        }
    }

    @Test func withoutAnIncidentThereIsNothingToWriteIn() {
        var state = Fixture.console()
        for key in ["W", "A", "X", "u"] {
            state.type(key)
            #expect(state.overlays.isEmpty)
            #expect(state.flash?.text == "No incident is open: T opens one.")
        }
    }
}
