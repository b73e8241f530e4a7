import IncidentModel
import SafeText

@testable import Journal

/// The outage of the seeds as a whole record: what their documents tell, as the events that a console records.
extension StagingOutage {
    static let opened = Timestamp(seconds: 1_795_228_200)
    private static let ada: DisplayText = "ada@web-1"
    private static let moduleCluster = ClusterReference(
        id: ClusterID(1), template: "ModuleNotFoundError: No module named <*>")
    private static let healthCluster = ClusterReference(
        id: ClusterID(2), template: "GET /health <*> 503")

    /// The whole record, folded.
    static func recorded() -> (IncidentState, [JournalEvent]) {
        let entries = onset + opening + analysis + repair + ending
        let events = entries.enumerated().map { index, entry in
            JournalEvent(
                sequence: index + 1, at: moment(entry.0), monotonic: 0, actor: entry.1,
                body: entry.2)
        }
        var state = IncidentState()
        for event in events { state.apply(event) }
        return (state, events)
    }

    /// The account of it, as a reader in UTC gets it.
    static func account(utcOffsetSeconds: Int = 0) -> IncidentAccount {
        let (state, events) = recorded()
        return IncidentAccount(
            state: state, events: events, chain: .intact(events: events.count, head: "c0ffee"),
            utcOffsetSeconds: utcOffsetSeconds)
    }

    private static func moment(_ minute: Int) -> Timestamp { opened + .seconds(minute * 60) }

    private typealias Entry = (Int, DisplayText, EventBody)

    private static var onset: [Entry] {
        [
            (0, "quell", .consoleStarted(version: "1")),
            (0, "quell", service("backend", .up, .none, "", from: .unknown, at: 0)),
            (0, "quell", service("frontend", .up, .none, "", from: .unknown, at: 0)),
            (
                2, "quell",
                service("backend", .down, .own, "503 Service Unavailable", from: .up, at: 2)
            ),
            (
                2, "quell",
                service(
                    "auth", .down, .blocked(by: ServiceID("backend")), "no answer", from: .up, at: 2
                )
            ),
            (
                3, "quell",
                service(
                    "frontend", .down, .blocked(by: ServiceID("backend")), "502 Bad Gateway",
                    from: .up, at: 3)
            ),
            (3, "quell", cluster(moduleCluster, .appeared, .critical)),
            (3, "quell", cluster(healthCluster, .appeared, .error)),
            (
                4, "quell",
                .noticed(
                    .change(
                        ObservedChange(
                            source: "deploys", id: "3f2a91c", at: moment(-10),
                            title: "Exclude monitoring | build smaller images", author: "bob",
                            services: [ServiceID("backend")])))
            ),
        ]
    }

    private static var opening: [Entry] {
        let facts = IncidentFacts(
            id: "INC-20261121-0232", title: "Staging down | all of it", severity: .p1,
            openedAt: moment(5), impact: "$500K+ ARR: nobody can log in",
            cadences: [
                UpdateCadence(audience: "engineering", every: .seconds(1800)),
                UpdateCadence(audience: "business", every: .seconds(3600)),
            ], escalateAfter: .seconds(7200), escalateTo: "the platform lead")
        return [
            (5, ada, .incidentOpened(facts)),
            (5, ada, .edited(.detection(at: moment(4), reason: "the pager was first"))),
            (6, ada, .edited(.severity(.p0, reason: "everything is down"))),
            (6, ada, .edited(.moment(.acknowledged, at: moment(6), reason: "on it"))),
            (7, ada, .edited(.role(.commander, person: "ada", note: ""))),
            (7, ada, .edited(.role(.liaison, person: "eve", note: ""))),
            (
                8, "quell",
                .noticed(
                    .similar(
                        SimilarIncident(
                            id: "INC-20261002-1100", title: "Import failed",
                            openedAt: moment(-70_000),
                            score: 72, shared: ["root backend"], solvedBy: "rollback of 00743")))
            ),
            (9, ada, .edited(.link(to: "#1278", note: "VPC connector and Cloud SQL"))),
        ]
    }

    private static var analysis: [Entry] {
        let questions: [(DisplayText, DisplayText, [PickedEvidence])] = [
            (
                "Why do all services return 503?", "The containers fail to start",
                [.reading(ServiceID("backend"), text: "503 Service Unavailable", at: moment(2))]
            ),
            (
                "Why do they fail to start?", "The middleware fails while it is set up",
                [.cluster(moduleCluster, text: "107 errors")]
            ),
            ("Why is the module missing?", "`.dockerignore` excludes **/monitoring/", []),
        ]
        let whys = questions.enumerated().map { index, entry -> Entry in
            (
                12 + index, ada,
                .edited(
                    .why(
                        Why(
                            number: index + 1, question: entry.0, answer: entry.1,
                            evidence: entry.2, isRootCause: index == 2)))
            )
        }
        return whys + [
            (
                15, ada,
                .edited(
                    .hypothesis(
                        Hypothesis(
                            number: 1, text: "Cloud SQL times out", standing: .discarded,
                            reason: "a query takes 3 ms")))
            ),
            (15, ada, .clusterMarked(healthCluster, .link(symptomOf: moduleCluster))),
            (15, ada, .clusterMarked(moduleCluster, .setPriority(.p0))),
            (
                16, ada,
                .updateSent(
                    audience: "engineering", text: "## Conditions\n- backend is down",
                    by: .clipboard)
            ),
            (16, ada, .noteAdded("*not* <b>bold</b> @everyone", about: nil)),
        ]
    }

