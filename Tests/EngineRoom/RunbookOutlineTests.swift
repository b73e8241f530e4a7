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
        let plan = try RunbookLoader.parse(text: text, path: "disk.md").plan
        #expect(
            RunbookOutline(plan).text == """
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

    @Test func problemsComeLast() throws {
        let text = "# T\n\n## P\n\n### S\n\n- [ ] probe web is fine\n"
        let plan = try RunbookLoader.parse(text: text, path: "t.md").plan
        let last = RunbookOutline(plan).text.split(separator: "\n").last ?? ""
        #expect(last.hasPrefix("error: line 7: "))
        #expect(last.contains("fine"))
    }
}
