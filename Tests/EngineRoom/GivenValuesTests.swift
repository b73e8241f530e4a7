import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Values that people fill in: checked, kept, and recorded unless they are secret.
struct GivenValuesTests {
    private let runbook = RunbookID("drill")

    @Test func plainValueIsKeptAndRecorded() {
        var values = GivenValues()
        #expect(set(&values, "eu-1", variable()) == .kept(recorded: "eu-1"))
        #expect(values.all(runbook) == ["<region>": "eu-1"])
        #expect(values.all(RunbookID("other")).isEmpty)
    }

    @Test func secretIsKeptButNotRecordedAndHidden() {
        var values = GivenValues()
        #expect(set(&values, "hunter2-long", variable(isSecret: true)) == .kept(recorded: nil))
        #expect(values.all(runbook) == ["<region>": "hunter2-long"])
        #expect(!values.redact("login hunter2-long").string.contains("hunter2"))
    }

    @Test func whatTheJournalWouldHideIsKeptLikeASecret() {
        var values = GivenValues()
        let answer = values.set(
            "looks-like-a-key", for: variable(), of: runbook, looksSecret: true)
        #expect(answer == .kept(recorded: nil))
        #expect(values.all(runbook) == ["<region>": "looks-like-a-key"])
    }

    @Test func laterValueReplacesAnEarlierSecretOne() {
        var values = GivenValues()
        _ = set(&values, "first-secret", variable(isSecret: true))
        _ = set(&values, "second", variable())
        #expect(values.all(runbook) == ["<region>": "second"])
        #expect(values.redact("first-secret") != "first-secret", "it may still be in some output")
    }

    @Test func linesOfASecretAreHiddenByThemselves() {
        var values = GivenValues()
        _ = set(&values, "first line of it\nsecond line of it", variable(isSecret: true))
        #expect(!values.redact("saw second line of it").string.contains("second"))
    }

    @Test func previewShowsStarsForWhateverIsSecret() {
        var values = GivenValues()
        _ = set(&values, "pin7", variable(isSecret: true))
        let preview = RunPreview(
            run: RunID("r"), step: StepID(runbook: runbook, phase: 1, step: 1), title: "T",
            commands: [],
            values: [
                .init(name: "REGION", text: "pin7"), .init(name: "API_TOKEN", text: "opaque-text"),
                .init(name: "PLACE", text: "here"),
            ])
        #expect(values.masking(preview).values.map(\.text) == ["********", "********", "here"])
    }

    @Test(arguments: ["us-1x", "xus-1", "", "us-1\nus-1"])
    func valueMustMatchThePatternAsAWhole(value: String) {
        var values = GivenValues()
        guard case .refused = set(&values, value, variable(pattern: "(us|eu)-[0-9]")) else {
            Issue.record("\(value) was taken")
            return
        }
        #expect(values.all(runbook).isEmpty)
    }

    @Test func wrongSecretIsNotRepeated() {
        var values = GivenValues()
        let answer = set(&values, "hunter2", variable(pattern: "[0-9]+", isSecret: true))
        #expect(answer == .refused("<region> must match [0-9]+, found something else"))
    }

    @Test func wrongValueIsNamedWithWhatWasExpected() {
        var values = GivenValues()
        let answer = set(&values, "mars", variable(pattern: "(us|eu)-[0-9]"))
        #expect(answer == .refused("<region> must match (us|eu)-[0-9], found mars"))
    }

    @Test func controlCharactersAreRefused() {
        var values = GivenValues()
        #expect(
            set(&values, "a\u{1b}[31m", variable())
                == .refused("the value of <region> has control characters in it"))
    }

    @Test func recordedValuesComeBack() {
        var values = GivenValues()
        values.restore([runbook: ["<region>": "eu-1"]])
        #expect(values.all(runbook) == ["<region>": "eu-1"])
    }

    private func variable(pattern: String? = nil, isSecret: Bool = false) -> RunbookVariable {
        RunbookVariable(
            written: "<region>", name: "REGION", pattern: pattern, isSecret: isSecret, line: 1)
    }

    private func set(
        _ values: inout GivenValues, _ value: String, _ variable: RunbookVariable
    ) -> GivenValues.Answer {
        values.set(value, for: variable, of: runbook, looksSecret: false)
    }
}
