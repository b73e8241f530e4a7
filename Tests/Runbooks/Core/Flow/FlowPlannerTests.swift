import IncidentModel
import Runbooks
import SafeText
import Testing

@Suite struct FlowPlannerTests {
    let first = StepID(runbook: FlowBook.id, phase: 1, step: 1)
    let second = StepID(runbook: FlowBook.id, phase: 1, step: 2)
    let third = StepID(runbook: FlowBook.id, phase: 1, step: 3)

    private func stop(_ action: FlowPlanner.Action) -> (at: StepID?, reason: String)? {
        if case .stop(let step, let reason) = action { (step, reason.string) } else { nil }
    }

    @Test func runsStepsInOrderAndFinishes() {
        var book = FlowBook([FlowBook.step(1, 1), FlowBook.step(1, 2)])
        #expect(book.next() == .run([first]))
        book.start(first)
        #expect(book.next() == .wait(steps: [first], gates: []))
        book.end(first)
        #expect(book.next() == .run([second]))
        book.run(second)
        #expect(book.next() == .finish)
    }

    @Test func stepsTickedSkippedOrOfProseOnlyArePassed() {
        var book = FlowBook([
            FlowBook.step(1, 1), FlowBook.step(1, 2), FlowBook.step(1, 3, runs: false),
        ])
        book.happen(.stepTicked(step: first, ticked: true))
        book.happen(.stepSkipped(step: second, reason: "not ours"))
        #expect(book.next() == .finish)
    }

    @Test func startsWhereItIsTold() {
        let book = FlowBook([FlowBook.step(1, 1), FlowBook.step(1, 2)])
        #expect(book.next(from: second) == .run([second]))
    }

    @Test(arguments: [
        StepEnd.exited(3), .signalled(9), .timedOut, .couldNotStart("no bash"), .cancelled,
        .unknown("nobody saw it"),
    ])
    func everyBadEndStopsAtItsStepUntilAPersonDecides(end: StepEnd) {
        var book = FlowBook([FlowBook.step(1, 1), FlowBook.step(1, 2)])
        book.run(first, end)
        #expect(stop(book.next())?.at == first)
        #expect(stop(book.next(from: first))?.at == first)
        #expect(book.next(retrying: first) == .run([first]))
        book.start(first)
        #expect(book.next(retrying: first) == .wait(steps: [first], gates: []))
        book.end(first)
        #expect(book.next() == .run([second]))
    }

    @Test func aStepWhoseTickWasTakenBackIsNotRunAgainBySilence() {
        var book = FlowBook([FlowBook.step(1, 1)])
        book.run(first)
        book.happen(.stepTicked(step: first, ticked: true))
        book.happen(.stepTicked(step: first, ticked: false))
        #expect(stop(book.next())?.at == first)
    }

    @Test(arguments: [
        nil, GateState.noData("no reading"), .unmet("503"),
        .holding(since: Timestamp(seconds: 1), remaining: .seconds(30)),
    ])
    func onlyAGateThatIsMetPasses(gate: GateState?) {
        var book = FlowBook([FlowBook.step(1, 1, gates: 1), FlowBook.step(1, 2)])
        let check = CheckID(step: first, index: 0)
        book.run(first)
        book.gates[check] = gate
        #expect(book.next() == .wait(steps: [], gates: [check]))
        book.meet(check)
        #expect(book.next() == .run([second]))
    }

    @Test func tickingAStepDoesNotMeetItsGateButSkippingLeavesItOut() {
        var book = FlowBook([FlowBook.step(1, 1, gates: 1), FlowBook.step(1, 2)])
        let check = CheckID(step: first, index: 0)
        book.happen(.stepTicked(step: first, ticked: true))
        #expect(book.next() == .wait(steps: [], gates: [check]))
        book.happen(.stepSkipped(step: first, reason: "other way"))
        #expect(book.next() == .run([second]))
    }

    @Test func aGateIsNotAskedAgainOnceTheNextStepRan() {
        var book = FlowBook([
            FlowBook.step(1, 1, gates: 1), FlowBook.step(1, 2), FlowBook.step(1, 3),
        ])
        book.run(first)
        book.run(second)
        #expect(book.next() == .run([third]))
        book.run(first)
        #expect(book.next() == .wait(steps: [], gates: [CheckID(step: first, index: 0)]))
    }

