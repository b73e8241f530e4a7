import IncidentModel
import Runbooks
import SafeText
import Testing

@testable import EngineRoom

/// What a runbook without the console asks, requests and answers by itself.
struct RunDialogueTests {
    private let plan: RunbookPlan
    private var order = RunOrder()

    init() throws {
        let text = """
            # T

            ## P

            ### Change

            ```bash
            touch x
            ```

            ### Destroy

            ```bash
            rm -rf x
            ```
            """
        plan = try RunbookLoader.parse(text: text, path: "t.md").plan
        order.contentHash = plan.contentHash
        order.hasTerminal = true
    }

    private func loaded(isTrusted: Bool = true) -> (RunDialogue, [RunDialogue.Act]) {
        var dialogue = RunDialogue(order)
        var acts = dialogue.take(.reported(.runbooks([plan])))
        acts += dialogue.take(.reported(.trusted(isTrusted ? [plan.id] : [])))
        return (dialogue, acts)
    }

    /// The room asks for a step.
    private func asked(
        for number: Int, _ danger: Danger, asksAlways: Bool = false
    ) -> [RunDialogue.Act] {
        var (dialogue, _) = loaded()
        let step = StepID(runbook: plan.id, phase: 1, step: number)
        let preview = RunPreview(
            run: RunID("r"), step: step, title: "S",
            commands: [.init(line: 1, text: ["x"], danger: danger)], asksAlways: asksAlways)
        _ = dialogue.take(.reported(.prepared(preview)))
        return dialogue.take(
            .reported(
                .flow(
                    RunbookFlow(
                        runbook: plan.id, direction: .forward, standing: .asking(step)))))
    }

    private let start = RunDialogue.Act.perform(.startRun(RunID("r"), unrecordedOverride: false))

    @Test func trustedRunbookGoesOnAtOnce() {
        #expect(loaded().1 == [.perform(.runOn(plan.id, from: nil))])
    }

    @Test func untrustedRunbookIsAskedAbout() {
        let acts = loaded(isTrusted: false).1
        #expect(acts.last == .ask("Trust it and run its commands? [y/N] ", isSecret: false))
        #expect(acts.contains(.show("  destroys: 1.2")))
    }

    @Test mutating func yesDoesNotTrust() {
        order.answersYes = true
        order.hasTerminal = false
        guard case .end(let status, _)? = loaded(isTrusted: false).1.last else {
            Issue.record("it did not end")
            return
        }
        #expect(status == .stopped)
    }

    @Test(arguments: [
        (Danger.reads, true), (.changes, true), (.unknown, false), (.destroys, false),
    ])
    mutating func yesAnswersByTheTableOfDangers(danger: Danger, isStarted: Bool) {
        order.answersYes = true
        #expect(asked(for: 1, danger).contains(start) == isStarted)
    }

    @Test mutating func yesDoesNotAnswerForWhatIsToBeConfirmed() {
        order.answersYes = true
        #expect(!asked(for: 1, .changes, asksAlways: true).contains(start))
    }

    @Test func destroyingIsAskedForWithTheWord() {
        #expect(
            asked(for: 2, .destroys).last
                == .ask("Type destroy to run 1.2, anything else not to: ", isSecret: false))
    }

    @Test mutating func unansweredQuestionForgetsTheRun() {
        order.hasTerminal = false
        let acts = asked(for: 2, .destroys)
        #expect(acts.contains(.perform(.discardRun(RunID("r")))))
        guard case .end(let status, let sentence)? = acts.last else {
            Issue.record("it did not end")
            return
        }
        #expect(status == .stopped && sentence.contains("step 1.2 destroys"))
    }

    @Test func interruptWithNothingRunningEnds() {
        var (dialogue, _) = loaded()
        guard case .end(let status, _)? = dialogue.take(.interrupted).last else {
            Issue.record("it did not end")
            return
        }
        #expect(status == .stopped)
        #expect(dialogue.take(.interrupted).isEmpty)
    }

    @Test func interruptCancelsWhatRunsAndWaitsForItsEnd() {
        var (dialogue, _) = loaded()
        let step = StepID(runbook: plan.id, phase: 1, step: 1)
        func event(_ number: Int, _ body: EventBody) -> RunDialogue.Input {
            .reported(
                .recorded([
                    JournalEvent(
                        sequence: number, at: Timestamp(seconds: 1), monotonic: 1, actor: "ada",
                        body: body)
                ]))
        }
        _ = dialogue.take(
            event(1, .stepStarted(step: step, title: "S", run: RunID("r"), command: "x")))
        let acts = dialogue.take(.interrupted)
        #expect(acts.contains(.perform(.cancelAll)))
        let rest = dialogue.take(
            event(2, .stepEnded(step: step, run: RunID("r"), end: .cancelled, took: .zero)))
        guard case .end(let status, let sentence)? = rest.last else {
            Issue.record("it did not end: \(rest)")
            return
        }
        #expect(status == .stopped && sentence.contains("step 1.1 was cancelled"))
    }

    @Test mutating func stepThatIsNotThereIsUnusable() {
        order.start = "7.1"
        guard case .end(let status, let sentence)? = loaded().1.first else {
            Issue.record("it did not end")
            return
        }
        #expect(
            status == .unusable && sentence == "there is no step 7.1, expected one of 1.1 to 1.2")
    }
}
