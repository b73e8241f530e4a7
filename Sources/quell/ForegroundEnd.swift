import IncidentModel
import Processes
import SafeText

extension Processes.StepEnd {
    /// The same end for the journal.
    var modelled: IncidentModel.StepEnd {
        switch self {
        case .exited(let status): .exited(Int(status))
        case .signalled(let number): .signalled(Int(number))
        case .timedOut: .timedOut
        case .couldNotStart(let reason): .couldNotStart(DisplayText(reason))
        case .cancelled: .cancelled
        case .unknown(let reason): .unknown(DisplayText(reason))
        }
    }
}
