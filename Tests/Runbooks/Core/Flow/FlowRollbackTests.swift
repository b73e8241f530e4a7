import IncidentModel
import Runbooks
import SafeText
import Testing

@Suite struct FlowRollbackTests {
    private func id(_ phase: Int, _ step: Int) -> StepID {
        StepID(runbook: FlowBook.id, phase: phase, step: step)
    }

    /// Two phases of work with their own rollback phases 3 and 4, and 5 for the whole runbook.
    private func book() -> FlowBook {
        var phases = (1...5).map { phase in
            PhasePlan(
                number: phase, title: "Phase", line: phase, isRollback: phase > 2,
                steps: [FlowBook.step(phase, 1), FlowBook.step(phase, 2)])
        }
        phases[0].undoneBy = 3
        phases[1].undoneBy = 4
        return FlowBook(phases)
    }

    @Test func nothingDoneIsNothingToUndo() {
        #expect(FlowPlanner.rollback(of: book().plan, state: IncidentState()) == [])
        #expect(book().next(.back) == .finish)
    }

    @Test func startedPhasesAreUndoneNewestFirstAndTheWholeRunbookLast() {
        var book = book()
        book.run(id(1, 1))
        book.run(id(2, 1), .cancelled)
        #expect(
            FlowPlanner.rollback(of: book.plan, state: book.state)
                == [id(4, 1), id(4, 2), id(3, 1), id(3, 2), id(5, 1), id(5, 2)])
    }

    @Test func phasesThatWereNotStartedAreLeft() {
        var book = book()
        book.run(id(1, 2), .exited(1))
        #expect(
            FlowPlanner.rollback(of: book.plan, state: book.state)
                == [id(3, 1), id(3, 2), id(5, 1), id(5, 2)])
    }

    @Test func stepsAreUndoneByNameInReverseOrderAndOnlyOnce() {
        var book = book()
        book.plan.phases[0].steps[0].undoneBy = id(3, 2)
        book.plan.phases[0].steps[1].undoneBy = id(3, 1)
        book.run(id(1, 1))
        book.run(id(1, 2))
        #expect(
            FlowPlanner.rollback(of: book.plan, state: book.state)
                == [id(3, 1), id(3, 2), id(5, 1), id(5, 2)])
    }

    @Test func whatUndoesAnUntouchedStepIsLeft() {
        var book = book()
        book.plan.phases[0].steps[0].undoneBy = id(3, 2)
        book.plan.phases[0].steps[1].undoneBy = id(3, 1)
        book.run(id(1, 1))
        #expect(
            FlowPlanner.rollback(of: book.plan, state: book.state)
                == [id(3, 2), id(5, 1), id(5, 2)])
    }

    @Test func whatWasTickedByHandIsUndoneToo() {
        var book = book()
        book.happen(.stepTicked(step: id(1, 1), ticked: true))
        #expect(FlowPlanner.rollback(of: book.plan, state: book.state).first == id(3, 1))
    }

    @Test func goesBackStepByStepAndWaitsForWhatStillRuns() {
        var book = book()
        book.start(id(2, 1))
        #expect(book.next(.back) == .wait(steps: [id(2, 1)], gates: []))
        book.end(id(2, 1), .cancelled)
        for step in [id(4, 1), id(4, 2), id(5, 1), id(5, 2)] {
            #expect(book.next(.back) == .run([step]))
            book.run(step)
        }
        #expect(book.next(.back) == .finish)
    }

    @Test func anOldUndoDoesNotCountForNewWork() {
        var book = book()
        book.run(id(1, 1))
        book.run(id(3, 1))
        book.run(id(1, 1))
        guard case .stop(id(3, 1), _) = book.next(.back) else {
            Issue.record("\(book.next(.back))")
            return
        }
        #expect(book.next(.back, retrying: id(3, 1)) == .run([id(3, 1)]))
    }

    @Test func proseAloneDoesNotCountAsUndone() {
        var book = book()
        book.plan.phases[2].steps = [FlowBook.step(3, 1, runs: false)]
        book.run(id(1, 1))
        guard case .stop(id(3, 1), _) = book.next(.back) else {
            Issue.record("\(book.next(.back))")
            return
        }
        book.happen(.stepTicked(step: id(3, 1), ticked: true))
        #expect(book.next(.back) == .run([id(5, 1)]))
    }

    @Test func aStepThatUndoesAnotherNeverRunsForward() {
        var book = FlowBook([FlowBook.step(1, 1), FlowBook.step(1, 2), FlowBook.step(1, 3)])
        book.plan.phases[0].steps[0].undoneBy = id(1, 2)
        book.run(id(1, 1))
        #expect(book.next() == .run([id(1, 3)]))
        #expect(book.next(.back) == .run([id(1, 2)]))
    }
}
