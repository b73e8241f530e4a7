import SafeText
import IncidentModel
import Runbooks
import Testing

/// Gates by command and by condition.
@Suite struct VerificationTests {
    @Test func verifyingBlockIsAGateOfItsStep() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            ```bash
            touch x
            ```
            ```bash {verify}
            # The file is there
            test -f x
            ```
            ```bash {verify name=api-answers}
            curl -fsS http://127.0.0.1/
            ```
            ```bash {verify}
            test -d /
            ```
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:3 changes | touch x
                    bash:6 reads verifies | # The file is there ⏎ test -f x
                    bash:10 reads verifies | curl -fsS http://127.0.0.1/
                    bash:13 reads verifies | test -d /
                    [ ]:6 by 1 The file is there
                    [ ]:10 by 2 api-answers
                    [ ]:13 by 3 the command in line 13 succeeds
                """)
    }

    @Test func verifyingBlockInAnItemVerifiesThatCheck() throws {
        let picture = try PlanPicture.of(
            """
            ## A
            - [ ] The pod runs

              ```bash {verify}
              kubectl get pod web
              ```
            - The log is quiet:
              ```bash {verify exit=1}
              grep -q Oops app.log
              ```
            - [ ] By hand
            """)
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:5 reads verifies | kubectl get pod web
                    bash:9 reads verifies | grep -q Oops app.log
                    [ ]:2 by 0 The pod runs
                    [ ]:7 by 1 The log is quiet:
                    [ ]:11 By hand
                """)
    }

    @Test func secondBlockOfAnItemIsAGateOfItsOwn() throws {
        let plan = try RunbookLoader.parse(
            text:
                "## A\n- [ ] x\n  ```bash {verify}\n  true\n  ```\n  ```bash {verify}\n  # y\n  ls\n  ```\n",
            path: "r.md"
        ).plan
        #expect(plan.steps.first?.checks.map(\.text.string) == ["x", "y"])
        #expect(plan.steps.first?.checks.map(\.command?.index) == [0, 1])
    }

    @Test func numberedStepThatOnlyVerifiesHasItsGate() throws {
        let picture = try PlanPicture.of(
            "## A\n1. Look\n   ```bash {verify}\n   ls\n   ```\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 Look :2
                    bash:4 reads verifies | ls
                    [ ]:4 by 0 the command in line 4 succeeds
                """)
    }

    @Test func verifiedConditionIsAGateBesideTheCommand() throws {
        let picture = try PlanPicture.of(
            "## A\n```bash {verify=\"probe backend is up for 60s\"}\ntouch x\n```\n")
        #expect(
            picture == """
                # test
                1 A :1
                  1.1 A :1
                    bash:3 changes | touch x
                    [ ]:2 gate probe backend is up for 60s
                """)
    }

    @Test func verifyingCommandIsNoPartOfARun() throws {
        let plan = try RunbookLoader.parse(
            text: "## A\n```bash\ndate\n```\n```bash {verify}\nls\n```\n", path: "r.md"
        ).plan
        let step = try #require(plan.steps.first)
        #expect(step.runnableCommands.map(\.line) == [3])
        #expect(step.checks.first?.isGate == true)
    }
}
