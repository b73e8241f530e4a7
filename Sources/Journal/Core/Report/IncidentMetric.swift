import IncidentModel
import SafeText

/// A time from one moment of the incident to another, with its definition and the events that it rests on.
struct IncidentMetric: Hashable, Sendable {
    /// What is measured.
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case detect, acknowledge, mitigate, resolve

        /// `Time to detect`.
        var title: String { "Time to \(rawValue)" }

        /// From what to what.
        var definition: String {
            switch self {
            case .detect: "from the onset to the detection"
            case .acknowledge: "from the detection to the first acknowledgement"
            case .mitigate: "from the onset (else the detection) to the mitigation that stands"
            case .resolve: "from the onset (else the detection) to the resolution that stands"
            }
        }
    }

    /// A moment and the event that tells it.
    struct Mark: Hashable, Sendable {
        var at: Timestamp
        /// The event's number; nil when its event is not among those given.
        var event: Int?
        /// What it says, such as `backend DOWN`.
        var text: DisplayText
    }

    var kind: Kind
    var from: Mark?
    var to: Mark?

    /// The time; nil when one of the moments is not recorded.
    ///
    /// Negative when people said so.
    var duration: Duration? {
        guard let from, let to else { return nil }
        return to.at - from.at
    }

    /// All four, in the order of an incident's life.
    static func all(state: IncidentState, events: [JournalEvent]) -> [IncidentMetric] {
        let marks = Marks(state: state, events: events)
        let beginning = marks.onset ?? marks.detected
        return [
            IncidentMetric(kind: .detect, from: marks.onset, to: marks.detected),
            IncidentMetric(kind: .acknowledge, from: marks.detected, to: marks.acknowledged),
            IncidentMetric(kind: .mitigate, from: beginning, to: marks.mitigated),
            IncidentMetric(kind: .resolve, from: beginning, to: marks.resolved),
        ]
    }

    /// The moments that an incident's times are taken between.
    private struct Marks {
        /// The first service that was down by its own fault, in retrospect.
        var onset: Mark?
        var detected: Mark?
        var acknowledged: Mark?
        var mitigated: Mark?
        var resolved: Mark?

        init(state: IncidentState, events: [JournalEvent]) {
            for event in events { take(event) }
            if detected == nil, let facts = state.facts {
                detected = Mark(at: facts.countsFrom, event: nil, text: "incident opened")
            }
        }

        private mutating func take(_ event: JournalEvent) {
            let number = event.sequence
            if case .serviceChanged(let change) = event.body, onset == nil, change.to == .down,
                change.cause == .own
            {
                onset = Mark(at: change.since, event: number, text: change.headline)
            }
            if case .incidentOpened(let facts) = event.body {
                detected = Mark(at: facts.countsFrom, event: number, text: "incident opened")
            }
            guard case .edited(let edit) = event.body else { return }
            if case .detection(let at, _) = edit {
                detected = Mark(at: at, event: number, text: "detection corrected")
            }
            if case .moment(let moment, let at, _, _) = edit {
                take(moment, Mark(at: at, event: number, text: DisplayText(moment.rawValue)))
            }
        }

        private mutating func take(_ moment: IncidentMoment, _ mark: Mark) {
            switch moment {
            case .detected: detected = mark
            case .acknowledged: if acknowledged == nil { acknowledged = mark }
            case .mitigated: mitigated = mark
            case .resolved: resolved = mark
            case .reopened: (mitigated, resolved) = (nil, nil)
            }
        }
    }
}
