public import IncidentModel
import SafeText

/// The record of an incident as a Markdown document.
///
/// It says what the journal holds and nothing else; what is missing is said too.
public struct IncidentReport {
    private let state: IncidentState
    private let events: [JournalEvent]
    private let utcOffsetSeconds: Int

    /// Writes the report.
    ///
    /// - Parameters:
    ///   - state: The incident.
    ///   - events: Its events, the oldest first; when some are left out the report says how many.
    ///   - utcOffsetSeconds: The reader's distance from UTC; the report names it.
    /// - Returns: The document: facts, services, what was run, timeline from the oldest event on.
    public static func markdown(
        state: IncidentState, events: [JournalEvent], utcOffsetSeconds: Int
    ) -> String {
        let report = IncidentReport(
            state: state, events: events, utcOffsetSeconds: utcOffsetSeconds)
        let sections = [report.header, report.services, report.runs, report.timeline]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var header: [String] {
        guard let facts = state.facts else {
            return ["# Record without an incident", ""] + recordLines
        }
        return [
            "# \(MarkdownText.escaped(facts.id)): \(MarkdownText.escaped(facts.title))", "",
            "- Severity: \(facts.severity.label)",
            "- Opened: \(dateAndTime(facts.openedAt)) \(zone)",
        ] + recordLines
    }

    private var recordLines: [String] {
        var lines: [String] = []
        if let first = state.startedAt {
            lines.append("- Recorded from: \(dateAndTime(first)) \(zone)")
        }
        if let last = events.last {
            lines.append("- Newest event: \(dateAndTime(last.at)) \(zone)")
        }
        lines.append("- Events: \(state.lastSequence)")
        if state.unrecorded > 0 {
            lines.append(
                "- **Not complete:** \(state.unrecorded) events could not be recorded.")
        }
        if events.count < state.lastSequence {
            lines.append("- This report shows \(events.count) of them.")
        }
        return lines
    }

    private var services: [String] {
        guard !state.services.isEmpty else { return [] }
        let rows = state.services.values.sorted { $0.service < $1.service }.map { change in
            row([
                MarkdownText.escaped(change.service.name), MarkdownText.escaped(change.standing),
                dateAndTime(change.since), MarkdownText.escaped(change.reason),
            ])
        }
        return [
            "## Services at the end of the record", "",
            row(["Service", "Verdict", "Since", "Reason"]), row(["---", "---", "---", "---"]),
        ] + rows
    }

    private var runs: [String] {
        let runs = StepRun.all(in: events)
        guard !runs.isEmpty else { return ["## What was run", "", "Nothing."] }
        let rows = runs.map { run in
            row([
                "\(run.step.label) \(MarkdownText.escaped(run.title))",
                MarkdownText.code(run.command, inTable: true), MarkdownText.escaped(run.actor),
                dateAndTime(run.startedAt), MarkdownText.escaped(run.endPhrase),
                run.took.map(DurationText.short) ?? "",
            ])
        }
        return [
            "## What was run", "", row(["Step", "Command", "By", "Started", "End", "Took"]),
            row(["---", "---", "---", "---", "---", "---"]),
        ] + rows
    }

    private var timeline: [String] {
        let lines = events.map { event in
            let by = event.actor == "quell" ? "" : " (\(MarkdownText.escaped(event.actor)))"
            return "- \(dateAndTime(event.at)) \(MarkdownText.escaped(event.reportLine))\(by)"
        }
        return ["## Timeline", ""] + (lines.isEmpty ? ["No events."] : lines)
    }

    private var zone: String { WallClock.zoneName(utcOffsetSeconds: utcOffsetSeconds) }

    private func dateAndTime(_ moment: Timestamp) -> String {
        WallClock(moment, utcOffsetSeconds: utcOffsetSeconds).dateAndTime
    }

    private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}

extension ServiceChange {
    /// `down`, `unknown, blocked by backend`.
    var standing: DisplayText {
        switch cause {
        case .blocked(let parent): "\(to.rawValue), blocked by \(parent.name)"
        case .local: "\(to.rawValue), our own network or permissions"
        case .none, .pending, .own: DisplayText(to.rawValue)
        }
    }
}

extension JournalEvent {
    /// The headline, and the reason where it leaves one out.
    var reportLine: DisplayText {
        switch body {
        case .serviceChanged(let change) where !change.reason.isEmpty:
            "\(headline): \(change.reason)"
        case .gateChanged(_, .noData(let missing)): "\(headline): \(missing)"
        case .gateChanged(_, .unmet(let seen)): "\(headline): \(seen)"
        case .updateSent(_, let text, _): "\(headline): \(text)"
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged, .clusterChanged,
            .clusterMarked, .flappingChanged, .serviceHeld, .serviceReleased, .localTroubleChanged,
            .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten, .rollbackProposed,
            .stepStarted, .stepEnded, .stepTicked, .stepSkipped, .checkTicked,
            .gateChanged, .noteAdded, .edited, .noticed, .recordingGap:
            headline
        }
    }
}
