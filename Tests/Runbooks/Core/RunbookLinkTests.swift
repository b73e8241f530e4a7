import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Blocks that name each other.
@Suite struct RunbookLinkTests {
    private func problems(_ text: String) throws -> [String] {
        try RunbookLoader.parse(text: text, path: "r.md").plan.problems.map {
            "\($0.line) \($0.rule): \($0.text)"
        }
    }

    @Test func stepsAreJoinedByTheNamesOfBlocks() throws {
        let picture = try PlanPicture.of(
            """
            ## Do
            ### Build
            ```bash {name=build}
            date
            ```
            ### Deploy
            ```bash {name=deploy needs=build rollback=#undo}
            date
            ```
            ### Look
            ```bash {parallel needs=build,deploy rollback=back-to-start}
            date
            ```
            ## Rollback
            ### Undo
            ```bash {name=undo}
            date
            ```
            ### Back to start
            ```bash
            date
            ```
            """)
        #expect(
            picture == """
                # test
                1 Do :1 undone by 2
                  1.1 Build :2
                    bash:4 reads | date
                  1.2 Deploy :6 needs 1.1 undone by 2.1
                    bash:8 reads | date
                  1.3 Look :10 needs 1.1 needs 1.2 undone by 2.2 parallel
                    bash:12 reads | date
                2 Rollback :14 rollback
                  2.1 Undo :15
                    bash:17 reads | date
                  2.2 Back to start :19
                    bash:21 reads | date
                """)
    }

    @Test func namesThatNobodyHasAreTold() throws {
        let found = try problems(
            "## A\n```bash {name=a needs=b rollback=c}\nls\n```\n```text {simulate=d}\nx\n```\n")
        #expect(
            found == [
                "2 needs: needs names “b”, and no block has that name",
                "2 rollback: rollback names “c”, and no block has that name",
                "5 simulate: simulate names “d”, and no block has that name",
            ])
    }

    @Test func doubleNamesAreTold() throws {
        let found = try problems(
            "## A\n```bash {name=a}\n# x\nls\n# y\nls\n```\n```bash {name=a}\n# x\nls\n# y\nls\n```\n"
        )
        #expect(found == ["8 name: the name “a” is that of the block in line 2 already"])
    }

    @Test func stepsThatNeedEachOtherAreTold() throws {
        let found = try problems(
            "## A\n### B\n```bash {name=b needs=c}\nls\n```\n### C\n```bash {name=c needs=b}\nls\n```\n"
        )
        #expect(found.count == 2)
        #expect(found.first == "3 needs: step 1.1 needs itself, by way of what it needs")
    }

    @Test func undoingBlockAmongTheOthersIsTold() throws {
        let found = try problems(
            "## A\n```bash {rollback=u}\nls\n```\n```bash {name=u}\nls\n```\n")
        #expect(
            found == ["2 rollback: “u” undoes this block, but stands outside a rollback section"])
    }

    @Test func ownRollbackSectionUndoesItsPhaseOnly() throws {
        let text = """
            ## A
            ### Do
            ```bash
            date
            ```
            ### Rollback
            ```bash
            date
            ```
            ## B
            ```bash
            date
            ```
            ## Rollback of everything
            ```bash
            date
            ```
            ## C
            ```bash
            date
            ```
            """
        let plan = try RunbookLoader.parse(text: text, path: "r.md").plan
        #expect(plan.phases.map(\.undoneBy) == [2, nil, 4, nil, nil])
    }

    @Test func simulatedOutputBelongsToItsBlock() throws {
        let runbook = try RunbookLoader.parse(
            text: """
                ## A
                ```bash {name=deploy}
                # one
                date
                # two
                date
                ```
                ```text {simulate=deploy}
                building
                done
                ```
                ```bash
                ls
                ```
                """, path: "r.md")
        let commands = try #require(runbook.plan.steps.first?.commands)
        #expect(commands.map { runbook.simulation(of: $0.id) } == ["building\ndone", "", nil])
        #expect(runbook.plan.problems.isEmpty)
    }
}

/// Names of steps that outlive an edited file.
@Suite struct StepKeyTests {
    private func keys(_ text: String) throws -> [String] {
        try RunbookLoader.parse(text: text, path: "r.md").plan.steps.map(\.key)
    }

    private let before = "## A\n### B\nwords\n```bash\nls\n```\n### C\n- [ ] x\n## D\n1. y\n"

    @Test func keyStaysWhenTextElsewhereChanges() throws {
        let after =
            "# T\nnew\n## New\n- [ ] z\n## A\n### B\nother\n\n```bash\nls\n```\n### C\n- [x] x\n## D\n1. y\n"
        #expect(try Array(keys(after).dropFirst()) == keys(before))
    }

    @Test(arguments: [
        ("## A", "## a"), ("### B", "### BB"), ("ls\n", "ls -l\n"), ("bash", "sh"),
        ("### B\n", "### B\n- [ ] more\n"),
    ])
    func keyChangesWithItsHeadingsAndBlocks(_ old: String, _ new: String) throws {
        let after = try keys(before.replacing(old, with: new))
        #expect(try after.first != keys(before).first)
        #expect(after.last == (try keys(before).last))
    }

    @Test func equalStepsHaveDifferentKeys() throws {
        let same = try keys("## A\n### B\n```bash\nls\n```\n### B\n```bash\nls\n```\n")
        #expect(same.count == 2)
        #expect(same[1] == same[0] + "-2")
    }
}
