import IncidentModel
import Runbooks
import Testing

/// Code that stands in HTML, which Markdown passes over.
@Suite struct HTMLFenceTests {
    @Test func codeInDetailsIsRead() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            <details>
            <summary>More</summary>

            ```bash
            uptime
            ```

            </details>
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:6 reads | uptime
                """)
    }

    @Test func codeThatMarkdownTakesForHTMLIsTold() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            - [ ] x
            <details>
            <summary>More</summary>
            ```bash {name=when}
            date
            ```
            ~~~yaml
            a: 1
            ~~~
            ```
            uptime
            ```
            </details>
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    [ ]:2 x
                ! line 5: a code block inside HTML is plain text to Markdown, and is not run
                ! line 11: a code block inside HTML is plain text to Markdown, and is not run
                """)
    }

    @Test(arguments: [
        "<!-- ```bash\nrm\n``` -->", "<!--\n```bash\nrm\n```\n-->",
        "<script>\n```bash\nrm\n```\n</script>", "<style>\n```bash\nrm\n```\n</style>",
        "<details>\n<!--\n```bash\nrm\n```\n-->\n</details>",
    ])
    func codeThatNobodySeesIsNotRead(_ html: String) throws {
        let plan = try RunbookLoader.parse(text: "## A\n- [ ] x\n\n\(html)\n", path: "r.md").plan
        #expect(plan.steps.flatMap(\.commands).isEmpty)
        #expect(plan.problems.isEmpty)
    }

    @Test func codeAfterACommentIsTold() throws {
        let plan = try RunbookLoader.parse(
            text: "## A\n<div><!-- a\n b -->\n```bash\ndate\n```\n</div>\n", path: "r.md"
        ).plan
        #expect(plan.problems.map(\.line) == [4])
    }

    @Test func codeThatABlankLineCutsOffIsTold() throws {
        let plan = try RunbookLoader.parse(
            text: "## A\n<details>\n```bash\ndate\n\nuptime\n```\n</details>\n", path: "r.md"
        ).plan
        #expect(!plan.steps.flatMap(\.commands).contains { $0.line < 7 })
        #expect(plan.problems.map(\.line) == [3, 7])
    }
}
