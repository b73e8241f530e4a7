import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Keys that look around: focus, movement, filters, freezing, prompts, leaving.
struct KeyTests {
    @Test(arguments: Pane.allCases)
    func numberFocusesItsPane(pane: Pane) {
        var state = Fixture.outage()
        state.type("\(pane.number)")
        #expect(state.focus == pane)
    }

    @Test func tabGoesAroundBothWays() {
        var state = Fixture.outage()
        for _ in Pane.allCases { state.press(keys: .tab) }
        #expect(state.focus == .services)
        state.press(keys: .backTab)
        #expect(state.focus == .timeline)
    }

    @Test func selectionFollowsTheClusterNotTheRow() {
        var state = Fixture.outage()
        state.type("2j")
        var logs = Fixture.logs
        logs.clusters[0].priority = .p1
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).first?.id == ClusterID(2))
        #expect(ClusterList.selected(of: state)?.id == ClusterID(2))
    }

    @Test func rowsKeepTheirPlaceWhileCountsMove() {
        var state = Fixture.outage()
        let before = ClusterList.rows(of: state).map(\.id)
        var logs = Fixture.logs
        logs.clusters[0].records = 300
        logs.clusters[1].records = 320
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).map(\.id) == before)
    }

    @Test func higherPriorityMovesUp() {
        var state = Fixture.outage()
        var logs = Fixture.logs
        logs.clusters[4].priority = .p0
        logs.clusters[4].records = 5_000
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).first?.id == ClusterID(5))
    }

    @Test func filterWorksWhileTypingAndInverts() {
        var state = Fixture.outage()
        state.type("2/lb")
        #expect(ClusterList.rows(of: state).map(\.id.number) == [2])
        state.press(keys: .home)
        state.type("!")
        #expect(!ClusterList.rows(of: state).map(\.id.number).contains(2))
        state.press(keys: .enter)
        #expect(state.prompt == nil)
        state.press(keys: .escape)
        #expect(ClusterList.rows(of: state).count == 6)
    }

    @Test func escapeInTheFilterShowsEverythingAgain() {
        var state = Fixture.outage()
        state.type("1/nothing")
        #expect(ServiceList.rows(of: state).isEmpty)
        state.press(keys: .escape)
        #expect(ServiceList.rows(of: state).count == 4)
    }

    @Test func nextMatchGoesAroundAfterTheFilterIsGone() {
        var state = Fixture.outage()
        state.type("2/backend")
        state.press(keys: .enter, .escape)
        state.type("n")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(3))
        state.type("N")
        #expect(ClusterList.selected(of: state)?.id == ClusterID(1))
    }

    @Test func frozenPaneHoldsStillAndCountsWhatItMisses() {
        var state = Fixture.outage()
        state.type("2 ")
        var logs = Fixture.logs
        logs.clusters.removeFirst()
        logs.lines += 1_204
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).count == 6)
        #expect(state.missed(.clusters) == 1_204)
        state.press(keys: .end)
        #expect(ClusterList.rows(of: state).count == 5)
        #expect(state.missed(.clusters) == nil)
    }

    @Test func promptStopsNothing() {
        var state = Fixture.outage()
        state.type("ahello")
        var services = Fixture.services
        services[0].verdict = .up
        state.tell(.servicesChanged(services))
        #expect(state.services[0].verdict == .up)
        #expect(state.prompt?.line.text == "hello")
        #expect(state.press(keys: .tab, .enter) == [.addNote("hello")])
    }

    @Test func keysOfAPromptAreText() {
        var state = Fixture.running()
        #expect(state.type("a1rqxcs yR? :").isEmpty)
        #expect(
            state.press(keys: .enter)
                == [.addNote("1rqxcs yR? :", about: state.pickedEvidence)])
    }

    @Test func pasteOutsideOfAPromptIsIgnored() {
        var state = Fixture.outage()
        state.type("3")
        #expect(state.tell(.input(.paste("ryq\ny"))).isEmpty)
        #expect(state.overlays.isEmpty)
        #expect(state.flash != nil)
    }

    @Test func pasteInANoteBecomesOneLine() {
        var state = Fixture.outage()
        state.type("a")
        state.tell(.input(.paste("one\ntwo\u{1B}[31m")))
        #expect(state.press(keys: .tab, .enter) == [.addNote("one two[31m")])
    }

    @Test func emptyNoteAndReasonAreRefused() {
        var state = Fixture.outage()
        state.type("a  ")
        #expect(state.press(keys: .enter).isEmpty)
        state.press(keys: .escape)
        state.type("3s")
        #expect(state.press(keys: .enter).isEmpty)
        state.type("not needed")
        #expect(
            state.press(keys: .enter) == [.skipStep(Fixture.stepID(1, 2), reason: "not needed")])
    }

    @Test func tickTogglesAManualCheckAndRefusesAGate() {
        var state = Fixture.outage()
        let check = CheckID(step: Fixture.stepID(1, 2), index: 0)
        state.type("3j")
        #expect(state.type("x") == [.tickCheck(check, true)])
        state.tell(
            .recorded([
                JournalEvent(
                    sequence: 12, at: Fixture.now, monotonic: 12, actor: "nora",
                    body: .checkTicked(check: check, ticked: true))
            ]))
        #expect(state.type("x") == [.tickCheck(check, false)])
        state.type("j")
        #expect(state.type("x").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func escapeNeverLeaves() {
        var state = Fixture.console()
        for _ in 0..<5 { #expect(state.press(keys: .escape).isEmpty) }
    }

    @Test func quitWithoutIncidentLeavesAtOnce() {
        var state = Fixture.console()
        #expect(state.type("q") == [.quit(.leaveRunning)])
    }

    @Test func quitWithAnIncidentAsks() {
        var state = Fixture.outage()
        #expect(state.type("q").isEmpty)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.type("y") == [.quit(.leaveRunning)])
    }

    @Test(arguments: [("l", QuitMode.leaveRunning), ("c", .cancelRunning), ("w", .waitForSteps)])
    func quitWithARunningStepAsksWhatBecomesOfIt(key: String, mode: QuitMode) {
        var state = Fixture.running()
        #expect(state.type("q").isEmpty)
        #expect(state.type("y").isEmpty)
        #expect(state.type(key) == [.quit(mode)])
    }

    @Test func waitingConsoleLeavesWhenTheStepEnds() {
        var state = Fixture.running()
        state.type("qw")
        #expect(
            state.tell(.recorded([RunningTests.ended(.exited(0))])) == [.quit(.leaveRunning)])
    }

    @Test func controlCAsksAndNeverLeavesByItself() {
        var state = Fixture.console()
        #expect(state.press(keys: .control("c"), .control("c"), .control("c")).isEmpty)
        #expect(state.type("y") == [.quit(.leaveRunning)])
    }

    @Test func quitInHelpOnlyClosesIt() {
        var state = Fixture.console()
        #expect(state.type("?q").isEmpty)
        #expect(state.overlays.isEmpty)
    }

    @Test func signalLeavesWithoutAQuestion() {
        var state = Fixture.running()
        #expect(state.tell(.quitRequested) == [.quit(.leaveRunning)])
    }

    @Test func suspendWorksInAPrompt() {
        var state = Fixture.outage()
        state.type("anote")
        #expect(state.press(keys: .control("z")) == [.suspend])
        #expect(state.prompt?.line.text == "note")
    }

    @Test func checkNowIsForTheServiceInItsPaneAndForAllElsewhere() {
        var state = Fixture.outage()
        #expect(state.type("jC") == [.checkNow(Fixture.id("auth"))])
        #expect(state.type("2C") == [.checkNow(nil)])
    }

    @Test func paletteCompletesAndRuns() {
        var state = Fixture.outage()
        state.type(":che")
        state.press(keys: .tab)
        #expect(state.prompt?.line.text == "check-now")
        #expect(state.press(keys: .enter) == [.checkNow(Fixture.id("backend"))])
    }

    @Test func zoomGoesInAndOut() {
        var state = Fixture.outage()
        state.type("2+")
        #expect(state.layout.boxes.keys.map { $0 } == [.clusters])
        state.type("_")
        #expect(state.layout.boxes.count == 5)
    }

    @Test func flashGoesAwayAfterItsTime() {
        var state = Fixture.outage()
        state.tell(.noticed("hello"))
        state.tell(.ticked(Fixture.now + .seconds(4)))
        #expect(state.flash != nil)
        state.tell(.ticked(Fixture.now + .seconds(5)))
        #expect(state.flash == nil)
    }

    @Test func outputHoldsStillWhileScrolledBack() {
        var state = Fixture.running(size: Size(columns: 140, rows: 14))
        let step = Fixture.stepID(1, 2)
        var page = Fixture.output(run: RunID("run-7"), step: step)
        page.lines = (1...100).map { OutputLine(stream: .standardOutput, text: "line \($0)") }
        page.totalLines = 100
        state.tell(.outputArrived(page))
        state.type("4")
        state.press(keys: .pageUp, .up)
        let height = state.layout.inside(.output).rows
        let shown = OutputList.rows(of: state)[
            state.outputView.window(count: OutputList.rows(of: state).count, height: height)
        ].map(\.text)
        page.lines += [OutputLine(stream: .standardOutput, text: "line 101")]
        page.totalLines = 101
        state.tell(.outputArrived(page))
        let rows = OutputList.rows(of: state)
        #expect(
            rows[state.outputView.window(count: rows.count, height: height)].map(\.text) == shown)
        state.press(keys: .end)
        #expect(state.outputView.isFollowing)
    }
}
