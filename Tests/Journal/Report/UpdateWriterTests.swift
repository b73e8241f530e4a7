import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct UpdateWriterTests {
    /// The outage up to a minute, and the draft that an audience would get then.
    private func draft(
        _ audience: DisplayText, minute: Int, plans: [RunbookPlan] = [],
        criteria: [ExitCriterion] = []
    ) -> String {
        let now = StagingOutage.opened + .seconds(minute * 60)
        let events = StagingOutage.recorded().1.filter { $0.at <= now }
        var state = IncidentState()
        for event in events { state.apply(event) }
        return UpdateWriter.draft(
            for: audience, state: state, events: events, criteria: criteria, plans: plans, now: now,
            utcOffsetSeconds: 3600)
    }

    @Test func firstDraftForEngineering() {
        #expect(
            draft("engineering", minute: 14) == """
                **INC-20261121-0232, P0, acknowledged, for 10 min so far:** Staging down | all of it

                ## Conditions

                - Impact: $500K+ ARR: nobody can log in
                - Somebody takes care of it since 03:36: on it
                - Severity is now P0: everything is down
                - None of 3 services is available
                - backend is down since 03:32 (12 min): 503 Service Unavailable; it blocks auth, frontend
                - New log cluster 1 (critical): `ModuleNotFoundError: No module named <*>`
                - New log cluster 2 (error): `GET /health <*> 503`
                - Root cause: \\`.dockerignore\\` excludes \\*\\*/monitoring/
                - Changed 12 min before: deploys 3f2a91c: Exclude monitoring | build smaller images (bob)

                ## Actions

                Nothing.

                ## Needs

                - Nobody has these roles: operations, scribe
                - Escalation to the platform lead at 05:34, in 1 h 50 min, if it is not resolved

                The next update is due at 04:14 UTC+01:00, in 30 min.

                """)
    }

    @Test func laterDraftTellsOnlyWhatIsNew() {
        let text = draft("engineering", minute: 26)
        #expect(!text.contains("Severity is now"))
        #expect(!text.contains("New log cluster"))
        #expect(text.contains("- Not done: step 1.2 Deploy, end unknown: nobody saw it"))
        #expect(text.contains("- Done: step 1.1 Build in 55 s"))
        #expect(!text.contains("exit 2"), "of several runs of a step the newest counts")
        #expect(
            text.contains("- Rollback of phase 1 of remediation is proposed: the gate stayed unmet")
        )
        #expect(text.contains("- A decision on the rollback of phase 1 of remediation"))
        #expect(text.contains("- Wrote `.dockerignore`"))
        #expect(text.contains("ada@web-1 notes:"))
    }

    @Test func draftForBusinessPutsImpactFirstAndNamesNoTemplate() {
        #expect(
            draft("business", minute: 26) == """
                **INC-20261121-0232, P0, acknowledged, for 22 min so far:** Staging down | all of it

                ## Conditions

                - Impact: $500K+ ARR: nobody can log in
                - Somebody takes care of it since 03:36: on it
                - Severity is now P0: everything is down
                - None of 3 services is available
                - backend is not available since 03:32 (24 min), and because of it: auth, frontend
                - The cause is known: \\`.dockerignore\\` excludes \\*\\*/monitoring/

                ## Actions

                - Steps of the repair: 2 done, 1 did not work
                - A repair did not bring what was expected; undoing it is up

                ## Needs

                - Escalation to the platform lead at 05:34, in 1 h 38 min, if it is not resolved

                The next update is due at 04:56 UTC+01:00, in 1 h.

                """)
    }

    @Test func betterNewsAndCriteria() {
        let text = draft("engineering", minute: 29)
        #expect(text.contains("- Users are no longer hurt since 03:57: logins work"))
        #expect(text.contains("- All 3 services are available"))
        #expect(text.contains("- Available again: auth (03:57), backend (03:57), frontend (03:57)"))
        #expect(text.contains("- Log cluster 1 fell silent: `ModuleNotFoundError"))
        #expect(text.contains("- Exit criteria that hold: 1 of 2"))
        #expect(text.contains("- Does not hold: errors < 5/h (45 in the last hour)"))
    }

    @Test func lastUpdateSaysSo() {
        let text = draft("engineering", minute: 48)
        #expect(text.contains("resolved after 42 min:**"))
        #expect(text.contains("- Resolved at 04:16 although this does not hold: errors < 5/h"))
        #expect(text.contains("- Action items still open: 2, 1 of them without an owner"))
        #expect(text.hasSuffix("This is the last update: it is resolved.\n"))
    }

    @Test func plansTellTheNextPhaseAndTheMissingValues() {
        let runbook = RunbookID("remediation")
        let step = StepPlan(
            id: StepID(runbook: runbook, phase: 2, step: 1), title: "Provision", line: 9)
        var plan = RunbookPlan(
            id: runbook, title: "Remediation", path: "r.md", contentHash: "00",
            phases: [
                PhasePlan(
                    number: 2, title: "Provision", line: 8, budget: .seconds(3600), steps: [step])
            ])
        plan.variables = [
            RunbookVariable(written: "<db>", name: "db", prompt: "which instance", line: 9),
            RunbookVariable(written: "<key>", name: "key", isSecret: true, line: 9),
        ]
        let text = draft("engineering", minute: 26, plans: [plan])
        #expect(text.contains("- Next: phase 2, Provision (1 h)"))
        #expect(text.contains("- A value for `<db>` (which instance)"))
        #expect(!text.contains("<key>"))
    }

    @Test func liveServicesWinOverTheJournal() {
        var status = ServiceStatus(id: ServiceID("cache"))
        status.verdict = .degraded
        status.reason = "slow"
        let (state, events) = StagingOutage.recorded()
        let text = UpdateWriter.draft(
            for: "engineering", state: state, events: events, services: [status],
            now: StagingOutage.opened, utcOffsetSeconds: 0)
        #expect(text.contains("- cache is degraded: slow"))
    }

    @Test func withoutAnIncidentNothingIsMadeUp() {
        let text = UpdateWriter.draft(
            for: "engineering", state: IncidentState(), events: [], now: StagingOutage.opened,
            utcOffsetSeconds: 0)
        #expect(text.hasPrefix("**No incident is open**\n"))
        #expect(text.hasSuffix("No time is agreed for the next update.\n"))
    }

    @Test(arguments: [
        ("business", UpdateTone.plain), ("Customer Support", .plain), ("engineering", .technical),
        ("ops", .technical), ("management", .plain), ("sre", .technical),
    ])
    func audiencesAreToldInTheirWords(audience: String, tone: UpdateTone) {
        #expect(UpdateTone(for: DisplayText(audience)) == tone)
    }
}
