import IncidentModel
import SafeText

/// What is said about steps, checks and gates, in the pane and in details.
enum StepWords {
    /// The role of a step's sign.
    static func role(of state: StepState) -> ThemeRole {
        switch state {
        case .pending: .pending
        case .running: .running
        case .ended(.unknown, _, _, _): .unclear
        case .ended(let end, _, _, _): end.isSuccess ? .done : .failed
        case .ticked: .done
        case .skipped: .skipped
        }
    }

    /// The role of a danger.
    static func role(of danger: Danger) -> ThemeRole {
        switch danger {
        case .reads: .reads
        case .unknown: .unclear
        case .changes: .changes
        case .destroys: .destroys
        }
    }

    /// The danger in words.
    static func words(_ danger: Danger) -> String {
        switch danger {
        case .reads: "only reads"
        case .unknown: "effect unknown"
        case .changes: "changes things"
        case .destroys: "destroys"
        }
    }

    /// What some commands do, after their number.
    static func counted(_ danger: Danger, _ count: Int) -> String {
        switch danger {
        case .reads: count == 1 ? "only reads" : "only read"
        case .unknown: count == 1 ? "has an unknown effect" : "have unknown effects"
        case .changes: count == 1 ? "changes things" : "change things"
        case .destroys: count == 1 ? "destroys" : "destroy"
        }
    }

    /// A warning for a step that is still to be run; empty for one that only reads.
    static func warning(_ danger: Danger, _ glyphs: GlyphSet) -> StyledText {
        switch danger {
        case .reads: StyledText()
        case .unknown: StyledText("? effect unknown", .unclear)
        case .changes: StyledText("\(glyphs.warning) changes", .changes)
        case .destroys: StyledText("\(glyphs.warning) destroys", .destroys)
        }
    }

    /// How a run ended, in words such as `exit 3`.
    static func end(_ end: StepEnd) -> String { end.phrase.string }

    /// Where a gate stands, in a few words.
    static func gate(_ state: GateState?, now: Timestamp?) -> StyledText {
        switch state {
        case nil: StyledText("not judged yet", .gateNoData)
        case .noData: StyledText("no data", .gateNoData)
        case .unmet: StyledText("unmet", .gateUnmet)
        case .holding(_, let remaining):
            StyledText("\(DurationText.clock(roundedUp(remaining))) left", .gateHolding)
        case .met: StyledText("met", .gateMet)
        }
    }

    /// What a gate is missing, or what was seen; empty when it says all already.
    static func gateReason(_ state: GateState?) -> String {
        switch state {
        case .noData(let what), .unmet(let what): what.string
        case .holding, .met, nil: ""
        }
    }

    /// Whole seconds, so that a countdown ends with `00:01` and not a second early with `00:00`.
    private static func roundedUp(_ duration: Duration) -> Duration {
        .seconds((max(0, duration.wholeNanoseconds) + 999_999_999) / 1_000_000_000)
    }
}
