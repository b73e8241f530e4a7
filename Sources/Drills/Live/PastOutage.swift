import IncidentModel
import Journal
import SafeText

/// The record of an earlier outage of the staging stack: an image without a module once before, twelve days ago.
///
/// With it the demo can show what the console says about an outage that it has seen before.
struct PastOutage {
    private static let service = ServiceID("backend")
    private static let runbook = RunbookID("staging-startup-failure")
    private static let step = StepID(runbook: runbook, phase: 2, step: 2)
    private static let run = RunID("2.2-1")

    /// When it began.
    let began: Timestamp

    /// Writes the record into the folder of all incidents.
    ///
    /// - Throws: `JournalError` when the folder cannot be written.
    func write(root: String, utcOffsetSeconds: Int) throws(JournalError) {
        let folder = try IncidentFolder.createNew(
            root: root, at: began, utcOffsetSeconds: utcOffsetSeconds)
        let journal = try JournalStore(folder: folder)
        defer { journal.close() }
        for (second, actor, body) in events(id: DisplayText(folder.id)) {
            let after = Duration.seconds(second)
            _ = try journal.append(
                [body], actor: actor, at: began + after, monotonic: after.wholeNanoseconds)
        }
    }

    private func events(id: DisplayText) -> [(Int, DisplayText, EventBody)] {
        let facts = IncidentFacts(
            id: id, title: "Staging backend does not start", severity: .p1, openedAt: began,
            impact: "nobody can try the product on staging")
        return [
            (0, "quell", .consoleStarted(version: "0.1.0")),
            (1, "quell", change(.unknown, .down, "HTTP 503 Service Unavailable")),
            (1, "quell", .incidentOpened(facts)),
            (3, "quell", cluster(1, "ModuleNotFoundError: No module named 'app.services.billing'")),
            (4, "quell", cluster(2, "Container called exit(3).")),
            (40, "ada@staging", mark(.acknowledged, at: 40, "looking at the newest deploy")),
            (
                300, "ada@staging",
                .edited(
                    .why(
                        Why(
                            number: 1, question: "Why does the backend not start?",
                            answer:
                                "a line of .dockerignore kept app/services/billing out of the image",
                            isRootCause: true)))
            ),
            (
                320, "ada@staging",
                .runbookLoaded(
                    runbook: Self.runbook, title: "Staging does not start: a module is missing",
                    path: "Runbooks/staging-startup-failure.md", hash: "", steps: nil)
            ),
            (
                400, "ada@staging",
                .stepStarted(
                    step: Self.step, title: "Deploy the backend anew", run: Self.run,
                    command: "deploy backend --force-rebuild")
            ),
            (
                460, "quell",
                .stepEnded(step: Self.step, run: Self.run, end: .exited(0), took: .seconds(60))
            ),
            (470, "quell", change(.down, .up, "HTTP 200 OK")),
            (900, "ada@staging", mark(.mitigated, at: 470, "the backend serves again")),
            (
                1500, "ada@staging",
                mark(.resolved, at: 1500, "took the line out of .dockerignore and deployed anew")
            ),
            (1501, "ada@staging", .consoleStopped),
        ]
    }

    private func change(_ from: Verdict, _ to: Verdict, _ reason: DisplayText) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: Self.service, from: from, to: to, cause: to == .up ? .none : .own,
                since: began, reason: reason))
    }

    private func cluster(_ number: Int, _ template: DisplayText) -> EventBody {
        .clusterChanged(
            ClusterChange(
                cluster: ClusterID(number), moment: .appeared, template: template, severity: .error)
        )
    }

    private func mark(
        _ moment: IncidentMoment, at second: Int, _ reason: DisplayText
    ) -> EventBody {
        .edited(.moment(moment, at: began + .seconds(second), reason: reason))
    }
}
