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

    init(_ result: StepResult, expected: Set<Int>) {
        isExpected = false
        let time = result.duration.map { " after \(Self.seconds($0))" } ?? ""
        switch result.end {
        case .exited(let status) where expected.contains(Int(status)):
            isExpected = true
            // A status that was asked for is as good as 0.
            end = .exited(0)
            notice = status == 0 ? "done\(time)" : "done\(time): exit status \(status), as expected"
        case .exited(0):
            let wanted = expected.sorted().map(String.init).joined(separator: " or ")
            end = .unknown(DisplayText("exit status 0, but \(wanted) was expected"))
            notice = "exit status 0\(time), but \(wanted) was expected"
        case .exited(let status):
            end = .exited(Int(status))
            notice = "exit status \(status)\(time)" + Self.meaning(of: status)
        case .signalled(let signal):
            end = .signalled(Int(signal))
            notice = "ended by signal \(signal)\(time)"
        case .timedOut:
            end = .timedOut
            notice = "timed out\(time)"
        case .couldNotStart(let reason):
            end = .couldNotStart(DisplayText(reason))
            notice = "could not start: \(reason)"
        case .cancelled:
            end = .cancelled
            notice = "cancelled\(time)"
        case .unknown(let reason):
            end = .unknown(DisplayText(reason))
            notice = "end unknown: \(reason)"
        }
        notice += Self.remarks(result)
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

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds >= 60_000 { return DurationText.phrase(duration) }
        return milliseconds < 1000
            ? "\(milliseconds) ms" : "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
