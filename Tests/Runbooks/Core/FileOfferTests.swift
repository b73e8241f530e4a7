import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Blocks that are the text of a file to write.
@Suite struct FileOfferTests {
    private func files(_ text: String) throws -> [String] {
        try RunbookLoader.parse(text: text, path: "r.md").plan.steps.flatMap(\.files).map {
            "\($0.line) \($0.language) \($0.path)"
        }
    }

    @Test func lineWithAPathOffersTheNextBlock() throws {
        let runbook = try RunbookLoader.parse(
            text: """
                ## A
                ### Write
                **File:** `infra/staging.tfvars`
                ```hcl
                region = "eu"
                host = "<db-host>${x}"
                ```
                ```bash
                ls
                ```
                """, path: "r.md")
        let step = try #require(runbook.plan.steps.first)
        let file = try #require(step.files.first)
        #expect(step.files.count == 1)
        #expect(file.line == 4)
        #expect(file.path == "infra/staging.tfvars")
        #expect(file.language == "hcl")
        #expect(file.text.prefix(2) == ["region = \"eu\"", "host = \"<db-host>${x}\""])
        #expect(file.placeholders == ["<db-host>"])
        #expect(runbook.files[file.id] == "region = \"eu\"\nhost = \"<db-host>${x}\"\n")
        #expect(runbook.plan.variables.map(\.name) == ["DB_HOST"])
        #expect(runbook.plan.variables.map(\.line) == [6])
        #expect(step.commands.map(\.line) == [9])
    }

    @Test(arguments: [
        "**File:** `a/b.yaml`", "File: a/b.yaml", "Filename: \"a/b.yaml\"",
        "*Create file:* a/b.yaml",
        "First this.\nFile: a/b.yaml", "1. File: `a/b.yaml`",
    ])
    func formsOfTheLineAreRead(_ line: String) throws {
        #expect(try files("## A\n\(line)\n\n```yaml\na: 1\n```\n").count == 1)
    }

    @Test(arguments: [
        "**File:** `a/*.yaml`", "File: the one above", "File: a/", "Profile: a/b.yaml",
        "File: a/b.yaml\n\nWords between.", "File: a/b.yaml\n\n```text\nx\n```",
    ])
    func otherLinesOfferNothing(_ line: String) throws {
        let found = try files("## A\n\(line)\n\n```yaml\na: 1\n```\n")
        #expect(!found.contains { $0.hasSuffix("yaml a/b.yaml") && $0.contains(" yaml ") })
    }

    @Test func commandsAreNeverWritten() throws {
        let plan = try RunbookLoader.parse(
            text: "## A\n**File:** run.sh\n```bash\nls\n```\n", path: "r.md"
        ).plan
        #expect(plan.steps.flatMap(\.files).isEmpty)
        #expect(plan.steps.flatMap(\.commands).count == 1)
    }

    @Test func listedFileIsThatOfTheOnlyBlockOfItsLanguage() throws {
        let text = """
            ## A
            ### B
            Files to update:
            - `config/app.yaml`
            - words about others

            #### Values
            ```yaml
            a: 1
            ```
            ```yaml
            b: 1
            ```
            """
        #expect(try files(text) == ["8 yaml config/app.yaml"])
        let twice = text.replacing("- words about others", with: "- `config/other.yml`")
        #expect(try files(twice).isEmpty)
        #expect(try files(text.replacing("#### Values", with: "### Elsewhere")).isEmpty)
    }

    @Test func lineEndsOfTheFileAreKept() throws {
        let runbook = try RunbookLoader.parse(
            text: "## A\r\nFile: a.ini\r\n```ini\r\nx=1\r\ny=2\r\n```\r\n", path: "r.md")
        #expect(Array(runbook.files.values) == ["x=1\r\ny=2\r\n"])
    }

    @Test func fileInAListHasNoIndentation() throws {
        let runbook = try RunbookLoader.parse(
            text: "## A\n1. Write\n\n   File: a.yaml\n   ```yaml\n   a:\n     b: 1\n   ```\n",
            path: "r.md")
        #expect(Array(runbook.files.values) == ["a:\n  b: 1\n"])
    }
}
