import Conditions
import IncidentModel
import Processes
import SafeText

/// How a command's end is told, and what it means for the commands after it.
struct EndReport {
    /// The end of the step if it stops here.
    var end: IncidentModel.StepEnd
    /// True when the next command may run.
    var isExpected: Bool
    /// A sentence for the output.
    var notice: String

    /// True when the command may be tried again: it ran, and ended in a way that may be chance.
    var mayBeTriedAgain = false

    /// Judges an end by what the block says.
    ///
    /// - Parameters:
    ///   - result: How the command ended.
    ///   - rule: How it has to end.
    ///   - wroteExpected: False when its output lacks the text that it must contain.
    init(_ result: StepResult, rule: RunRecord.Command, wroteExpected: Bool) {
        let time = result.duration.map { " after \(Self.seconds($0))" } ?? ""
        switch result.end {
        case .exited(let status):
            self.init(status: status, time, rule, wroteExpected)
        case .signalled(let signal):
            self.init(.signalled(Int(signal)), "ended by signal \(signal)\(time)", again: true)
        case .timedOut:
            self.init(.timedOut, "timed out\(time)", again: true)
        case .couldNotStart(let reason):
            self.init(.couldNotStart(DisplayText(reason)), "could not start: \(reason)")
        case .cancelled:
            self.init(.cancelled, "cancelled\(time)")
        case .unknown(let reason):
            self.init(.unknown(DisplayText(reason)), "end unknown: \(reason)")
        }
        notice += Self.remarks(result)
    }

    private init(_ end: IncidentModel.StepEnd, _ notice: String, again: Bool = false) {
        self.end = end
        self.notice = notice
        isExpected = false
        mayBeTriedAgain = again
    }

    private init(
        status: Int32, _ time: String, _ rule: RunRecord.Command, _ wroteExpected: Bool
    ) {
        let isExpectedStatus = rule.expectedStatuses.contains(Int(status))
        if isExpectedStatus, wroteExpected {
            // A status that was asked for is as good as 0.
            let remark = status == 0 ? "" : ": exit status \(status), as expected"
            self.init(.exited(0), "done\(time)\(remark)")
            isExpected = true
        } else if isExpectedStatus {
            let lack = "its output does not contain “\(rule.expectedOutput ?? "")”"
            let text = "exit status \(status), but \(lack)"
            self.init(
                .unknown(DisplayText(text)), "exit status \(status)\(time), but \(lack)",
                again: true)
        } else if status == 0 {
            let lack = "but \(rule.expectedWords) was expected"
            let text = "exit status 0, \(lack)"
            self.init(.unknown(DisplayText(text)), "exit status 0\(time), \(lack)", again: true)
        } else {
            self.init(
                .exited(Int(status)), "exit status \(status)\(time)" + Self.meaning(of: status),
                again: true)
        }
    }

    /// Says that an output was not taken for a variable; what follows would run without it.
    mutating func refuseCapture(_ name: String, _ reason: String) {
        let sentence = "\(name) does not get its output: \(reason)"
        end = .unknown(DisplayText(sentence))
        notice += "; \(sentence)"
        isExpected = false
    }

    private static func remarks(_ result: StepResult) -> String {
        var remarks = ""
        if result.survivors > 0 { remarks += "; \(result.survivors) processes could not be ended" }
        if result.droppedBytes > 0 {
            remarks += "; \(result.droppedBytes) bytes of output were dropped"
        }
        if result.backgroundHolder { remarks += "; a background child still holds the output" }
        return remarks
    }

    /// What shells mean by a status (POSIX.1-2017 §2.8.2).
    private static func meaning(of status: Int32) -> String {
        switch status {
        case 126: " (cannot be executed)"
        case 127: " (command not found)"
        case 129...192: " (signal \(status - 128) ended its last command)"
        default: ""
        }
    }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds >= 60_000 { return DurationText.phrase(duration) }
        return milliseconds < 1000
            ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
