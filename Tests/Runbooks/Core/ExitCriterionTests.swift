import IncidentModel
import Runbooks
import SafeText
import Testing

/// `exit_criteria:` in the front matter of a runbook.
@Suite struct ExitCriterionTests {
    @Test func criteriaOfARunbookAreReadInItsOrder() throws {
        let runbook = try Self.runbook(
            """
            exit_criteria:
              - errors < 5 per hour
              - {command: curl -fsS http://127.0.0.1/health, every: 30s}
              - {person: users can log in}
            """)
        #expect(
            runbook.exitCriteria.map(\.text) == [
                "errors < 5 per hour", "curl -fsS http://127.0.0.1/health", "users can log in",
            ])
        #expect(runbook.plan.problems.isEmpty)
    }

    @Test func conditionMayNameAServiceThatIsNotKnownHere() throws {
        let runbook = try Self.runbook("exit_criteria: [probe anything is up for 60s]")
        #expect(runbook.exitCriteria.count == 1 && runbook.plan.problems.isEmpty)
    }

    @Test func mistakeIsAProblemWithItsLineAndTheOthersStay() throws {
        let runbook = try Self.runbook(
            "exit_criteria:\n  - everything is fine again\n  - {person: users can log in}")
        #expect(runbook.exitCriteria.map(\.text) == ["users can log in"])
        let problem = try #require(runbook.plan.problems.first)
        #expect(runbook.plan.problems.count == 1)
        #expect(problem.line == 3 && problem.grade == .error && problem.rule == "front-matter")
        #expect(problem.advice.string.contains("person: \"everything is fine again\""))
    }

    @Test(arguments: [
        ("uptime", Danger.reads), ("./smoke.sh", .unknown), ("systemctl restart web", .changes),
        ("rm -rf /var/lib/web", .destroys),
    ])
    func commandIsShadedLikeThoseOfSteps(_ script: String, _ danger: Danger) {
        #expect(CriterionCommand(script: script).danger == danger)
    }

    private static func runbook(_ settings: String) throws -> Runbook {
        try RunbookLoader.parse(
            text: "---\n\(settings)\n---\n# R\n\n## A\n\n```bash\nls\n```\n", path: "r.md")
    }
}
