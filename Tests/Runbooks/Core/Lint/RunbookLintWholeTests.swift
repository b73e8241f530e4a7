import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// What the lint says of runbooks as a whole.
@Suite struct RunbookLintWholeTests {
    private func problems(_ text: String) throws -> [RunbookProblem] {
        RunbookLint.problems(of: try RunbookLoader.parse(text: text, path: "book.md"))
    }

    private func rules(_ text: String) throws -> Set<String> {
        Set(try problems(text).map(\.rule))
    }

    private let change = """
        # Book

        ## Restart (0-5 minutes)

        ### Restart it

        ```bash {name=restart}
        systemctl restart web
        ```

        """

    @Test func changeWithGateAndRollbackIsClean() throws {
        let text =
            change + """

                **Expected:**

                - The page answers

                ## Rollback

                ### Go back

                ```bash
                systemctl stop web
                ```
                """
        #expect(try problems(text) == [])
    }

    @Test func blockThatVerifiesIsAGate() throws {
        let text = change + "\n```bash {verify}\nsystemctl is-active web\n```\n"
        #expect(try rules(text) == ["change-without-rollback"])
    }

    @Test func phaseThatVerifiesTheOneBeforeIsAGate() throws {
        let text = change + "\n## Verify\n\n### Look\n\n**Expected:**\n\n- The page answers\n"
        #expect(try rules(text) == ["change-without-rollback"])
    }

    @Test func rollbackNamedByTheFenceCounts() throws {
        let text = """
            # Book

            ## Work

            ### Do it

            ```bash {name=do rollback=#undo}
            systemctl start web
            ```

            **Expected:**

            - The page answers

            ## Rollback

            ### Undo

            ```bash {name=undo}
            systemctl stop web
            ```
            """
        #expect(try problems(text) == [])
        let wrong = text.replacing("rollback=#undo", with: "rollback=#other")
        let found = try #require(try problems(wrong).first { $0.rule == "rollback" })
        #expect(found.grade == .error)
        #expect(found.line == 7)
    }

    @Test func declaredValuesAreNotNamed() throws {
        let text = """
            ---
            vars:
              db-host: {prompt: The database's host}
              PLACE: {prompt: Where}
            ---
            # Book

            ## Look

            ### Look

            ```bash
            ping -c 1 <db-host>
            ls "$PLACE"
            ```
            """
        #expect(try problems(text) == [])
    }

    @Test func variableOfABlockBeforeIsKnown() throws {
        let text = """
            # Book

            ## Look

            ### One

            ```bash
            export PLACE=/srv
            ```

            ### Two

            ```bash {capture=SIZE}
            du -sh "$PLACE"
            ```

            ### Three

            ```bash
            echo "$PLACE $SIZE"
            ```
            """
        #expect(try problems(text) == [])
    }

    @Test func placeholderIsNamedOnceHoweverOftenItStands() throws {
        let text = "# B\n\n## P\n\n### S\n\n```bash\nls <a-place>\nls <a-place>\n```\n"
        let found = try problems(text)
        #expect(found.map(\.rule) == ["undeclared-placeholder"])
        #expect(found.map(\.line) == [8])
    }

    @Test func secretInAFileToWriteIsNamed() throws {
        let text = """
            # B

            ## P

            ### S

            **File:** `x.yaml`

            ```yaml
            a: 1
            api_key: sk_live_51HxxyyzzAABBccddEEff0011
            ```
            """
        let found = try problems(text).filter { $0.rule == "secret" }
        #expect(found.map(\.line) == [11])
    }

    @Test func fileWithoutAnythingToDoIsNamed() throws {
        for text in ["", "# Only a title\n", "some prose\n", "\u{0}\u{1}\u{FFFD}"] {
            #expect(try problems(text).map(\.rule) == ["nothing-to-do"])
        }
    }

    @Test func brokenFrontMatterIsNamedAndTheRestIsRead() throws {
        let text = "---\nvars: [a: {\n---\n# B\n\n## P\n\n### S\n\n```bash\nvim x\n```\n"
        let found = try problems(text)
        #expect(found.contains { $0.rule == "wants-terminal" && $0.line == 11 })
        #expect(found.contains { $0.line <= 3 })
    }

    @Test func problemsStandInTheOrderOfLinesAndOnce() throws {
        let text = """
            # B

            ## P

            ### S

            ```bash
            vim x
            curl http://x; curl http://x
            sudo ls
            ```
            """
        let found = try problems(text)
        #expect(found.map(\.line) == found.map(\.line).sorted())
        #expect(Set(found).count == found.count)
        #expect(found.filter { $0.rule == "curl-without-fail" }.count == 1)
    }

    @Test func environmentMakesNoDifference() throws {
        let text = "# B\n\n## P\n\n### S\n\n```bash\necho \"$PLACE\"\n```\n"
        let known = try RunbookLoader.parse(text: text, path: "b.md", variables: ["PLACE"])
        #expect(RunbookLint.problems(of: known).map(\.rule) == ["undefined-variable"])
    }

    @Test(.enabled(if: SharedData.folder != nil))
    func realRunbooksAreReadWithoutErrors() throws {
        try #require(!SharedData.runbooks.isEmpty)
        for path in SharedData.runbooks {
            let found = RunbookLint.problems(of: try RunbookLoader.load(path: path))
            #expect(found.allSatisfy { $0.grade == .warning && $0.line >= 1 }, "\(path)")
            #expect(found.allSatisfy { !$0.text.isEmpty }, "\(path)")
        }
    }
}
