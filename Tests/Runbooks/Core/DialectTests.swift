import IncidentModel
import Runbooks
import SafeText
import Testing

/// Small documents, one for each point of the dialect, and the plans they give.
@Suite struct DialectTests {
    @Test func headingsArePhasesAndSteps() throws {
        let picture = try PlanPicture.of(
            """
            # Title

            ## First (0-30 minutes)
            ### 1.1 Look
            ```bash
            ls
            ```
            #### Look closer
            ```sh
            ls -l
            ```
            ## Second (30–90 min)
            ### Act
            ```zsh
            touch x
            ```
            """)
        #expect(
            picture == """
                # Title
                1 First :3 30 min
                  1.1 Look :4
                    bash:6 reads | ls
                  1.2 Look closer :8
                    sh:10 reads | ls -l
                2 Second :12 60 min
                  2.1 Act :13
                    zsh:15 changes | touch x
                """)
    }

    @Test func numberedItemsAreStepsWithoutHeadings() throws {
        let picture = try PlanPicture.of(
            """
            ## Diagnosis
            1. Find the pod:
               ```bash
               kubectl get pods
               ```
            2. Read its log.

            ```bash
            kubectl logs -n <namespace> <pod>
            ```
               - a detail
            3. Done
            """, path: "/x/pod-crash.md")
        #expect(
            picture == """
                # pod-crash
                1 Diagnosis :1
                  1.1 Find the pod: :2
                    bash:4 reads | kubectl get pods
                  1.2 Read its log. :6
                    bash:9 reads <namespace> <pod> | kubectl logs -n <namespace> <pod>
                  1.3 Done :12
                """)
    }

    @Test func numberedItemsBelowHeadingsAreProse() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ### B
            1. one
               ```bash
               ls
               ```
            2. two
            """, path: "t.md")
        #expect(
            picture == """
                # t
                1 A :1
                  1.1 B :2
                    bash:5 reads | ls
                """)
    }

    @Test func contentBeforeTheFirstPhaseGetsOne() throws {
        let picture = try PlanPicture.of(
            """
            # Restart
            ```bash
            uptime
            ```
            ## Then
            - [ ] told somebody
            """)
        #expect(
            picture == """
                # Restart
                1 Restart :1
                  1.1 Restart :1
                    bash:3 reads | uptime
                2 Then :5
                  2.1 Then :5
                    [ ]:6 told somebody
                """)
    }

    @Test func tasksAndOutcomeBulletsAreChecks() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ### B
            Notes:
            - not a check
            - [x] a task
            - [ ] another

            **Expected Outcome:**
            - ✅ it works
              - and why
            - it goes on
            """ + "\n" + """

                Files:
                - not a check
                ### Success criteria
                * all is well
                ## Verification
                * signed in
                """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 B :2
                    [x]:5 a task
                    [ ]:6 another
                    [ ]:9 it works
                    [ ]:11 it goes on
                  1.2 Success criteria :15
                    [ ]:16 all is well
                2 Verification :17
                  2.1 Verification :17
                    [ ]:18 signed in
                """)
    }

    @Test func conditionsAreGates() throws {
        let picture = try PlanPicture.of(
            """
            ## Verify
            - probe backend is up for 60s
            - Quiet: `cluster matching "Oops" silent for 5m`
            - [ ] see `kubectl get pods`
            - `probe backend is fine`
            """)
        #expect(
            picture == """
                # test
                1 Verify :1
                  1.1 Verify :1
                    [ ]:2 gate probe backend is up for 60s
                    [ ]:3 gate Quiet: cluster matching "Oops" silent for 5m
                    [ ]:4 see kubectl get pods
                    [ ]:5 probe backend is fine
                ! line 5: not a condition: found “fine” at column 18 of “probe backend is fine”, expected “up” or “degraded” or “down”
                """)
    }

    @Test func rollbackHeadingsAreRollbackPhases() throws {
        let picture = try PlanPicture.of(
            """
            ## Deploy
            ### Push
            ```bash
            git push
            ```
            ### Roll back
            #### Restore
            ```bash
            git revert HEAD
            ```
            ### After
            ```bash
            git log
            ```
            ## Rollback procedures
            ```bash
            git status
            ```
            """)
        #expect(
            picture == """
                # test
                1 Deploy :1 undone by 2
                  1.1 Push :2
                    bash:4 changes | git push
                  1.2 After :11
                    bash:13 reads | git log
                2 Roll back :6 rollback
                  2.1 Roll back :6
                  2.2 Restore :7
                    bash:9 changes | git revert HEAD
                3 Rollback procedures :15 rollback
                  3.1 Rollback procedures :15
                    bash:17 reads | git status
                """)
    }

    @Test func sectionsWithNothingToDoAreLeftOut() throws {
        let picture = try PlanPicture.of(
            """
            ## Summary
            Words.
            ### More words
            - a bullet
            ## Act
            ```bash
            date
            ```
            """)
        #expect(
            picture == """
                # test
                1 Act :5
                  1.1 Act :5
                    bash:7 reads | date
                """)
    }

    @Test func documentOfWordsKeepsItsSteps() throws {
        let picture = try PlanPicture.of("## Call\n### The DBA\nNow.\n## Wait\n### An hour\n")
        #expect(
            picture == """
                # test
                1 Call :1
                  1.1 The DBA :2
                2 Wait :4
                  2.1 An hour :5
                """)
    }

    @Test func onlyShellLanguagesAreCommands() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ```yaml
            a: 1
            ```
            ```
            ls
            ```
            ~~~ Bash title="x"
            ls
            ~~~

                uptime

            > ```console # wait
            > $ date
            > Thu
            > ```
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    ?:6 unknown | ls
                    bash:9 reads | ls
                    ?:12 unknown | uptime
                    console:15 reads | date
                """)
    }

    @Test func consoleWithoutAPromptIsOutput() throws {
        let picture = try PlanPicture.of("## A\n```console\nls\n```\n- [ ] x\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    [ ]:5 x
                ! line 2: a console block without a line that begins with “$ ” is not run
                """)
    }

    @Test func blockOfCommentsIsNoCommand() throws {
        let picture = try PlanPicture.of(
            "## A (5 min)\n### B\n```bash\n# DONE: removed it\n```\n")
        #expect(
            picture == """
                # test
                1 A :1 5 min
                  1.1 B :2
                """)
    }

    @Test func commentLedGroupsAreCommands() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ```bash
            # one
            date
            uptime

            # two
            # more about two
            ls \\
              -l

            # that was it
            ```
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:3 reads | # one ⏎ date ⏎ uptime
                    bash:7 reads | # two ⏎ # more about two ⏎ ls \\ ⏎   -l
                """)
    }

    @Test func frontMatterMovesNoLine() throws {
        let picture = try PlanPicture.of(
            "---\ntitle: \"From above\"\nweight: 20\n---\n\n## A\n```bash\ndate\n```\n")
        #expect(
            picture == """
                # From above
                1 A :6
                  1.1 A :6
                    bash:8 reads | date
                """)
    }

    @Test func lineEndsOfOtherSystemsAreRead() throws {
        let text = "# T\n## A\n```bash\n# one\ndate\n# two\nuptime\n```\n- [ ] x\n"
        let expected = try PlanPicture.of(text)
        #expect(try PlanPicture.of(text.replacing("\n", with: "\r\n")) == expected)
        #expect(try PlanPicture.of(text.replacing("\n", with: "\r")) == expected)
        #expect(try PlanPicture.of("\u{FEFF}" + text) == expected)
    }

    @Test func unclosedFenceIsReadAndTold() throws {
        let picture = try PlanPicture.of("## A\n```bash\ndate\n\n# next\nuptime")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:3 reads | date
                    bash:5 reads | # next ⏎ uptime
                ! line 2: this code block is never closed; all that follows was read as code
                """)
    }

    @Test func closedFencesInListsAndQuotesAreNotTold() throws {
        let picture = try PlanPicture.of(
            "## A\n1. x\n   ````bash\n   date\n   ````\n2. y\n\n> ```sh\n> date\n> ```\n")
        #expect(!picture.contains("!"))
    }

    @Test func underlinedHeadingsHaveTheirLine() throws {
        let picture = try PlanPicture.of("Title\n=====\n\nPhase\n-----\n\n- [ ] x\n")
        #expect(
            picture == """
                # Title
                1 Phase :4
                  1.1 Phase :4
                    [ ]:7 x
                """)
    }

    @Test func variablesOfEarlierBlocksAreDefined() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ```bash
            NS=web
            ```
            ```bash
            kubectl get pods -n $NS -l app=$APP
            ```
            """)
        #expect(picture.contains("bash:6 reads ${APP} |"))
    }

    @Test func cousinOfAShellIsToldAndNotRun() throws {
        let picture = try PlanPicture.of("## A\n```shell-session\n$ ls\n```\n- [ ] x\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    [ ]:5 x
                ! line 2: a block of the language “shell-session” is shown, and not run
                """)
    }

    @Test func headingsOfTheFifthLevelAreProse() throws {
        let picture = try PlanPicture.of("## A\n### B\n##### C\n```sh\nls\n```\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 B :2
                    sh:5 reads | ls
                """)
    }

    @Test func furtherTopHeadingsArePhases() throws {
        let picture = try PlanPicture.of("# T\n# A\n- [ ] x\n# B (5 min)\n- [ ] y\n")
        #expect(
            picture == """
                # T
                1 A :2
                  1.1 A :2
                    [ ]:3 x
                2 B :4 5 min
                  2.1 B :4
                    [ ]:5 y
                """)
    }

    @Test(arguments: [
        "### Verify it", "### Validation", "### Success Criteria", "**Expected outcome:**",
        "Expected:", "### Expected results",
    ])
    func bulletBelowAnOutcomeIsOne(_ lead: String) throws {
        let plan = try RunbookLoader.parse(
            text: "## A\n- [ ] before\n\n\(lead)\n- after\n", path: "r.md"
        ).plan
        #expect(plan.steps.flatMap(\.checks).map(\.isOutcome) == [false, true])
    }

    @Test func unsetVariablesAreNotAskedForWhereTheAuthorSaysSo() throws {
        let picture = try PlanPicture.of(
            "## A\n```sh {promptEnv=false}\nls $A <b>\n```\n```sh\nls $A\n```\n")
        #expect(picture.contains("sh:3 reads <b> |"))
        #expect(picture.contains("sh:6 reads ${A} |"))
    }
}