    private static var repair: [Entry] {
        let (build, deploy) = (step(1, 1), step(1, 2))
        return [
            (
                18, ada,
                .stepStarted(step: build, title: "Build", run: RunID("a"), command: "make a|b")
            ),
            (
                19, "quell",
                .stepEnded(step: build, run: RunID("a"), end: .exited(2), took: .seconds(50))
            ),
            (
                20, ada,
                .stepStarted(step: build, title: "Build", run: RunID("b"), command: "make a|b")
            ),
            (
                21, "quell",
                .stepEnded(step: build, run: RunID("b"), end: .exited(0), took: .seconds(55))
            ),
            (
                21, ada,
                .fileWritten(
                    file: FileID(step: build, index: 0), path: ".dockerignore", hash: "abc")
            ),
            (
                22, ada,
                .stepStarted(step: deploy, title: "Deploy", run: RunID("c"), command: "./deploy")
            ),
            (
                23, "quell",
                .stepEnded(
                    step: deploy, run: RunID("c"), end: .unknown("nobody saw it"),
                    took: .seconds(60))
            ),
            (
                24, "quell",
                .rollbackProposed(
                    runbook: RunbookID("remediation"), phase: 1, reason: "the gate stayed unmet")
            ),
            (
                25, ada,
                .stepStarted(
                    step: step(9, 1), title: "Switch back", run: RunID("d"), command: "back")
            ),
            (
                26, "quell",
                .stepEnded(step: step(9, 1), run: RunID("d"), end: .exited(0), took: .seconds(9))
            ),
        ]
    }

    private static var ending: [Entry] {
        let items: [(DisplayText, ActionItem.Horizon, DisplayText, String?, Bool)] = [
            ("Fix .dockerignore", .immediate, "ada", nil, true),
            ("Test imports before a deploy", .shortTerm, "bob", "2026-11-30", false),
            ("Map critical modules", .longTerm, "", nil, false),
        ]
        let actions = items.enumerated().map { index, item -> Entry in
            let action = ActionItem(
                number: index + 1, text: item.0, horizon: item.1, owner: item.2,
                due: item.3.flatMap { CalendarDay($0) }, isDone: item.4)
            return (28, ada, .edited(.actionItem(action)))
        }
        return [
            (27, "quell", service("backend", .up, .none, "", from: .down, at: 27)),
            (27, "quell", service("auth", .up, .none, "", from: .down, at: 27)),
            (27, "quell", service("frontend", .up, .none, "", from: .down, at: 27)),
            (28, "quell", cluster(moduleCluster, .fellSilent, .critical)),
            (28, ada, .clusterMarked(moduleCluster, .markFixed(true))),
            (28, ada, .edited(.moment(.mitigated, at: moment(27), reason: "logins work"))),
            (29, ada, .edited(.criterion(CriterionID("a user can log in"), holds: true))),
            (
                29, "quell",
                .noticed(.criterion(CriterionID("errors < 5/h"), .unmet("45 in the last hour")))
            ),
            (29, ada, .edited(.role(.commander, person: "eve", note: "all quiet"))),
            (29, "quell", .recordingGap(events: 4, reason: "the disk is full")),
        ] + actions + [
            (
                47, "eve@web-2",
                .edited(
                    .moment(
                        .resolved, at: moment(46), reason: "errors are old ones",
                        unmet: ["errors < 5/h"]))
            ),
            (48, "quell", .consoleStopped),
        ]
    }

    private static func step(_ phase: Int, _ number: Int) -> StepID {
        StepID(runbook: RunbookID("remediation"), phase: phase, step: number)
    }

    private static func cluster(
        _ reference: ClusterReference, _ moment: ClusterMoment, _ severity: Severity
    ) -> EventBody {
        .clusterChanged(
            ClusterChange(
                cluster: reference.id, moment: moment, template: reference.template,
                severity: severity))
    }

    private static func service(
        _ name: DisplayText, _ to: Verdict, _ cause: Cause, _ reason: DisplayText, from: Verdict,
        at minute: Int
    ) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID(name), from: from, to: to, cause: cause, since: moment(minute),
                reason: reason))
    }
}
