import IncidentModel
import SafeText
import Testing

@testable import Journal

/// The classes of information of the real documents in the seeds come out of a journal of that outage.
@Suite struct SeedDocumentTests {
    private let markdown = IncidentReport.markdown(StagingOutage.account())

    @Test(arguments: [
        "# INC-20261121-0232: Staging down \\| all of it",
        "- **Severity:** P0; P1 from 02:35:00 (opened, ada@web-1), then P0 from 02:36:00 (everything is down, ada@web-1)",
        "- **Status:** resolved with 1 exit criterion unmet: errors are old ones",
        "- **Impact:** $500K+ ARR: nobody can log in",
        "- **Root cause:** \\`.dockerignore\\` excludes \\*\\*/monitoring/",
        "- **Detected:** 2026-11-21 02:34:00 UTC",
        "- **Escalation:** after 2 h, to the platform lead",
        "- **Updates for business:** every 1 h",
    ])
    func headerImpactAndEscalation(line: String) {
        #expect(markdown.contains(line + "\n"), "\(markdown)")
    }

    @Test func statusTableWithItsRollup() {
        #expect(
            markdown.contains(
                "**0 % available** at the worst moment, 2026-11-21 02:33:00: 3 of 3 services were not. "
                    + "**100 % available** at the end of the record."))
        #expect(
            markdown.contains(
                "| auth | up | 2026-11-21 02:57:00 | down, blocked by backend | no answer | 25 min |"
            ))
        #expect(
            markdown.contains(
                "| backend | up | 2026-11-21 02:57:00 | down | 503 Service Unavailable | 25 min |"))
    }

    @Test func fiveWhysWithTheirEvidence() {
        #expect(
            markdown.contains(
                """
                1. **Why do all services return 503?**
                   - The containers fail to start
                   - Evidence: backend: 503 Service Unavailable, read at 2026-11-21 02:32:00
                2. **Why do they fail to start?**
                   - The middleware fails while it is set up
                   - Evidence: cluster 1: `ModuleNotFoundError: No module named <*>` (107 errors)
                3. **Why is the module missing?**
                   - **Root cause:** \\`.dockerignore\\` excludes \\*\\*/monitoring/
                """))
        #expect(
            markdown.contains("- **discarded:** Cloud SQL times out: a query takes 3 ms"))
    }

    @Test func actionItemsByHorizonAsTasks() {
        #expect(
            markdown.contains(
                """
                ### Immediate

                - [x] Fix .dockerignore (ada)

                ### Short term

                - [ ] Test imports before a deploy (bob, due 2026-11-30)

                ### Long term

                - [ ] Map critical modules
                """))
    }

    @Test func successCriteriaWithWhoSaidSoAndWhatWasOverridden() {
        #expect(
            markdown.contains("- [x] a user can log in (met, said ada@web-1, 2026-11-21 02:59:00)"))
        #expect(
            markdown.contains(
                "- [ ] errors < 5/h (unmet: 45 in the last hour, 2026-11-21 02:59:00, overridden)"
            ))
        #expect(
            markdown.contains(
                "eve@web-2 resolved it although 1 of them did not hold: errors are old ones"))
    }

    @Test func worklogOfClusters() {
        #expect(
            markdown.contains(
                "| 1 | P0 | critical | `ModuleNotFoundError: No module named <*>` |  | "
                    + "2026-11-21 02:33:00 | 2026-11-21 02:58:00 | fixed |"))
        #expect(
            markdown.contains("- **Cluster 1:** set to P0; marked fixed; fell silent at 02:58:00"))
        #expect(
            markdown.contains("- **Cluster 2:** a symptom of cluster 1; linked to cluster 1"))
    }

    @Test func relatedIncidentsAndChanges() {
        #expect(markdown.contains("- `#1278`: VPC connector and Cloud SQL"))
        #expect(
            markdown.contains(
                "- INC-20261002-1100: Import failed (72 % alike: root backend; solved by rollback of 00743)"
            ))
        #expect(
            markdown.contains(
                "| 12 min before | deploys 3f2a91c | Exclude monitoring \\| build smaller images | bob | backend |"
            ))
    }

    @Test func whatWasRunWithItsEnds() {
        #expect(
            markdown.contains(
                "| 1.1 Build (run 1 of 2) | `make a\\|b` | ada@web-1 | 2026-11-21 02:48:00 | exit 2 | 50.0 s |"
            ))
        #expect(markdown.contains("| end unknown: nobody saw it | 1 min 00 s |"))
        #expect(markdown.contains("step 9.1 Switch back: exit 0"))
        #expect(
            markdown.contains("| `.dockerignore` | 1.1 | 2026-11-21 02:51:00 | ada@web-1 | `abc` |")
        )
    }

    @Test func timesSayFromWhichEventsTheyAreTaken() {
        #expect(
            markdown.contains(
                "| Time to detect | 2 min | from the onset to the detection | "
                    + "2026-11-21 02:32:00 (backend DOWN, event 4) | "
                    + "2026-11-21 02:34:00 (detection corrected, event 11) |"))
    }

    @Test func rolesUpdatesAndTheRecord() {
        #expect(
            markdown.contains(
                "| commander | ada | 2026-11-21 02:37:00 | 2026-11-21 02:59:00 |  |"))
        #expect(markdown.contains("### To engineering at 2026-11-21 02:46:00 by the clipboard"))
        #expect(markdown.contains("```text\n## Conditions\n- backend is down\n```"))
        #expect(markdown.contains("- **Not complete:** 4 events could not be recorded"))
        #expect(markdown.contains("- **Hash of the newest event:** `c0ffee`"))
    }
}
