import Processes
import SafeText

/// Everything a gate's command needs, put together like a run of its step.
struct Verification: Sendable {
    /// The command with its environment and folder; values are in the environment only.
    var command: ProcessCommand
    /// After which one look is ended.
    var timeout: Duration
    /// The author's pause between two looks; nil for the usual ones.
    var pause: Duration?
    /// Exit statuses with which the check holds.
    var expectedStatuses: Set<Int>
    /// A text that the output must contain; nil for any output.
    var expectedOutput: String?
    /// Hides the secrets among the values and in this program's environment.
    var redactor: Redactor

    /// What a look means.
    var verdict: GateVerdict {
        GateVerdict(
            expectedStatuses: expectedStatuses, expectedOutput: expectedOutput, redactor: redactor)
    }
}
