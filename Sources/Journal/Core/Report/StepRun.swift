import IncidentModel
import SafeText

/// One run of a step as the journal tells it: its start, and its end if that was seen.
struct StepRun: Hashable {
    var step: StepID
    var title: DisplayText
    var command: DisplayText
    var actor: DisplayText
    var startedAt: Timestamp
    var end: StepEnd?
    var took: Duration?

    /// How it ended, in words.
    var endPhrase: DisplayText {
        switch end {
        case .exited(let status): "exit \(status)"
        case .some(let end): end.phrase
        case nil: "no end recorded"
        }
    }

    /// The runs of some events, by their start.
    ///
    /// An end without a start is left out: its start is
    /// then not among the events, which the report says of the events as a whole.
    static func all(in events: [JournalEvent]) -> [StepRun] {
        var runs: [StepRun] = []
        var positions: [RunID: Int] = [:]
        for event in events {
            if case .stepStarted(let step, let title, let run, let command) = event.body {
                positions[run] = runs.count
                runs.append(
                    StepRun(
                        step: step, title: title, command: command, actor: event.actor,
                        startedAt: event.at))
            }
            if case .stepEnded(_, let run, let end, let took) = event.body,
                let position = positions[run]
            {
                runs[position].end = end
                runs[position].took = took
            }
        }
        return runs
    }
}
