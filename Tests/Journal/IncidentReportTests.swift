import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentReportTests {
    @Test func reportOfAnOutage() {
        let (state, events) = StagingOutage.replayed()
        let report = IncidentReport.markdown(
            state: state, events: events, utcOffsetSeconds: 3600)
        #expect(report == Self.outage)
    }

    private static let outage = """
        # INC-20261121-0232: Staging down \\| all of it

        - Severity: P0
        - Opened: 2026-11-21 03:32:05 UTC+01:00
        - Recorded from: 2026-11-21 03:30:00 UTC+01:00
        - Newest event: 2026-11-21 03:40:00 UTC+01:00
        - Events: 11
        - **Not complete:** 4 events could not be recorded.

        ## Services at the end of the record

        | Service | Verdict | Since | Reason |
        | --- | --- | --- | --- |
        | auth | down, blocked by backend | 2026-11-21 03:30:02 | no answer |
        | backend | up | 2026-11-21 03:38:00 |  |

        ## What was run

        | Step | Command | By | Started | End | Took |
        | --- | --- | --- | --- | --- | --- |
        | 1.1 Fix .dockerignore | `grep -n 'a\\|b' .dockerignore` | ada@web-1 | 2026-11-21 03:33:00 | exit 1 | 86 ms |
        | 1.2 Deploy | `./deploy backend` | ada@web-1 | 2026-11-21 03:35:00 | no end recorded |  |

        ## Timeline

        - 2026-11-21 03:30:00 console started
        - 2026-11-21 03:30:02 auth blocked by backend: no answer
        - 2026-11-21 03:32:05 P0 opened: Staging down \\| all of it (ada@web-1)
        - 2026-11-21 03:33:00 step 1.1 started: Fix .dockerignore (ada@web-1)
        - 2026-11-21 03:33:01 step 1.1 exit 1
        - 2026-11-21 03:34:00 gate 1.2 unmet: 503 from backend
        - 2026-11-21 03:35:00 step 1.2 started: Deploy (ada@web-1)
        - 2026-11-21 03:36:00 4 events not recorded: The disk is full.
        - 2026-11-21 03:38:00 backend UP
        - 2026-11-21 03:39:00 note: \\*not\\* \\<b\\>bold\\</b\\> (ada@web-1)
        - 2026-11-21 03:40:00 update sent to engineering: conditions better (ada@web-1)

        """

    @Test func recordWithoutAnIncidentSaysSo() {
        let report = IncidentReport.markdown(
            state: IncidentState(), events: [], utcOffsetSeconds: 0)
        #expect(
            report == """
                # Record without an incident

                - Events: 0

                ## What was run

                Nothing.

                ## Timeline

                No events.

                """)
    }

    @Test func reportOfSomeEventsSaysThatOthersAreLeftOut() {
        let (state, events) = StagingOutage.replayed()
        let report = IncidentReport.markdown(
            state: state, events: Array(events.prefix(2)), utcOffsetSeconds: 0)
        #expect(report.contains("- Events: 11\n"))
        #expect(report.contains("- This report shows 2 of them.\n"))
    }

    @Test(arguments: [
        ("ls -l", "`ls -l`"),
        ("echo `date`", "`` echo `date` ``"),
        ("a ``b`` | c", "``` a ``b`` \\| c ```"),
        ("", ""),
    ])
    func commandsStayCodeWhateverTheyHold(command: String, expected: String) {
        #expect(MarkdownText.code(DisplayText(command), inTable: true) == expected)
    }

    @Test(arguments: [
        (Duration.milliseconds(0), "0 ms"), (.milliseconds(999), "999 ms"),
        (.milliseconds(1_219), "1.21 s"), (.milliseconds(59_990), "59.9 s"),
        (.seconds(725), "12 min 05 s"), (.seconds(3_725), "1 h 02 min"),
        (.seconds(-5), "-5.00 s"),
    ])
    func durationsAreShort(duration: Duration, expected: String) {
        #expect(DurationText.short(duration) == expected)
    }
}
