import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// What it takes until a command runs.
struct RunningTests {
    static let reading = Fixture.stepID(1, 1)
    static let changing = Fixture.stepID(1, 2)
    static let unknown = Fixture.stepID(2, 1)
    static let destroying = Fixture.stepID(2, 2)

    /// A console whose runbook pane has the focus and a step selected.
    static func console(at step: StepID, _ setup: ConsoleSetup = filled) -> ConsoleState {
        var state = Fixture.outage(setup)
        state.type("3g")
        while state.selectedRunbookRow != .step(step) {
            let before = state.selectedRunbookRow
            state.type("j")
            if state.selectedRunbookRow == before { break }
        }
        return state
    }

    static var filled: ConsoleSetup {
        var setup = Fixture.setup
        setup.values = [ConsoleSetup.ShownValue(name: "REDIS_HOST", text: "10.20.0.7")]
        return setup
    }

    @Test func readingStepRunsAtOnce() {
        var state = Self.console(at: Self.reading)
        #expect(state.type("r") == [.prepareStep(Self.reading)])
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: [changing, unknown])
    func changingOrUnknownStepRunsOnlyAfterY(step: StepID) {
        var state = Self.console(at: step)
        #expect(state.type("r").isEmpty)
        #expect(
            state.press(keys: .enter, .character("Y"), .character("x"), .tab, .character(" "))
                .isEmpty)
        #expect(state.type("y") == [.prepareStep(step)])
    }

    @Test(arguments: [Key.escape, .character("n"), .control("c")])
    func questionCanBeLeftWithoutRunning(key: Key) {
        var state = Self.console(at: Self.changing)
        state.type("r")
        #expect(state.press(keys: key).isEmpty)
        #expect(state.overlays.isEmpty)
        #expect(state.type("y") == [.copy("./deploy backend --force-rebuild")])
    }

    @Test func destroyingStepNeedsTheWord() {
        var state = Self.console(at: Self.destroying)
        #expect(state.type("ry").isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        state.press(keys: .backspace)
        #expect(state.type("destro").isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y").isEmpty)
        #expect(state.press(keys: .enter) == [.prepareStep(Self.destroying)])
    }

    @Test func wordCannotBePasted() {
        var state = Self.console(at: Self.destroying)
        state.type("r")
        state.tell(.input(.paste("destroy\n")))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func unrecordedRunNeedsItsOwnWordEvenForReading() {
        var state = Self.console(at: Self.reading)
        state.tell(.recordingChanged(unrecorded: 2, reason: "disk full"))
        #expect(state.type("r").isEmpty)
        #expect(state.type("unrecorded").isEmpty)
        #expect(state.press(keys: .enter) == [.prepareStep(Self.reading)])
    }

    @Test func recordingThatFailsDuringTheQuestionAsksAgain() {
        var state = Self.console(at: Self.changing)
        state.type("r")
        state.tell(.recordingChanged(unrecorded: 1, reason: "disk full"))
        #expect(state.type("y").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func commandThatChangedDuringTheQuestionDoesNotRun() {
        var state = Self.console(at: Self.changing)
        state.type("r")
        var runbook = Fixture.runbook
        runbook.phases[0].steps[1].commands[0].text = ["rm -rf /srv"]
        state.tell(.runbooksLoaded([runbook]))
        #expect(state.type("y").isEmpty)
        #expect(state.flash?.text.string.contains("changed") == true)
    }

    @Test func missingValueIsNamed() {
        var state = Self.console(at: Self.destroying, Fixture.setup)
        #expect(state.type("r").isEmpty)
        #expect(state.overlays.isEmpty)
        #expect(state.flash?.text == "Step 2.2 needs a value for REDIS_HOST first.")
    }

    @Test func stepWithoutCommandSaysSo() {
        var state = Self.console(at: Fixture.stepID(1, 3))
        #expect(state.type("r").isEmpty)
        #expect(state.flash?.text.string.contains("no command") == true)
    }

    @Test(arguments: ["1", "2", "5"])
    func wrongPaneRunsTicksAndSkipsNothing(pane: String) {
        var state = Self.console(at: Self.reading)
        state.type(pane)
        for key in ["r", "x", "s"] {
            #expect(state.type(key).isEmpty)
            #expect(state.prompt == nil)
            #expect(state.flash?.text.string.contains("press 3") == true)
        }
    }

    @Test func runningStepIsNotRunTwice() {
        var state = Fixture.running()
        state.type("3")
        #expect(state.type("r").isEmpty)
        #expect(state.flash?.text == "Step 1.2 is running already.")
    }

    @Test func selectionGoesOnAfterSuccess() {
        var state = Fixture.running()
        #expect(state.selectedStep?.id == Self.changing)
        state.tell(.recorded([Self.ended(.exited(0))]))
        #expect(state.selectedStep?.id == Fixture.stepID(1, 3))
    }

    @Test func selectionStaysAfterFailureAndTheBellRings() {
        var state = Fixture.running()
        #expect(state.tell(.recorded([Self.ended(.exited(3))])) == [.ring])
        #expect(state.selectedStep?.id == Self.changing)
        #expect(state.flash?.text == "Step 1.2: exit 3")
    }

    @Test func cancellingAsksAndAsksAgainToEscalate() {
        var state = Fixture.running()
        #expect(state.type("c").isEmpty)
        #expect(state.overlays.last == .confirmCancel(Self.changing, isSecond: false))
        #expect(state.type("y") == [.cancelStep(Self.changing)])
        #expect(state.type("c").isEmpty)
        #expect(state.overlays.last == .confirmCancel(Self.changing, isSecond: true))
        #expect(state.type("y") == [.cancelStep(Self.changing)])
    }

    @Test func cancellingAStepThatHasEndedDoesNothing() {
        var state = Fixture.running()
        state.type("c")
        state.tell(.recorded([Self.ended(.exited(0))]))
        #expect(state.type("y").isEmpty)
    }

    static func ended(_ end: StepEnd) -> JournalEvent {
        JournalEvent(
            sequence: 13, at: Fixture.now, monotonic: 13, actor: "quell",
            body: .stepEnded(
                step: changing, run: RunID("run-7"), end: end, took: .seconds(12)))
    }
}
