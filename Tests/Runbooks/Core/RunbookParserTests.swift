import Conditions
import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Runbooks

@Suite struct RunbookParserTests {
    private func parse(_ text: String, path: String = "r.md") throws -> Runbook {
        try RunbookLoader.parse(text: text, path: path)
    }

    @Test func scriptIsTheExactText() throws {
        let runbook = try parse("## A\n```bash\necho '\u{1B}[31m'  \t; # x\n```\n")
        let command = try #require(runbook.plan.steps.first?.commands.first)
        #expect(runbook.script(for: command.id) == "echo '\u{1B}[31m'  \t; # x")
        #expect(command.text.first?.string.contains("␛") == true)
    }

    @Test func conditionsAreKeptByCheck() throws {
        let runbook = try parse("## Verify\n- [ ] by hand\n- all probes are up\n")
        let checks = try #require(runbook.plan.steps.first?.checks)
        #expect(runbook.conditions.keys.map(\.index) == [1])
        #expect(runbook.conditions[checks[1].id]?.subject == .allServices)
    }

    @Test func attributesAreKeptByCommand() throws {
        let runbook = try parse(
            "## A\n```bash {timeout=15m cwd=deploy tty=false exit=0|1}\nvim\n```\n")
        let command = try #require(runbook.plan.steps.first?.commands.first)
        let attributes = runbook.attributes(for: command.id)
        #expect(attributes.timeout == .seconds(900))
        #expect(attributes.workingDirectory == "deploy")
        #expect(attributes.expectedStatuses == [0, 1])
        #expect(!command.needsTerminal)
    }

    @Test func attributesOfOtherLanguagesAreNotOurs() throws {
        let plan = try parse("## A\n```yaml {hl_lines=[3] linenos=true}\na: 1\n```\n").plan
        #expect(plan.problems.isEmpty)
    }

    @Test func hashIsThatOfTheBytes() throws {
        #expect(
            try parse("abc").plan.contentHash
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func fileAboveTheLimitIsRefused() throws {
        let error = #expect(throws: RunbookError.self) {
            try parse(String(repeating: "x", count: 1_000_001))
        }
        #expect(error?.reason.string.contains("too large") == true)
    }

    @Test func missingFileIsTold() {
        let error = #expect(throws: RunbookError.self) {
            try RunbookLoader.load(path: "/nonexistent/r.md")
        }
        #expect(
            error?.description == "/nonexistent/r.md: cannot be read: No such file or directory")
    }

    @Test func folderIsNoRunbook() {
        #expect(throws: RunbookError.self) { try RunbookLoader.load(path: "/tmp") }
    }

    @Test func idComesFromTheFileUnlessGiven() throws {
        #expect(try parse("x", path: "/a/b/disk-full.md").plan.id == RunbookID("disk-full"))
        let named = try RunbookLoader.parse(text: "x", path: "r.md", id: RunbookID("other"))
        #expect(named.plan.id == RunbookID("other"))
    }

    @Test func proseOfAStepIsBounded() throws {
        let text = "## A\n- [ ] x\n\n" + String(repeating: "line\n", count: 500)
        #expect(try parse(text).plan.steps.first?.prose.count == 200)
    }

    @Test func unlabelledBlocksRunOnlyWhenNothingElseDoes() throws {
        let mixed = try parse("## A\n```\nout\n```\n```bash\nls\n```\n")
        let step = try #require(mixed.plan.steps.first)
        #expect(step.runnableCommands.map(\.line) == [6])
        let bare = try parse("## A\n```\nls\n```\n")
        let only = try #require(bare.plan.steps.first)
        #expect(only.runnableCommands.map(\.line) == [3])
    }

    @Test func variablesNeededLaterAreKnown() throws {
        let runbook = try parse("## A\n```bash\nX=1\nY=2\n```\n## B\n```bash\necho $X\n```\n")
        let first = try #require(runbook.plan.steps.first?.commands.first)
        let last = try #require(runbook.plan.steps.last?.commands.first)
        #expect(runbook.variablesNeededLater(than: first.id) == ["X"])
        #expect(runbook.variablesNeededLater(than: last.id).isEmpty)
    }

    @Test(arguments: [UInt64](1...8))
    func randomBytesNeverCrash(_ seed: UInt64) throws {
        var random = SeededRandom(seed)
        let pieces =
            [
                "# ", "## ", "### ", "```", "```bash\n", "~~~console\n", "\n", "\r\n", "\r",
                "- [ ] ", "1. ",
                "> ", "    ", "\t", "$ ", "$(", "`", "'", "\"", "${", "((", "<<EOF\n", "EOF\n",
                "case x in ",
                "a) ", ";;", "esac", "for i in", "do", "done", "{", "}", "<x>", "{{y}}",
                "| a |\n|---|\n", "<!--",
                "-->", "<details>", "**Expected:**\n", "probe a is ", "(0-30 min)", "é",
                "\u{1F6A8}", "\\",
                "rm -rf /", "---\n", "\u{0}", "{name=a}", "\u{FEFF}",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xF0, 0x9F], [0x9B], [0xE2, 0x80]]
        for _ in 0..<60 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<120, using: &random) {
                bytes += pieces.randomElement(using: &random) ?? []
            }
            _ = try? RunbookParser.parse(bytes, path: "x", id: nil, variables: [])
        }
    }

    @Test(arguments: [
        "${", "$(", "((", "\"${", "<<a\n", "`", "{ ", "case x in ", "( ", "> ", "<a", "- ",
    ])
    func deepNestingIsRead(_ piece: String) throws {
        let text = "## A\n```bash\n" + String(repeating: piece, count: 5000) + "\n```\n"
        _ = try? parse(text)
        _ = try? parse(String(repeating: piece, count: 2000))
    }
}
