import Runbooks
import Testing

@testable import EngineRoom

/// A runbook as `quell runbook show` prints it.
struct RunbookOutlineTests {
    @Test func everyPartHasItsLine() throws {
        let text = """
            # Disk full

            ## Look (0-5 minutes)

            ### Sizes

            ```bash
            df -h
            cat $FILE
            ```

            - [x] seen
            - [ ] `probe web is up for 10s`

            ## Rollback

            ### Remove

            ```bash
            rm -rf <folder>
            ```
            """
        let runbook = try RunbookLoader.parse(text: text, path: "disk.md")
        #expect(
            RunbookOutline(runbook).text == """
                Disk full  (disk.md)
                value ${FILE}  (line 9)
                value <folder>  (line 20)
                1 Look  5 min  undone by phase 2
                  1.1 Sizes  (line 5)
                      reads  line 8
                        $ df -h
                        $ cat $FILE
                        fill in first: ${FILE}
                      [x] seen
                      [ ] probe web is up for 10s  gate: probe web is up for 10s
                2 Rollback  rollback
                  2.1 Remove  (line 17)
                      destroys  line 20
                        $ rm -rf <folder>
                        fill in first: <folder>
                """)
    }

    @Test func exitCriteriaSayWhoJudgesThem() throws {
        let text = """
            ---
            exit_criteria:
              - probe web is up
              - {command: ./smoke.sh --all, name: smoke test}
              - {person: users can log in}
            ---
            # T
            """
        let runbook = try RunbookLoader.parse(text: text, path: "t.md")
        #expect(
            RunbookOutline(runbook).text.hasPrefix(
                """
                T  (t.md)
                over when probe web is up
                over when smoke test  unknown
                        $ ./smoke.sh --all
                over when a person says “users can log in”
                """))
    }

    @Test func problemsComeLast() throws {
        let text = "# T\n\n## P\n\n### S\n\n- [ ] probe web is fine\n"
        let runbook = try RunbookLoader.parse(text: text, path: "t.md")
        let last = RunbookOutline(runbook).text.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("error: line 7: "))
        #expect(last.contains("fine"))
    }
}
