import Foundation
import Glibc
import Testing

@testable import Runbooks

/// Reading time grows with the size of a document, not with its square.
@Suite(.serialized) struct GrowthTests {
    /// Seconds of this thread's processor time that reading takes.
    private func seconds(_ piece: String, bytes: Int) -> Double {
        let text = "## A\n" + String(repeating: piece, count: max(1, bytes / piece.utf8.count))
        let document = Array(text.utf8)
        var start = timespec()
        var end = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
        _ = RunbookParser.runbook(document, path: "r.md", id: nil, variables: [])
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
        return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    }

    @Test(arguments: [
        "### Step\n\nWords.\n\n```bash\nkubectl get pods -n web\n```\n\n- [ ] it works\n\n",
        "# A\n", "## A (5 min)\n### Rollback\n```bash\nls\n```\n", "- [ ] x\n", "1. a\n", "word ",
        "```bash\nls <x> $Y {{ z }}\n```\n", "```bash {name=a needs=a rollback=a}\nls\n```\n",
        "```console\n$ echo \"\nout\n```\n", "<details>\n<!-- \n\n", "<!-- --> ", "| a | b |\n",
        "**File:** a.yaml\n```yaml\na: <b>\n```\n", "```text {simulate=a}\nx\n```\n", "a\n===\n",
        "    indented\n", "> ```sh\n> ls\n", "`a` **b** ", "- probe web is fine\n", "```bash\n",
        "- a\n  ```bash {verify}\n  ls\n  ```\n", "Files to update:\n- `a.yaml`\n",
    ])
    func timeGrowsWithTheSize(_ piece: String) {
        let small = seconds(piece, bytes: 4_000)
        let large = seconds(piece, bytes: 32_000)
        #expect(large < max(0.3, 24 * small), "\(small) s, then \(large) s for 8 times the size")
    }

    @Test(arguments: [
        "# one\nls\n", "ls <x-1> $Y\n", "$ echo 'x\n", "x=1\necho $x\n", "ls \\\n",
        "ls; ls && ls | wc ", "cat <<E\n", "echo \"$(ls \n", "{ ls; }\n",
    ])
    func timeOfOneBlockGrowsWithItsSize(_ piece: String) {
        let fence = "```bash\n" + piece
        let small = seconds(
            fence + String(repeating: piece, count: 4_000 / piece.utf8.count), bytes: 1)
        let large = seconds(
            fence + String(repeating: piece, count: 32_000 / piece.utf8.count), bytes: 1)
        #expect(large < max(0.3, 24 * small), "\(small) s, then \(large) s for 8 times the size")
    }
}
