import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The screens of a runbook that runs, compared with pictures.
struct RunbookScreenTests {
    @Test(arguments: Fixture.sizes)
    func severalCommandsShowTheirOwnDanger(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("jj")
        var preview = Fixture.preview(Fixture.stepID(1, 2))
        preview.commands += [
            RunPreview.Command(
                line: 22, text: ["curl -sf \"$REDIS_HOST/health\" |", "  jq .status"],
                danger: .unknown, dangerReason: "matched no rule"),
            RunPreview.Command(
                line: 25, text: ["kubectl logs -f deploy/backend"], danger: .reads,
                dangerReason: "logs only reads", isBackground: true),
        ]
        preview.values = [
            RunPreview.Value(name: "REDIS_HOST", text: "10.20.0.7"),
            RunPreview.Value(name: "TOKEN", text: "••••••"),
        ]
        state.type("R")
        state.tell(.runPrepared(preview))
        state.tell(Fixture.flow(.asking(Fixture.stepID(1, 2))))
        try Golden.compare("ask-several", state)
    }

    @Test(arguments: Fixture.sizes)
    func trustQuestionShowsTheDangerousCommands(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("r")
        state.tell(.trustNeeded(Fixture.runbookID, Fixture.stepID(1, 1)))
        try Golden.compare("trust", state)
    }

    @Test(arguments: Fixture.sizes)
    func refusedValueSaysWhatWasExpected(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("r")
        state.tell(.valuesNeeded(Fixture.stepID(1, 1), [Fixture.host, Fixture.token]))
        state.type("x")
        state.press(keys: .enter)
        state.tell(.requestRefused("<redis-host> must match [0-9.]+, found 10.20.0.7x"))
        try Golden.compare("value", state)
    }

    @Test(arguments: Fixture.sizes)
    func secretIsTypedAsDots(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("r")
        state.tell(.valuesNeeded(Fixture.stepID(1, 1), [Fixture.token]))
        state.type("s3cret")
        try Golden.compare("secret", state)
    }

    @Test(arguments: Fixture.sizes)
    func valuesAreListed(size: Size) throws {
        var state = Fixture.rich(size)
        state.tell(
            Fixture.event(
                20, .valueGiven(runbook: Fixture.runbookID, written: "<token>", value: nil)))
        state.type("v")
        try Golden.compare("values", state)
    }

    @Test(arguments: Fixture.sizes)
    func rollbackListsWhatIsUndone(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("B")
        try Golden.compare("rollback", state)
    }

    @Test(arguments: Fixture.sizes)
    func fileShowsItsChanges(size: Size) throws {
        var state = Fixture.rich(size)
        state.type("w")
        state.tell(.filePrepared(Fixture.filePreview))
        try Golden.compare("file", state)
    }

    @Test(arguments: Fixture.sizes)
    func linesBelowTheStepsSayWhatGoesOn(size: Size) throws {
        var state = Fixture.rich(size)
        let gate = CheckID(step: Fixture.stepID(1, 1), index: 0)
        state.tell(
            .gatesJudged([gate: .unmet("exit 1")]),
            Fixture.flow(.waiting([gate], until: Fixture.now + .seconds(72))),
            Fixture.event(
                20,
                .rollbackProposed(
                    runbook: Fixture.runbookID, phase: 3,
                    reason: "a gate of step 1.1 did not hold in time")),
            .suggestionsChanged([
                RunbookSuggestion(
                    reference: "dns", title: "DNS does not resolve",
                    reason: "cluster 3: connection refused")
            ]))
        state.tell(.ticked(Fixture.now + .seconds(6)))
        try Golden.compare("flow", state)
    }

    @Test(arguments: Fixture.sizes)
    func runbooksAreChosen(size: Size) throws {
        var state = Fixture.rich(size)
        state.tell(
            .suggestionsChanged([
                RunbookSuggestion(
                    reference: "dns", title: "DNS does not resolve",
                    reason: "cluster 3: connection refused")
            ]))
        state.type("Od")
        try Golden.compare("runbooks", state)
    }

    @Test(arguments: Fixture.sizes)
    func detailsShowFilesGatesAndProblems(size: Size) throws {
        var plan = Fixture.richRunbook
        plan.phases[0].steps[0].commands[0].problem = "tiemout is no attribute"
        plan.phases[0].steps[0].commands[0].placeholders = ["<redis-host>", "<token>"]
        plan.problems = [
            RunbookProblem(
                .error, line: 12, rule: "attribute", "tiemout is no attribute",
                advice: "write timeout")
        ]
        var state = Fixture.rich(size)
        state.tell(.runbooksLoaded([plan]))
        state.press(keys: .enter)
        try Golden.compare("step-rich", state)
    }
}
