import Foundation
import Testing

/// Reports, lists and metrics of a real record by the built program.
struct ReportCommandTests {
    private static let text = """
        # Repair

        ## Work

        ### Say | it

        ```bash
        echo done
        ```
        """

    /// A record of one run, and its id.
    private func recorded(_ runbook: HeadlessRunbook) throws -> String {
        let output = try runbook.run("--trust", "--yes")
        return try #require(HeadlessRunbook.record(in: output), "\(output)")
    }

    @Test func reportIsMarkdownHTMLAndJSON() throws {
        let runbook = try HeadlessRunbook(Self.text)
        defer { runbook.close() }
        let id = try recorded(runbook)
        let markdown = try runbook.quell(["incidents", "report", id])
        #expect(markdown.contains("| `echo done` |"), "\(markdown)")
        #expect(markdown.contains("1.1 Say \\| it"), "\(markdown)")
        #expect(markdown.contains("- **Hash of the newest event:** `"))
        let written = try runbook.quell([
            "incidents", "report", id, "--format", "html", "--output", "report.html",
        ])
        #expect(written == "status 0\n")
        let html = try #require(runbook.text(of: "report.html"))
        #expect(html.hasPrefix("<!DOCTYPE html>"))
        #expect(html.contains("<code>echo done</code>"))
        let json = try runbook.quell(["incidents", "report", id, "--format", "json"])
            .replacingOccurrences(of: "status 0\n", with: "")
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect((object?["runs"] as? [[String: Any]])?.first?["command"] as? String == "echo done")
    }

    @Test func templateIsFilledAndItsMistakesAreNamed() throws {
        let runbook = try HeadlessRunbook(Self.text)
        defer { runbook.close() }
        let id = try recorded(runbook)
        try runbook.write("{{#runs}}{{command}}: {{end}}\n{{/runs}}", to: "good.txt")
        let good = try runbook.quell(["incidents", "report", id, "--template", "good.txt"])
        #expect(good == "echo done: exit 0\nstatus 0\n")
        try runbook.write("one\n{{#runs}}{{comand}}{{/runs}}", to: "bad.txt")
        let bad = try runbook.quell(["incidents", "report", id, "--template", "bad.txt"])
        #expect(bad.contains("bad.txt:2: there is no name comand here"), "\(bad)")
        #expect(bad.hasSuffix("status 1\n"))
        let keys = try runbook.quell(["incidents", "report", "--keys"])
        #expect(keys.contains("runs[].command"))
    }

    @Test func listIsFilteredAndMeasured() throws {
        let runbook = try HeadlessRunbook(Self.text)
        defer { runbook.close() }
        let id = try recorded(runbook)
        let all = try runbook.quell(["incidents", "list", "--since", "1h"])
        #expect(all.contains(id), "\(all)")
        let open = try runbook.quell(["incidents", "list", "--open"])
        #expect(open == "No incidents.\nstatus 0\n", "a run alone is no incident")
        let json = try runbook.quell(["incidents", "list", "--json", "--text", "no such text"])
        #expect(json == "[]\nstatus 0\n")
        let wrong = try runbook.quell(["incidents", "list", "--status", "bogus"])
        #expect(wrong.contains("there is no status bogus: expected open"), "\(wrong)")
        let metrics = try runbook.quell(["incidents", "metrics"])
        #expect(metrics.contains("# Incidents: 0"), "\(metrics)")
    }
}
