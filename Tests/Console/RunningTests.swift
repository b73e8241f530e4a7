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

    static let run = RunID("run-8")

    @Test func readingStepRunsAtOnce() {
        var state = Self.console(at: Self.reading)
        #expect(
            state.ask(Fixture.preview(Self.reading))
                == [.startRun(Self.run, unrecordedOverride: false)])
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: [changing, unknown])
    func changingOrUnknownStepRunsOnlyAfterY(step: StepID) {
        var state = Self.console(at: step)
        #expect(state.ask(Fixture.preview(step)).isEmpty)
        #expect(
            state.press(keys: .enter, .character("Y"), .character("x"), .tab, .character(" "))
                .isEmpty)
        #expect(state.type("y") == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test func readingStepThatAlwaysAsksRunsOnlyAfterY() {
        var state = Self.console(at: Self.reading)
        #expect(state.ask(Fixture.preview(Self.reading, asksAlways: true)).isEmpty)
        #expect(state.type("y") == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test func stepThatTakesTheTerminalAsksFirst() {
        var state = Self.console(at: Self.reading)
        #expect(state.ask(Fixture.preview(Self.reading, needsTerminal: true)).isEmpty)
        #expect(state.type("y") == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test(arguments: [Key.escape, .character("n"), .control("c")])
    func questionCanBeLeftWithoutRunning(key: Key) {
        var state = Self.console(at: Self.changing)
        state.ask(Fixture.preview(Self.changing))
        #expect(state.press(keys: key) == [.discardRun(Self.run)])
        #expect(state.overlays.isEmpty)
        #expect(state.type("y") == [.copy("./deploy backend --force-rebuild")])
    }

    @Test func destroyingStepNeedsTheWord() {
        var state = Self.console(at: Self.destroying)
        state.ask(Fixture.preview(Self.destroying))
        #expect(state.type("y").isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        state.press(keys: .backspace)
        #expect(state.type("destro").isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y").isEmpty)
        #expect(
            state.press(keys: .enter) == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test func wordCannotBePasted() {
        var state = Self.console(at: Self.destroying)
        state.ask(Fixture.preview(Self.destroying))
        state.tell(.input(.paste("destroy\n")))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func unrecordedRunNeedsItsOwnWordEvenForReading() {
        var state = Self.console(at: Self.reading)
        state.tell(.recordingChanged(unrecorded: 2, reason: "disk full"))
        #expect(state.ask(Fixture.preview(Self.reading)).isEmpty)
        #expect(state.type("unrecorded").isEmpty)
        #expect(state.press(keys: .enter) == [.startRun(Self.run, unrecordedOverride: true)])
    }

    @Test func recordingThatFailsDuringTheQuestionAsksAgain() {
        var state = Self.console(at: Self.changing)
        state.ask(Fixture.preview(Self.changing))
        state.tell(.recordingChanged(unrecorded: 1, reason: "disk full"))
        #expect(state.type("y") == [.discardRun(Self.run)])
        #expect(state.flash?.kind == .refusal)
    }

    @Test func commandThatChangedDuringTheQuestionDoesNotRun() {
        var state = Self.console(at: Self.changing)
        state.ask(Fixture.preview(Self.changing))
        var runbook = Fixture.runbook
        runbook.phases[0].steps[1].commands[0].text = ["rm -rf /srv"]
        state.tell(.runbooksLoaded([runbook]))
        #expect(state.type("y") == [.discardRun(Self.run)])
        #expect(state.flash?.text.string.contains("changed") == true)
    }

    @Test func previewThatChangesUnderTheQuestionHasToBeReadAgain() {
        var state = Self.console(at: Self.changing)
        state.ask(Fixture.preview(Self.changing))
        state.tell(.runPrepared(Fixture.preview(Self.changing, run: "run-9", folder: "/")))
        #expect(state.type("y").isEmpty)
        state.tell(.ticked(Fixture.now + .seconds(1)))
        #expect(state.type("y") == [.startRun(RunID("run-9"), unrecordedOverride: false)])
    }

    @Test func questionDoesNotComeUpUnderTypingFingers() {
        var state = Self.console(at: Self.changing)
        state.type("r2")
        #expect(state.tell(.runPrepared(Fixture.preview(Self.changing))) == [.ring])
        #expect(state.overlays.isEmpty)
        state.tell(.ticked(Fixture.now + .seconds(2)))
        #expect(state.overlays.last?.isQuestion == true)
        #expect(state.type("y").isEmpty, "meant for something else")
        state.tell(.ticked(Fixture.now + .seconds(3)))
        #expect(state.type("y") == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test func waitingQuestionIsAnsweredByTheKeyThatRuns() {
        var state = Self.console(at: Self.changing)
        state.type("r3")
        state.tell(.runPrepared(Fixture.preview(Self.changing)))
        #expect(state.type("r").isEmpty)
        #expect(state.type("y") == [.startRun(Self.run, unrecordedOverride: false)])
    }

    @Test func readOnlyConsoleStartsNothingThatIsPrepared() {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Self.console(at: Self.reading, setup)
        #expect(
            state.tell(.runPrepared(Fixture.preview(Self.reading))) == [.discardRun(Self.run)])
    }

    @Test func longCommandScrollsToItsEnd() throws {
        var state = Fixture.outage(size: Size(columns: 50, rows: 15))
        state.type("3gj")
        var preview = Fixture.preview(Self.changing)
        preview.commands[0].text = (1...40).map { "echo line \($0)" }
        state.ask(preview)
        state.press(keys: .end)
        let picture = try Golden.picture(of: state, size: state.size).joined(separator: "\n")
        #expect(picture.contains("/srv/staging"))
        state.press(keys: .up)
        let above = try Golden.picture(of: state, size: state.size).joined(separator: "\n")
        #expect(above != picture)
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