    @Test func skippingTheNextStepDoesNotMeetTheGateBeforeIt() {
        var book = FlowBook([
            FlowBook.step(1, 1, gates: 1), FlowBook.step(1, 2), FlowBook.step(1, 3),
        ])
        book.run(first)
        book.happen(.stepSkipped(step: second, reason: "not needed"))
        #expect(book.next() == .wait(steps: [], gates: [CheckID(step: first, index: 0)]))
    }

    @Test func plainChecksStopForAPersonAfterTheCommands() {
        var book = FlowBook([FlowBook.step(1, 1, plain: 1), FlowBook.step(1, 2)])
        #expect(book.next() == .run([first]))
        book.run(first)
        #expect(stop(book.next())?.reason == "tick 1.1 by hand: check 0")
        book.happen(.checkTicked(check: CheckID(step: first, index: 0), ticked: true))
        #expect(book.next() == .run([second]))
    }

    @Test func aCheckTickedInTheFileNeedsNobody() {
        var step = FlowBook.step(1, 1, runs: false, plain: 1)
        step.checks[0].isTickedInFile = true
        #expect(FlowBook([step]).next() == .finish)
    }

    @Test func backgroundCommandsHoldNothingUp() {
        var book = FlowBook([FlowBook.step(1, 1), FlowBook.step(1, 2)])
        book.start(first)
        #expect(book.next(background: [first]) == .run([second]))
    }

    @Test func aFileStopsUntilItIsWritten() {
        var step = FlowBook.step(1, 1)
        let file = FileID(step: first, index: 0)
        step.files = [FilePlan(id: file, line: 2, path: "app.yaml", language: "yaml", text: [])]
        var book = FlowBook([step])
        #expect(stop(book.next())?.reason == "1.1 has a file to write: app.yaml")
        book.happen(.fileWritten(file: file, path: "/srv/app.yaml", hash: "0"))
        #expect(book.next() == .run([first]))
    }

    @Test func commandsOnRequestOrWithAProblemStop() {
        var step = FlowBook.step(1, 1)
        step.commands[0].isOnRequest = true
        #expect(stop(FlowBook([step]).next())?.at == first)
        step.commands[0].isOnRequest = false
        step.commands[0].problem = "unknown attribute \"tiemout\""
        #expect(
            stop(FlowBook([step]).next())?.reason
                == "1.1 cannot run until line 1 is corrected: unknown attribute \"tiemout\"")
    }

    @Test func neighboursMarkedParallelStartTogetherAndAreAwaitedTogether() {
        var beside = FlowBook.step(1, 2)
        beside.isParallel = true
        var book = FlowBook([FlowBook.step(1, 1), beside, FlowBook.step(1, 3)])
        #expect(book.next() == .run([first, second]))
        book.start(first)
        book.start(second)
        book.end(second, .exited(1))
        #expect(book.next() == .wait(steps: [first], gates: []))
        book.end(first)
        #expect(stop(book.next())?.at == second)
    }

    @Test func whatItNeedsRunsFirstAmongNeighbours() {
        var head = FlowBook.step(1, 1)
        var beside = FlowBook.step(1, 2)
        head.needs = [second]
        beside.isParallel = true
        var book = FlowBook([head, beside])
        #expect(book.next() == .run([second]))
        book.start(second)
        #expect(book.next() == .wait(steps: [second], gates: []))
        book.end(second)
        #expect(book.next() == .run([first]))
    }

    @Test func namesWhatIsNeededAndNotDone() {
        var step = FlowBook.step(1, 2)
        step.needs = [first]
        let book = FlowBook([FlowBook.step(1, 1), step])
        #expect(
            stop(book.next(from: second))?.reason
                == "1.2 needs what is not done yet: 1.1 Step 1")
    }

    @Test func stepsThatNeedEachOtherStop() {
        var one = FlowBook.step(1, 1)
        var two = FlowBook.step(1, 2)
        one.needs = [second]
        two.needs = [first]
        #expect(stop(FlowBook([one, two]).next())?.at == first)
    }
}
