import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentTableTests {
    @Test func listIsATableWithTheTitleLast() {
        let (_, events) = StagingOutage.replayed()
        let list = IncidentTable.list(
            [
                IncidentSummary(
                    id: "INC-20261121-0232", title: "Staging down", severity: .p0,
                    startedAt: events.first?.at, lastEvent: events.last,
                    standing: .recording(by: "7@web-1")),
                IncidentSummary(
                    id: "INC-2", startedAt: events.first?.at, lastEvent: events.first,
                    standing: .interrupted),
                IncidentSummary(id: "INC-3", standing: .unreadable("It is damaged.")),
            ], utcOffsetSeconds: 0)
        #expect(
            list == """
                ID                 SEV  STARTED              EVENTS  STATE                       TITLE
                INC-20261121-0232  P0   2026-11-21 02:30:00  11      recording (7@web-1)         Staging down
                INC-2              -    2026-11-21 02:30:00  1       interrupted                 -
                INC-3              -    -                    0       unreadable: It is damaged.  -

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
                opened        2026-11-21 02:32:05
                started       2026-11-21 02:30:00
                events        11
                not recorded  4
                time zone     UTC

                Services
                  auth     down, blocked by backend  2026-11-21 02:30:02  no answer
                  backend  up                        2026-11-21 02:38:00  \("")

                Newest events
                  2026-11-21 02:40:00  ada@web-1  update sent to engineering: conditions better
                  2026-11-21 02:39:00  ada@web-1  note: *not* <b>bold</b>

                """)
    }
}
