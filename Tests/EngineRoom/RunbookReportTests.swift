import Foundation
import Runbooks
import Testing

@testable import EngineRoom

/// The names and types of `quell runbook show --json`, which are promised to programs.
@Suite struct RunbookReportTests {
    private func report(_ text: String) throws -> [String: Any] {
        let runbook = try RunbookLoader.parse(text: text, path: "r.md")
        let data = Data(RunbookReport(runbook).json.utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private func first(_ key: String, of object: [String: Any]) throws -> [String: Any] {
        try #require((object[key] as? [[String: Any]])?.first)
    }

    private static let text = """
        # Shop
        ## Mend (0-30 minutes)
        ### Ship
        ```bash
        ./ship <name>
        ```
        **File:** `a/b.yaml`
        ```yaml
        a: 1
        ```
        **Expected:**
        - [x] it answers
        - all probes are up
        """

    @Test func everyNameIsThere() throws {
        let report = try report(Self.text)
        #expect(Set(report.keys) == ["title", "phases"])
        let phase = try first("phases", of: report)
        #expect(Set(phase.keys) == ["title", "budget_minutes", "rollback", "line", "steps"])
        let step = try first("steps", of: phase)
        #expect(Set(step.keys) == ["id", "title", "line", "commands", "checks", "files"])
        let command = try first("commands", of: step)
        #expect(
            Set(command.keys) == ["line", "language", "text", "danger", "placeholders", "tty"])
        let check = try first("checks", of: step)
        #expect(Set(check.keys) == ["text", "line", "checked", "gate"])
        let file = try first("files", of: step)
        #expect(Set(file.keys) == ["path", "line", "language", "text"])
    }

    @Test func valuesAreThoseOfTheFile() throws {
        let phase = try first("phases", of: try report(Self.text))
        #expect(phase["budget_minutes"] as? Int == 30)
        #expect(phase["rollback"] as? Bool == false)
        let step = try first("steps", of: phase)
        #expect(step["id"] as? String == "1.1")
        let command = try first("commands", of: step)
        #expect(command["line"] as? Int == 5)
        #expect(command["text"] as? String == "./ship <name>")
        #expect(command["danger"] as? String == "unknown")
        #expect(command["placeholders"] as? [String] == ["<name>"])
        #expect(command["tty"] as? Bool == false)
        let checks = try #require(step["checks"] as? [[String: Any]])
        #expect(checks.map { $0["checked"] as? Bool } == [true, false])
        #expect(checks.map { $0["gate"] as? Bool } == [true, true])
        #expect(checks.map { $0["line"] as? Int } == [12, 13])
    }

    @Test func phaseWithoutABudgetSaysSo() throws {
        let phase = try first("phases", of: try report("## A\n- [ ] x\n"))
        #expect(phase["budget_minutes"] is NSNull)
    }
}
