import Foundation
import Testing

/// `quell runbook show`, `rehearse` and `list`.
@Suite(.serialized) struct RunbookShowTests {
    private static let text = """
        # Fix \u{1B}[31mit

        ## Act (5 minutes)

        ### Look

        ```bash {name=look}
        touch ran; echo "a\tb" <host>
        ```

        ```text {simulate=look}
        simulated answer
        ```

        - [x] seen
        - [ ] `probe web is up`

        ### Write

        **File:** conf/app.yaml

        ```yaml
        key: value
        ```

        ## Rollback

        ### Undo

        ```bash
        vim notes
        ```
        """

    private func quell(_ words: String...) throws -> (text: String, hasRun: Bool) {
        let runbook = try HeadlessRunbook(Self.text)
        defer { runbook.close() }
        return (try runbook.quell(words), runbook.text(of: "ran") != nil)
    }

    @Test func jsonHasThePromisedShape() throws {
        let text = try quell("runbook", "show", "--json", "drill.md").text
        #expect(text.hasSuffix("status 0\n") && !text.contains("\u{1B}"), "\(text)")
        let json = text.dropLast("status 0\n".count)
        let top = try #require(
            try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(Set(top.keys) == ["title", "phases"])
        let phases = try #require(top["phases"] as? [[String: Any]])
        #expect(phases.map { $0["rollback"] as? Bool } == [false, true])
        #expect(phases.map { $0["budget_minutes"] as? Int } == [5, nil])
        for phase in phases {
            #expect(
                Set(phase.keys) == ["title", "budget_minutes", "rollback", "line", "steps"])
        }
        let steps = phases.flatMap { $0["steps"] as? [[String: Any]] ?? [] }
        #expect(steps.map { $0["id"] as? String } == ["1.1", "1.2", "2.1"])
        for step in steps {
            #expect(
                Set(step.keys) == ["id", "title", "line", "commands", "checks", "files"])
        }
        try expectParts(of: steps)
    }

    private func expectParts(of steps: [[String: Any]]) throws {
        let commands = steps.flatMap { $0["commands"] as? [[String: Any]] ?? [] }
        for command in commands {
            #expect(
                Set(command.keys) == ["line", "language", "text", "danger", "placeholders", "tty"])
        }
        #expect(
            commands.map { $0["text"] as? String } == [
                "touch ran; echo \"a\tb\" <host>", "vim notes",
            ])
        #expect(commands.map { $0["line"] as? Int } == [8, 31])
        #expect(commands.map { $0["tty"] as? Bool } == [false, true])
        #expect(commands.first?["placeholders"] as? [String] == ["<host>"])
        #expect(commands.first?["danger"] as? String == "changes")
        let checks = steps.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
        #expect(checks.map { $0["gate"] as? Bool } == [false, true])
        #expect(checks.map { $0["checked"] as? Bool } == [true, false])
        for check in checks { #expect(Set(check.keys) == ["text", "line", "checked", "gate"]) }
        let files = steps.flatMap { $0["files"] as? [[String: Any]] ?? [] }
        #expect(files.map { $0["path"] as? String } == ["conf/app.yaml"])
    }

    @Test func rehearsalShowsTheSimulatedOutputAndRunsNothing() throws {
        let (text, hasRun) = try quell("runbook", "rehearse", "drill.md")
        #expect(text.contains("> simulated answer"), "\(text)")
        #expect(text.contains("would offer to write conf/app.yaml"), "\(text)")
        #expect(text.hasSuffix("status 0\n") && !text.contains("\u{1B}") && !hasRun, "\(text)")
    }

    @Test func listNamesWhatIsShipped() throws {
        let text = try quell("runbook", "list").text
        #expect(text.contains("disk-full\n"), "\(text)")
        #expect(text.hasSuffix("status 0\n"))
        let first = try #require(text.split(separator: "\n").first)
        #expect(try quell("runbook", "show", String(first)).text.hasSuffix("status 0\n"))
    }
}
