import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentTableTests {
    @Test func listIsATableWithTheTitleLast() {
        let (_, events) = StagingOutage.replayed()
        var first = IncidentSummary(
            id: "INC-20261121-0232", title: "Staging down", severity: .p0,
            startedAt: events.first?.at, lastEvent: events.last,
            standing: .recording(by: "7@web-1"))
        first.status = .mitigated
        first.countsFrom = events[2].at
        let list = IncidentTable.list(
            [
                first,
                IncidentSummary(
                    id: "INC-2", startedAt: events.first?.at, lastEvent: events.first,
                    standing: .interrupted),
                IncidentSummary(id: "INC-3", standing: .unreadable("It is damaged.")),
            ], utcOffsetSeconds: 0)
        #expect(
            list == """
                ID                 SEV  STATUS     STARTED              DURATION  EVENTS  STATE                       TITLE
                INC-20261121-0232  P0   mitigated  2026-11-21 02:30:00  7 min     11      recording (7@web-1)         Staging down
                INC-2              -    -          2026-11-21 02:30:00  -         1       interrupted                 -
                INC-3              -    -          -                    -         0       unreadable: It is damaged.  -

                """)
    }

    @Test func emptyListSaysSo() {
        #expect(IncidentTable.list([], utcOffsetSeconds: 0) == "No incidents.\n")
    }

    @Test func oneIncidentShowsFactsServicesAndNewestEvents() {
        let (state, events) = StagingOutage.replayed()
        let summary = IncidentSummary(id: "INC-20261121-0232", standing: .ended)
        let page = TimelinePage(total: 11, events: Array(events.suffix(2).reversed()), offset: 0)
        let text = IncidentTable.show(summary, state: state, page: page, utcOffsetSeconds: 0)
        #expect(
            text == """
                id            INC-20261121-0232
                state         ended
                title         Staging down | all of it
                severity      P0
                status        open
                opened        2026-11-21 02:32:05
                started       2026-11-21 02:30:00
                events        11
                not recorded  4
                time zone     UTC

                Services
                  auth     down, blocked by backend  2026-11-21 02:30:02  no answer
                  backend  up                        2026-11-21 02:38:00  \("")

                Newest events
                  2026-11-21 02:40:00  ada@web-1  update sent to engineering
                  2026-11-21 02:39:00  ada@web-1  note: *not* <b>bold</b>

                """)
    }

    @Test func oneIncidentShowsWhatPeopleWrote() {
        let (state, _) = StagingOutage.recorded()
        let summary = IncidentSummary(id: "INC-20261121-0232", standing: .ended)
        let text = IncidentTable.show(
            summary, state: state, page: TimelinePage(), utcOffsetSeconds: 0)
        #expect(
            text == """
                id            INC-20261121-0232
                state         ended
                title         Staging down | all of it
                severity      P0
                status        resolved
                impact        $500K+ ARR: nobody can log in
                detected      2026-11-21 02:34:00
                opened        2026-11-21 02:35:00
                resolved      2026-11-21 03:16:00
                root cause    `.dockerignore` excludes **/monitoring/
                started       2026-11-21 02:30:00
                events        \(state.lastSequence)
                not recorded  4
                time zone     UTC

                Services
                  auth      up  2026-11-21 02:57:00  \("")
                  backend   up  2026-11-21 02:57:00  \("")
                  frontend  up  2026-11-21 02:57:00  \("")

                Roles
                  commander  eve  2026-11-21 02:59:00
                  liaison    eve  2026-11-21 02:37:00

                Whys
                  1  Why do all services return 503?  The containers fail to start
                  2  Why do they fail to start?       The middleware fails while it is set up
                  3  Why is the module missing?       `.dockerignore` excludes **/monitoring/

                Ideas of the cause
                  1  discarded  Cloud SQL times out  a query takes 3 ms

                Exit criteria
                  met                         a user can log in
                  unmet: 45 in the last hour  errors < 5/h

                Action items
                  [x]  immediate               ada  Fix .dockerignore
                  [ ]  short-term  2026-11-30  bob  Test imports before a deploy
                  [ ]  long-term                    Map critical modules

                Related
                  #1278              linked      VPC connector and Cloud SQL
                  INC-20261002-1100  72 % alike  Import failed

                """)
    }

    @Test func listAsJSONHasStableNames() throws {
        var summary = IncidentSummary(
            id: "INC-1", title: "a \"b\"", severity: .p2, startedAt: Timestamp(seconds: 0),
            standing: .ended)
        summary.status = .open
        #expect(
            IncidentTable.json([summary], utcOffsetSeconds: 3600) == """
                [
                  {
                    "detectedAt": null,
                    "duration": null,
                    "events": 0,
                    "id": "INC-1",
                    "newestAt": null,
                    "record": "ended",
                    "severity": "P2",
                    "startedAt": "1970-01-01T01:00:00+01:00",
                    "status": "open",
                    "title": "a \\"b\\""
                  }
                ]

                """)
    }
}
