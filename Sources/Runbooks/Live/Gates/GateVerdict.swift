import Conditions
import IncidentModel
import Processes
import SafeText

/// What one look of a verifying command says about its check.
struct GateVerdict {
    /// Exit statuses with which the check holds.
    var expectedStatuses: Set<Int>
    /// A text that the output must contain as well; nil for any output.
    var expectedOutput: String?
    /// Hides secrets in what is said.
    var redactor: Redactor

    /// The state after a look.
    ///
    /// Only a command that ran to its end by itself can say that a check holds or does not: all else is
    /// no data, and so is what a shell says of a program that it could not start or that was killed
    /// (POSIX.1-2017 §2.8.2), unless the author expects that very status.
    ///
    /// - Parameters:
    ///   - end: How the command ended.
    ///   - output: What it wrote.
    ///   - now: The moment since which the check holds if it does.
    /// - Returns: Met, unmet or no data.
    func state(after end: ProcessEnd, output: GateOutput, at now: Timestamp) -> GateState {
        switch end {
        case .exited(let status) where expectedStatuses.contains(Int(status)):
            var written = output
            if written.hasExpected() { return .met(at: now) }
            let wanted = redactor.redact(DisplayText("“\(expectedOutput ?? "")”"))
            return .unmet(
                telling(wanted + " is not in its output", output, .standardOutput))
        case .exited(let status):
            return unexpected(status, output)
        case .signalled(let signal):
            return .noData(telling("ended by signal \(signal)", output, .standardError))
        case .timedOut:
            return .noData(telling("timed out", output, .standardError))
        case .couldNotStart(let reason):
            return .noData(redactor.redact(DisplayText("could not start: \(reason)")))
        case .cancelled:
            return .noData("it was stopped before its end")
        }
    }

    private func unexpected(_ status: Int32, _ output: GateOutput) -> GateState {
        switch status {
        case 126: return .noData(telling("cannot be executed", output, .standardError))
        case 127: return .noData(telling("command not found", output, .standardError))
        case 129...192:
            let what = DisplayText("signal \(status - 128) ended its last command")
            return .noData(telling(what, output, .standardError))
        default: break
        }
        let usual = expectedStatuses == [0]
        let wanted = expectedStatuses.sorted().map(String.init).joined(separator: " or ")
        let what = "exit status \(status)" + (usual ? "" : ", expected \(wanted)")
        return .unmet(telling(DisplayText(what), output, .standardError))
    }

    private func telling(
        _ what: DisplayText, _ output: GateOutput, _ stream: ProcessStream
    ) -> DisplayText {
        let line = output.lastLine(preferring: stream, redactor)
        return line.isEmpty ? what : what + ": " + line
    }
}
