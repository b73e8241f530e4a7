import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// The commands of a document against what cmark-gfm itself calls code, line by line.
@Suite struct FenceOracleTests {
    /// Line numbers and texts of the commands' lines that are no comments, by whether a language was named.
    private func found(_ runbook: Runbook) -> (runnable: [Int: String], unlabelled: [Int: String]) {
        var found: (runnable: [Int: String], unlabelled: [Int: String]) = ([:], [:])
        for command in runbook.plan.steps.flatMap(\.commands) {
            let script = runbook.script(for: command.id) ?? ""
            for (offset, line) in script.split(separator: "\n", omittingEmptySubsequences: false)
                .enumerated()
            {
                let bare = line.drop { $0.isWhitespace }
                guard !bare.isEmpty, bare.first != "#" else { continue }
                if command.language.isEmpty {
                    found.unlabelled[command.line + offset] = String(line)
                } else {
                    found.runnable[command.line + offset] = String(line)
                }
            }
        }
        return found
    }

    private func compare(_ bytes: [UInt8], _ name: String) throws {
        let runbook = try RunbookParser.parse(bytes, path: name, id: nil, variables: [])
        let files = Set(runbook.plan.steps.flatMap(\.files).map(\.line))
        let oracle = FenceOracle(bytes, files: files)
        let (runnable, unlabelled) = found(runbook)
        #expect(differences(oracle.runnable, runnable) == [], "\(name)")
        #expect(differences(oracle.unlabelled, unlabelled) == [], "\(name)")
    }

    private func differences(_ expected: [Int: String], _ found: [Int: String]) -> [String] {
        Set(expected.keys).union(found.keys).sorted().compactMap { line in
            expected[line] == found[line]
                ? nil : "line \(line): \(expected[line] ?? "–") / \(found[line] ?? "–")"
        }
    }

    /// Root's prompt is no `$ `; what follows it runs on request.
    private static let knownDifferences = ["console-prompt-output-08.md": [141, 142, 143]]

    @Test(
        .enabled(if: SharedData.folder != nil, "the folder ../shared is not there"),
        arguments: SharedData.runbooks + [SharedData.remediationPlan])
    func sampleHasTheCommandsThatMarkdownCallsCode(_ path: String) throws {
        let data = try #require(FileManager.default.contents(atPath: path))
        let runbook = try RunbookLoader.load(path: path)
        let files = Set(runbook.plan.steps.flatMap(\.files).map(\.line))
        let oracle = FenceOracle(Array(data), files: files)
        var (runnable, unlabelled) = found(runbook)
        let name = URL(fileURLWithPath: path).lastPathComponent
        for line in Self.knownDifferences[name] ?? [] { runnable[line] = nil }
        #expect(differences(oracle.runnable, runnable) == [], "\(name)")
        #expect(differences(oracle.unlabelled, unlabelled) == [], "\(name)")
    }

    @Test(arguments: ShippedRunbookPaths.all)
    func shippedRunbookHasTheCommandsThatMarkdownCallsCode(_ path: String) throws {
        let data = try #require(FileManager.default.contents(atPath: path))
        try compare(Array(data), path)
        #expect(FenceOracle(Array(data), files: []).blocks > 0)
    }

    @Test(arguments: [
        "```bash\nls\n```", "~~~ sh\nls\n~~~", "````zsh\n```\nls\n```\n````",
        "```Shell title=x\nls\n```",
        "- a\n\n  ```bash\n  ls\n  ```\n- b\n  - c\n    ```sh\n    ls -l\n      x\n    ```",
        "1. a\n   1. b\n\n      ```bash\n      ls\n      ```", "> ```bash\n> ls\n> ```\nls",
        "> - ```bash\n>   ls\n>   ```", "> ```bash\n> ls\n\n```bash\nls\n```",
        "   ```bash\n   ls\n     x\n   ```", "    ls\n\n    id\n", "a\n    ls\n", "\tls\n\t\tid",
        "-\t```bash\n\tls\n\t```", "```console\n$ ls\na\n$ id\nb\n```",
        "```bash\n$ ls\na\n\n$ id\n```", "```console\nls\n```", "```\n$ ls\nb\n```", "```\nls\n```",
        "```text\nls\n```", "```text {simulate=a}\nls\n```\n```bash {name=a}\nls\n```",
        "```yaml\na: 1\n```", "**File:** `a.yaml`\n```yaml\na: 1\n```",
        "**File:** a.sh\n```bash\nls\n```",
        "<details>\n<summary>x</summary>\n\n```bash\nls\n```\n\n</details>",
        "<details>\n```bash\nls\n```\n</details>",
        "<pre>\n```bash\nls\n```\n</pre>\n\n```sh\nid\n```",
        "<!--\n```bash\nls\n```\n-->\n```sh\nid\n```", "<!-- x -->\n```sh\nid\n```",
        "```bash\nls\n\nid", "- ```bash\n  ls\nafter", "```bash\n```", "```bash\n\n\nls\n\n\n```",
        "```bash\n# only\n# words\n```", "```bash `x`\nls\n```", "~~~bash `x`\nls\n~~~",
        "```bash\nls\n``", "```bash\nls\n```x\nid\n```", "```bash\ncat <<E\n```\nE",
        "text\n```bash\nls\n```\ntext",
        "# h\n```bash\nls\n```", "| a |\n|---|\n| b |\n```bash\nls\n```",
        "```bash {name=x\nls\n```",
        "```bash {x=1}\nls\n```", "    ```bash\n    ls\n    ```",
        "```bash\n\u{1F6A8} \u{FFFD}\n```", "\\```bash\nls\n```",
        "```ba\\sh\nls\n```", "---\ntitle: x\n---\n```bash\nls\n```",
        "[a]: b\n```bash\nls\n```", "***\n```bash\nls\n```",
    ])
    func everyFormOfBlockIsReadAsMarkdownReadsIt(_ text: String) throws {
        for end in ["\n", "\r\n", "\r"] {
            let document = ("## A\n" + text + "\n").replacing("\n", with: end)
            try compare(Array(document.utf8), text)
        }
        try compare([0xEF, 0xBB, 0xBF] + Array(text.utf8), text)
    }
}
