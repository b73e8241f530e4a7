public import IncidentModel
public import SafeText

extension JournalCarryOver {
    /// What became of a damaged journal, in one sentence without a full stop.
    public var sentence: DisplayText {
        let carried: DisplayText =
            "\(events) events were carried over from a damaged record, kept as \(kept)"
        return missing.isEmpty ? carried + "; nothing is missing" : carried + "; \(missing)"
    }
}
