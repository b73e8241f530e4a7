import IncidentModel
import SafeText

extension CheckpointWriter {
    /// Writes a text that is safe to show.
    mutating func write(_ text: DisplayText) { write(text.string.utf8) }

    /// Writes a moment that may be missing.
    mutating func write(_ moment: Timestamp?) {
        write(moment != nil)
        write(Int(moment?.nanoseconds ?? 0))
    }

    /// Writes a priority that may be missing.
    mutating func write(_ priority: Priority?) { write(priority?.rawValue ?? -1) }

    /// Writes a person's decision.
    mutating func write(_ action: RecordedClusterAction) {
        write(Int(action.at.nanoseconds))
        write(action.cluster)
        switch action.action {
        case .link(let cause):
            write(0)
            write(cause)
        case .unlink: write(1)
        case .merge(let target):
            write(2)
            write(target)
        case .split(let variable):
            write(3)
            write(variable)
        case .pin(let flag):
            write(4)
            write(flag)
        case .mute(let flag):
            write(5)
            write(flag)
        case .setPriority(let priority):
            write(6)
            write(priority)
        case .markFixed(let flag):
            write(7)
            write(flag)
        }
    }

    private mutating func write(_ reference: ClusterReference) {
        write(reference.id.number)
        write(reference.template)
    }
}

extension CheckpointReader {
    /// The next text, made safe once more.
    mutating func displayText() throws(CheckpointError) -> DisplayText {
        DisplayText(bytes: try text())
    }

    /// The next moment that may be missing.
    mutating func timestamp() throws(CheckpointError) -> Timestamp? {
        let isThere = try flag()
        let moment = try number()
        return isThere ? Timestamp(nanoseconds: Int64(moment)) : nil
    }

    /// The next priority that may be missing.
    mutating func priority() throws(CheckpointError) -> Priority? {
        Priority(rawValue: try number(in: -1...(Priority.allCases.count - 1)))
    }

    /// The next decision of a person.
    mutating func action() throws(CheckpointError) -> RecordedClusterAction {
        let at = Timestamp(nanoseconds: Int64(try number()))
        let cluster = try reference()
        return RecordedClusterAction(at: at, cluster: cluster, action: try decision())
    }

    private mutating func decision() throws(CheckpointError) -> ClusterAction {
        switch try number(in: 0...7) {
        case 0: return .link(symptomOf: try reference())
        case 1: return .unlink
        case 2: return .merge(into: try reference())
        case 3: return .split(variable: try number())
        case 4: return .pin(try flag())
        case 5: return .mute(try flag())
        case 6: return .setPriority(try priority())
        default: return .markFixed(try flag())
        }
    }

    private mutating func reference() throws(CheckpointError) -> ClusterReference {
        let number = try number()
        return ClusterReference(id: ClusterID(number), template: try displayText())
    }
}
