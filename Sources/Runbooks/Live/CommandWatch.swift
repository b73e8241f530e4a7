import Processes

/// One command that is followed, and what its output has to show.
struct CommandWatch {
    /// Which try it is, from 1.
    let attempt: Int
    var attachment: StepAttachment?
    /// True once it was asked to end.
    private(set) var isStopped = false
    private var expected: ExpectedText?
    private var captured: CapturedText?

    init(_ rule: RunRecord.Command, attempt: Int) {
        self.attempt = attempt
        expected = rule.expectedOutput.map { ExpectedText($0) }
        captured = rule.capture.map { _ in CapturedText() }
    }

    mutating func take(_ piece: StepOutput) {
        expected?.take(piece.stream, piece.bytes)
        if piece.stream == .standardOutput { captured?.take(piece.bytes) }
    }

    /// Asks the command to end; again is more strongly.
    mutating func cancel() {
        isStopped = true
        attachment?.cancel()
    }

    /// True when nothing is missing in its output.
    mutating func wroteExpected() -> Bool { expected?.isMet() ?? true }

    /// Its standard output for a variable; nil when none takes it.
    func capturedText() throws(CapturedText.Refusal) -> String? { try captured?.text() }
}
