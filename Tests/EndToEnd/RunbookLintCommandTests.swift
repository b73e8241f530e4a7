import Foundation
import Testing

/// `quell runbook lint`, as somebody calls it.
struct RunbookLintCommandTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/quell-lint-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private static let clean = "# A\n\n## Look\n\n### Look\n\n```bash\nls\n```\n"
    private static let warned = "# A\n\n## Look\n\n### Look\n\n```bash\ncurl http://x\n```\n"
    private static let wrong = "# A\n\n## Look\n\n### Look\n\n```bash {frob=1}\nls\n```\n"

    /// Writes the texts to files of a folder of their own and lints them.
    ///
    /// - Returns: The exit status and what was printed.
    private func lint(
        _ texts: [Data], options: [String] = [], also names: [String] = []
    ) throws -> (status: Int32, output: String) {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var files: [String] = []
        for (index, text) in texts.enumerated() {
            let file = "\(folder)/\(index).md"
            try text.write(to: URL(fileURLWithPath: file))
            files.append(file)
        }
        let line = "\"$@\"; echo \"status $?\""
        let output = try Tool.run(
            "bash", ["-c", line, "_", Program.path, "runbook", "lint"] + options + files + names)
        let status = try #require(output.split(separator: "\n").last).split(separator: " ").last
        return (try #require(status.flatMap { Int32($0) }), output.replacing(folder, with: "DIR"))
    }

    private func lint(_ text: String, _ options: String...) throws -> (
        status: Int32, output: String
    ) {
        try lint([Data(text.utf8)], options: options)
    }

    @Test func cleanFileEndsWell() throws {
        let (status, output) = try lint(Self.clean, "--strict")
        #expect(status == 0)
        #expect(output == "1 file: nothing to name\nstatus 0\n")
    }

    @Test func warningIsPrintedWithFileLineAndWayOut() throws {
        let (status, output) = try lint(Self.warned)
        #expect(status == 0)
        #expect(output.hasPrefix("DIR/0.md:8: warning: curl ends well also when"))
        #expect(output.contains("(add -f, as in curl -fsS, or test the status)"))
        #expect(output.contains("[curl-without-fail]\n1 file: 0 errors, 1 warning\n"))
    }

    @Test func strictEndsBadlyWithWarnings() throws {
        #expect(try lint(Self.warned, "--strict").status == 1)
    }

    @Test func errorEndsBadly() throws {
        let (status, output) = try lint(Self.wrong)
        #expect(status == 1)
        #expect(output.contains("DIR/0.md:7: error: unknown attribute “frob”"))
    }

    @Test func jsonHasTheShapeItSays() throws {
        let (status, output) = try lint(
            [Data(Self.warned.utf8), Data(Self.clean.utf8)], options: ["--json"])
        #expect(status == 0)
        let json = output.replacing("status 0\n", with: "")
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["errors", "files", "warnings"])
        #expect(object["errors"] as? Int == 0)
        #expect(object["warnings"] as? Int == 1)
        let files = try #require(object["files"] as? [[String: Any]])
        #expect(files.map { $0["path"] as? String } == ["DIR/0.md", "DIR/1.md"])
        let problems = try #require(files[0]["problems"] as? [[String: Any]])
        let problem = try #require(problems.first)
        #expect(Set(problem.keys) == ["line", "grade", "rule", "text", "advice"])
        #expect(problem["line"] as? Int == 8)
        #expect(problem["grade"] as? String == "warning")
        #expect(problem["rule"] as? String == "curl-without-fail")
        #expect((files[1]["problems"] as? [Any])?.isEmpty == true)
    }

    @Test func fileThatCannotBeReadIsAnErrorAndTheOthersAreRead() throws {
        let (status, output) = try lint(
            [Data(Self.warned.utf8)], also: ["/nonexistent/x.md", NSTemporaryDirectory()])
        #expect(status == 1)
        #expect(output.contains("/nonexistent/x.md:1: error: "))
        #expect(output.contains("[curl-without-fail]"))
        #expect(output.contains("3 files: 2 errors, 1 warning"))
    }

    @Test func binaryFileIsReadToItsEnd() throws {
        let bytes = (0..<60_000).map { UInt8(truncatingIfNeeded: $0 &* 167 ^ ($0 >> 7)) }
        let (status, output) = try lint([Data(bytes)], options: ["--json"])
        #expect(status == 0 || status == 1)
        #expect(output.utf8.allSatisfy { $0 == 10 || $0 >= 32 })
        #expect(output.contains("\"warnings\""))
    }

    @Test func shippedRunbookIsFoundByItsName() throws {
        let (status, output) = try lint([], options: ["--strict"], also: ["disk-full"])
        #expect(status == 0)
        #expect(output.hasPrefix("1 file: nothing to name"))
    }

    @Test func withoutAFileTheUseIsSaid() throws {
        let (status, output) = try lint([])
        #expect(status == 64)
        #expect(output.contains("Usage: quell runbook lint"))
    }
}
