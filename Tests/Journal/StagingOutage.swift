import IncidentModel
import SafeText

/// A short outage, told in eleven events.
enum StagingOutage {
    private static let start = Timestamp(seconds: 1_795_228_200)
    private static let remediation = RunbookID("remediation")

    static func replayed() -> (IncidentState, [JournalEvent]) {
        let events = entries.enumerated().map { index, entry in
            JournalEvent(
                sequence: index + 1, at: start + .seconds(entry.second), monotonic: 0,
                actor: entry.actor, body: entry.body)
        }
        var state = IncidentState()
        for event in events { state.apply(event) }
        return (state, events)
    }

    private static var entries: [(second: Int, actor: DisplayText, body: EventBody)] {
        let (find, deploy) = (step(1), step(2))
        let facts = IncidentFacts(
            id: "INC-20261121-0232", title: "Staging down | all of it", severity: .p0,
            openedAt: start + .seconds(125))
        return [
            (0, "quell", .consoleStarted(version: "1")),
            (2, "quell", change("auth", to: .down, .blocked(by: ServiceID("backend")), at: 2)),
            (125, "ada@web-1", .incidentOpened(facts)),
            (
                180, "ada@web-1",
                .stepStarted(
                    step: find, title: "Fix .dockerignore", run: RunID("1.1-1"),
                    command: "grep -n 'a|b' .dockerignore")
            ),
            (
                181, "quell",
                .stepEnded(
                    step: find, run: RunID("1.1-1"), end: .exited(1), took: .milliseconds(86))
            ),
            (
                240, "quell",
                .gateChanged(
                    check: CheckID(step: deploy, index: 0), state: .unmet("503 from backend"))
            ),
            (
                300, "ada@web-1",
                .stepStarted(
                    step: deploy, title: "Deploy", run: RunID("1.2-1"), command: "./deploy backend")
            ),
            (360, "quell", .recordingGap(events: 4, reason: "The disk is full.")),
            (480, "quell", change("backend", to: .up, .none, at: 480)),
            (540, "ada@web-1", .noteAdded("*not* <b>bold</b>")),
            (
                600, "ada@web-1",
                .updateSent(audience: "engineering", text: "conditions better")
            ),
        ]
    }

    private static func step(_ number: Int) -> StepID {
        StepID(runbook: remediation, phase: 1, step: number)
    }

    private static func change(
        _ service: DisplayText, to verdict: Verdict, _ cause: Cause, at second: Int
    ) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID(service), from: .unknown, to: verdict, cause: cause,
                since: start + .seconds(second), reason: verdict == .up ? "" : "no answer"))
    }
}
