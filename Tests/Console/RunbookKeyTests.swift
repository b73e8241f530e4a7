import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Each key of the runbook with what the room answers: trust, values, running on, rolling back, files.
struct RunbookKeyTests {
    static let first = Fixture.stepID(1, 1)
    static let second = Fixture.stepID(1, 2)
    static let runbook = Fixture.runbookID

    // MARK: Trust

    @Test func untrustedRunbookAsksAndGoesOnWithWhatWasAsked() {
        var state = Fixture.rich()
        #expect(state.type("r") == [.prepareStep(Self.first)])
        state.tell(.trustNeeded(Self.runbook, Self.first))
        #expect(state.press(keys: .enter, .character("x")).isEmpty)
        #expect(state.type("y") == [.trustRunbook(Self.runbook), .prepareStep(Self.first)])
    }

    @Test func trustThatIsDeniedRunsNothing() {
        var state = Fixture.rich()
        state.type("r")
        state.tell(.trustNeeded(Self.runbook, Self.first))
        #expect(state.press(keys: .escape).isEmpty)
        #expect(state.overlays.isEmpty)
    }

    @Test func trustIsForTheContentsThatWereShown() {
        var state = Fixture.rich()
        state.type("r")
        state.tell(.trustNeeded(Self.runbook, Self.first))
        var changed = Fixture.richRunbook
        changed.contentHash = "other"
        state.tell(.runbooksLoaded([changed]))
        #expect(state.type("y").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func runningOnGoesOnAfterTrust() {
        var state = Fixture.rich()
        #expect(state.type("R") == [.runOn(Self.runbook, from: Self.first)])
        state.tell(.trustNeeded(Self.runbook, nil))
        #expect(
            state.type("y") == [
                .trustRunbook(Self.runbook), .runOn(Self.runbook, from: Self.first),
            ]
        )
    }

    // MARK: Values

    @Test func valuesAreAskedForOneAfterAnotherAndThenTheStepGoesOn() {
        var state = Fixture.rich()
        state.type("r")
        state.tell(.valuesNeeded(Self.first, [Fixture.host, Fixture.token]))
        #expect(state.prompt?.line.text == "10.20.0.7", "the proposal stands in the line")
        #expect(
            state.press(keys: .enter)
                == [.setValue(Self.runbook, written: "<redis-host>", value: "10.20.0.7")])
        state.tell(
            Fixture.event(
                20, .valueGiven(runbook: Self.runbook, written: "<redis-host>", value: "10.20.0.7"))
        )
        #expect(state.prompt?.valueRequest?.variable == Fixture.token)
        state.type("s3cret")
        #expect(
            state.press(keys: .enter)
                == [.setValue(Self.runbook, written: "<token>", value: "s3cret")])
        #expect(
            state.tell(
                Fixture.event(
                    21, .valueGiven(runbook: Self.runbook, written: "<token>", value: nil)))
                == [.prepareStep(Self.first)])
        #expect(state.prompt == nil)
    }

    @Test func refusedValueStaysInTheLineWithTheReason() {
        var state = Fixture.rich()
        state.type("r")
        state.tell(.valuesNeeded(Self.first, [Fixture.host]))
        state.type("x")
        state.press(keys: .enter)
        state.tell(.requestRefused("<redis-host> must match [0-9.]+, found 10.20.0.7x"))
        #expect(state.prompt?.line.text == "10.20.0.7x")
        #expect(state.prompt?.valueRequest?.problem != nil)
        #expect(!state.press(keys: .backspace, .enter).isEmpty)
    }

    @Test func secretIsNeverOnTheScreen() throws {
        var state = Fixture.rich()
        state.type("r")
        state.tell(.valuesNeeded(Self.first, [Fixture.token]))
        state.type("s3cret")
        let picture = try Golden.picture(of: state, size: state.size).joined(separator: "\n")
        #expect(!picture.contains("s3cret"))
        #expect(picture.contains("••••••"))
    }

    @Test func valuesCanBeChanged() {
        var state = Fixture.rich()
        state.type("v")
        #expect(state.prompt?.purpose == .chooseValue(Self.runbook))
        state.press(keys: .enter)
        #expect(state.prompt?.valueRequest?.variable == Fixture.host)
        state.press(keys: .control("u"))
        #expect(state.press(keys: .enter).isEmpty, "an empty value is none")
        state.type("10.0.0.1")
        #expect(
            state.press(keys: .enter)
                == [.setValue(Self.runbook, written: "<redis-host>", value: "10.0.0.1")])
    }

    @Test func valuesOfAnUntrustedRunbookNeedTrustFirst() {
        var state = Fixture.rich()
        state.tell(.trusted([]))
        #expect(state.type("v").isEmpty)
        #expect(state.type("y") == [.trustRunbook(Self.runbook)])
        #expect(state.prompt?.purpose == .chooseValue(Self.runbook))
    }

    // MARK: Running on

    @Test func runningOnIsStoppedByItsKeyAndByEscape() {
        var state = Fixture.rich()
        state.type("R")
        state.tell(Fixture.flow(.running([Self.first])))
        #expect(state.type("R") == [.stopFlow(Self.runbook)])
        #expect(state.press(keys: .escape) == [.stopFlow(Self.runbook)])
    }

    @Test func flowAsksAtOnceWhileSomebodyAttends() {
        var state = Fixture.rich()
        state.type("R")
        #expect(state.tell(.runPrepared(Fixture.preview(Self.second))).isEmpty)
        state.tell(Fixture.flow(.asking(Self.second)))
        #expect(state.type("y") == [.startRun(RunID("run-8"), unrecordedOverride: false)])
    }

    @Test func stoppedFlowTakesItsQuestionAway() {
        var state = Fixture.rich()
        state.type("R")
        state.tell(.runPrepared(Fixture.preview(Self.second)))
        state.tell(Fixture.flow(.asking(Self.second)))
        state.tell(Fixture.flow(.stopped(at: Self.second, reason: "stopped by nora")))
        #expect(state.overlays.isEmpty)
        #expect(state.type("y").isEmpty || state.overlays.isEmpty)
    }

    @Test func lineSaysWhereTheFlowStands() {
        let gate = CheckID(step: Self.second, index: 1)
        let cases: [(RunbookFlow.Standing, String)] = [
            (.running([Self.second]), "running 1.2"), (.asking(Self.second), "asks before 1.2"),
            (.waiting([gate], until: Fixture.now + .seconds(90)), "01:30 left"),
            (
                .stopped(at: Self.second, reason: "step 1.2 exit 3"),
                "stopped at 1.2: step 1.2 exit 3"
            ),
            (.finished, "nothing is left to do"),
        ]
        for (standing, words) in cases {
            var state = Fixture.rich()
            state.tell(Fixture.flow(standing))
            let lines = RunbookNotes(state: state).lines(height: 12).map(\.left.plain)
            #expect(lines.first?.contains(words) == true, "\(lines)")
        }
    }

    @Test func endOfAnUnattendedFlowRings() {
        var state = Fixture.rich()
        state.type("R")
        state.tell(Fixture.flow(.running([Self.first])))
        state.tell(.ticked(Fixture.now + .seconds(30)))
        #expect(
            state.tell(Fixture.flow(.stopped(at: Self.first, reason: "step 1.1 exit 1"))) == [.ring]
        )
    }

    // MARK: Rolling back

    @Test func rollingBackListsWhatIsUndoneAndNeedsAYes() {
        var state = Fixture.rich()
        #expect(state.type("B").isEmpty)
        #expect(
            state.overlays.last
                == .confirmRollBack(
                    RollbackQuestion(runbook: Self.runbook, steps: [Fixture.stepID(3, 1)])))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y") == [.rollBack(Self.runbook)])
    }

    @Test func rollingBackStopsWhatRunsForward() {
        var state = Fixture.rich()
        state.tell(Fixture.flow(.running([Self.second])))
        state.type("B")
        #expect(state.type("y") == [.stopFlow(Self.runbook), .rollBack(Self.runbook)])
    }

    @Test func nothingDoneMeansNothingToUndo() {
        var state = Fixture.console()
        state.tell(.runbooksLoaded([Fixture.richRunbook]))
        #expect(state.type("3B").isEmpty)
        #expect(state.flash?.text.string.contains("nothing is to be undone") == true)
    }

    @Test func proposedRollbackRingsAndShowsItsKey() {
        var state = Fixture.rich()
        let effects = state.tell(
            Fixture.event(
                20, .rollbackProposed(runbook: Self.runbook, phase: 3, reason: "the gate failed")))
        #expect(effects == [.ring])
        let line = RunbookNotes(state: state).lines(height: 12).first
        #expect(line?.left.plain.contains("the gate failed") == true)
        #expect(line?.right.plain.hasPrefix("B ") == true)
    }

    // MARK: Files, gates, runbooks

    @Test func fileIsWrittenOnlyAsItWasShown() {
        var state = Fixture.rich()
        #expect(state.type("w") == [.prepareFile(Fixture.fileID)])
        state.tell(.filePrepared(Fixture.filePreview))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y") == [.writeFile(Fixture.fileID, hash: "abc")])
    }

    @Test func stepWithoutAFileSaysSo() {
        var state = Fixture.rich()
        state.type("jj")
        #expect(state.type("w").isEmpty)
        #expect(state.flash?.text.string.contains("no file") == true)
    }

    @Test func gateByCommandIsJudgedAgainAndNotTicked() {
        var state = Fixture.rich()
        let gate = CheckID(step: Self.first, index: 0)
        #expect(state.type("C") == [.recheck(gate)])
        #expect(Fixture.richRunbook.step(Self.first)?.checks.first?.isGate == true)
        state.runbookView.selected = .check(gate)
        #expect(state.type("x").isEmpty)
        #expect(state.flash?.text.string.contains("cannot be ticked") == true)
    }

    @Test func gateByCommandShowsWhereItStands() {
        var state = Fixture.rich()
        let gate = CheckID(step: Self.first, index: 0)
        let plan = Fixture.richRunbook.step(Self.first)?.checks.first
        let states: [(GateState, String)] = [
            (.met(at: Fixture.now), "met"), (.unmet("exit 1"), "unmet"),
            (.noData("never judged"), "no data"),
            (.holding(since: Fixture.now, remaining: .seconds(7)), "00:07 left"),
        ]
        for (judged, words) in states {
            state.tell(.gatesJudged([gate: judged]))
            let row = plan.map { check in
                RunbookRowText(
                    state: state, glyphs: GlyphSet(asciiOnly: false), width: 70
                ).parts(of: .check(check, isRollback: false), isCurrent: false)
            }
            #expect(row?.right.plain.contains(words) == true)
        }
    }

    @Test func anotherRunbookIsLoadedByNameAndThenSelected() {
        var state = Fixture.rich()
        state.type("Odns")
        #expect(state.press(keys: .enter) == [.loadRunbook("dns")])
        var other = Fixture.runbook
        other.id = RunbookID("dns")
        other.title = "DNS"
        for phase in other.phases.indices {
            for step in other.phases[phase].steps.indices {
                other.phases[phase].steps[step].id.runbook = other.id
            }
        }
        state.tell(.runbooksLoaded([Fixture.richRunbook, other]))
        #expect(state.selectedStep?.id.runbook == other.id)
        state.type("Ostaging")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.selectedStep?.id.runbook == Self.runbook)
    }

    @Test func suggestionIsShownAndLoadedByTwoKeys() {
        var state = Fixture.rich()
        state.tell(
            .suggestionsChanged([
                RunbookSuggestion(
                    reference: "dns", title: "DNS does not resolve", reason: "cluster 3: SERVFAIL")
            ]))
        let line = RunbookNotes(state: state).lines(height: 12).first
        #expect(line?.left.plain.contains("because cluster 3: SERVFAIL") == true)
        state.type("O")
        #expect(state.press(keys: .enter) == [.loadRunbook("dns")])
    }

    @Test func refusedCommandSaysWhyInDetails() {
        var plan = Fixture.richRunbook
        plan.phases[0].steps[0].commands[0].problem = "tiemout is no attribute"
        plan.problems = [
            RunbookProblem(.error, line: 12, rule: "attribute", "tiemout is no attribute")
        ]
        var state = Fixture.rich()
        state.tell(.runbooksLoaded([plan]))
        let writer = DetailWriter(state: state, columns: 100, glyphs: GlyphSet(asciiOnly: false))
        let text = writer.rows(of: .step(Self.first)).map(\.plain).joined(separator: "\n")
        #expect(text.contains("cannot run until line 20 is corrected: tiemout is no attribute"))
        #expect(text.contains("line 12: tiemout is no attribute"))
    }

    @Test func rollbackPhaseSaysItsNameOnce() {
        var phase = Fixture.rollback
        phase.title = "Rollback"
        #expect(PhaseWords(phase).short == "Rollback")
        #expect(PhaseWords(phase).title.isEmpty)
        #expect(PhaseWords(Fixture.rollback).title == "Back to the last good revision")
    }
}
