import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Writing a status update and letting it leave.
struct DraftKeyTests {
    @Test func audienceIsChosenOrTyped() {
        var state = Fixture.written()
        state.type("u")
        #expect(state.press(keys: .enter) == [.draftUpdate(audience: "engineering")])
        state.type("upress office")
        #expect(state.press(keys: .enter) == [.draftUpdate(audience: "press office")])
    }

    @Test func draftNobodyAskedForIsNotShown() {
        var state = Fixture.written()
        state.tell(.updateDrafted(UpdateDraft(audience: "press", upTo: 1, text: "x")))
        #expect(state.overlays.isEmpty)
    }

    @Test func textIsChangedInPlace() {
        var state = Fixture.drafted(text: "one\ntwo")
        state.type("i")
        #expect(state.type("u").isEmpty)
        state.press(keys: .down, .end, .enter)
        state.type("three: ywps")
        state.tell(.input(.paste("\nfour\nfive")))
        #expect(state.recordPage?.draft?.area.text == "uone\ntwo\nthree: ywps\nfour\nfive")
        state.press(keys: .escape)
        #expect(state.recordPage?.draft?.isEditing == false)
        #expect(
            state.type("s")
                == [
                    .sendUpdate(
                        audience: "engineering", text: "uone\ntwo\nthree: ywps\nfour\nfive",
                        by: .byHand)
                ])
    }

    @Test func nothingIsRecordedBeforeItLeaves() {
        var state = Fixture.drafted(text: "text")
        #expect(state.type("i!").isEmpty)
        #expect(state.press(keys: .escape).isEmpty)
        #expect(state.press(keys: .escape).isEmpty)
        #expect(state.type("y").isEmpty)
        #expect(state.overlays.isEmpty)
    }

    @Test func changedDraftIsThrownAwayOnlyAfterAQuestion() {
        var state = Fixture.drafted(text: "text")
        state.type("i!")
        state.press(keys: .escape, .escape)
        #expect(state.overlays.last == .confirmRecord(.discardDraft))
        state.press(keys: .enter, .escape)
        #expect(state.recordPage?.draft?.area.text == "!text")
    }

    @Test func unchangedDraftIsLeftAtOnce() {
        var state = Fixture.drafted()
        state.press(keys: .escape)
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: ["1", "5", ":", "W", "A", "/", "q"])
    func keysOfTheConsoleDoNotLoseAChangedDraft(key: String) {
        var state = Fixture.drafted(text: "text")
        state.type("i!")
        state.press(keys: .escape)
        state.type(key)
        #expect(
            state.overlays.contains { overlay in
                if case .record(let page) = overlay {
                    page.draft?.area.text == "!text"
                } else {
                    false
                }
            })
    }

    @Test func quitQuestionNamesTheUnsentDraft() {
        var state = Fixture.drafted(text: "text")
        state.type("i!")
        state.press(keys: .control("c"))
        let text = QuestionText(
            state: state, columns: 70, glyphs: GlyphSet(asciiOnly: false)
        ).content(of: .confirmQuit)
        #expect(text.before.contains { $0.plain.contains("has not been sent") })
    }

    @Test func draftStaysUntilTheRecordHasIt() {
        var state = Fixture.drafted(text: "text")
        #expect(
            state.type("y")
                == [.sendUpdate(audience: "engineering", text: "text", by: .clipboard)])
        #expect(state.type("y").isEmpty)
        state.tell(.requestRefused("this terminal cannot copy: nothing was copied"))
        #expect(state.recordPage?.draft?.sent == nil)
        state.type("s")
        state.tell(
            Fixture.event(
                200, .updateSent(audience: "engineering", text: "text", by: .byHand)))
        #expect(state.overlays.isEmpty)
        #expect(state.flash?.text == "The update for engineering is recorded as sent.")
    }

    @Test func fileAsksForItsPath() {
        var state = Fixture.drafted(text: "text")
        state.type("w")
        #expect(state.prompt?.line.text == "update-engineering.md")
        #expect(
            state.press(keys: .enter)
                == [
                    .sendUpdate(
                        audience: "engineering", text: "text", by: .file("update-engineering.md"))
                ])
    }

    @Test func pipeNeedsACommand() {
        var state = Fixture.drafted(text: "text")
        #expect(state.type("p").isEmpty)
        #expect(state.flash?.text == "No command gets updates: incident.update_command names one.")
        state.setup.updateCommand = "post-update"
        #expect(
            state.type("p")
                == [.sendUpdate(audience: "engineering", text: "text", by: .command("post-update"))]
        )
    }

    @Test func emptyUpdateSaysNothing() {
        var state = Fixture.drafted(text: " \n ")
        #expect(state.type("s").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func ownEditorGetsTheTextAndBringsItBack() {
        var state = Fixture.drafted(text: "text")
        #expect(state.type("e") == [.editText("text")])
        state.tell(.textEdited("text of mine\u{1B}[2J\n"))
        let draft = state.recordPage?.draft
        #expect(draft?.area.text.hasPrefix("text of mine") == true)
        #expect(draft?.area.text.contains("\u{1B}") == false)
        #expect(draft?.isEdited == true)
    }

    @Test func editorThatChangedNothingLeavesTheDraftUnchanged() {
        var state = Fixture.drafted(text: "text")
        state.type("i")
        #expect(state.press(keys: .control("e")) == [.editText("text")])
        state.tell(.textEdited(nil))
        #expect(state.recordPage?.draft?.area.text == "text")
        #expect(state.recordPage?.draft?.isEdited == false)
    }

    @Test func questionDoesNotComeUpWhileWriting() {
        var state = Fixture.drafted(text: "text")
        state.type("i")
        state.tell(.runPrepared(Fixture.preview(Fixture.stepID(1, 2))))
        state.tell(.ticked(Fixture.now + .seconds(60)))
        #expect(state.recordPage?.draft?.isEditing == true)
    }
}
