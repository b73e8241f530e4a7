import IncidentModel

/// `curl` ends with 0 also when the server answers with an error, unless it has `--fail` (curl(1)).
///
/// 184 of 189 `curl` commands in public runbooks lack it.
enum CurlRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        // A text that the output must have is a look at the answer.
        if command.attributes.expectedOutput != nil { return [] }
        return command.programs.enumerated()
            .filter { index, program in
                program.name == "curl" && asksWebServer(program) && !fails(program)
                    && !isTested(program, before: command.programs[(index + 1)...])
            }
            .map { _, program in
                command.warning(
                    at: program.line, "curl-without-fail",
                    "curl ends well also when the server answers with an error",
                    advice: "add -f, as in curl -fsS, or test the status")
            }
    }

    private static func asksWebServer(_ program: LintedProgram) -> Bool {
        if program.arguments.isEmpty || program.has("--version", "-V", "--help", "-h", "--manual") {
            return false
        }
        let schemes = program.arguments.compactMap { argument in
            argument.firstRange(of: "://").map { argument[..<$0.lowerBound].lowercased() }
        }
        let isWeb =
            schemes.isEmpty || schemes.contains { $0.hasSuffix("http") || $0 == "https" }
            || schemes.contains { $0.contains("$") }
        return isWeb && !program.has("--connect-only")
    }

    /// True for `-f`, `--fail` and `--fail-with-body`.
    static func fails(_ program: LintedProgram) -> Bool {
        program.has("--fail", "--fail-with-body") || program.arguments.contains(where: holdsFail)
    }

    /// Short options that take a value: the letters after one of them are its value.
    private static let withValue = Set("HoXduAbcCDeEFKmPQrtTUwxyYz")

    private static func holdsFail(_ argument: String) -> Bool {
        guard argument.hasPrefix("-"), !argument.hasPrefix("--") else { return false }
        return argument.dropFirst().prefix { !withValue.contains($0) }.contains("f")
    }

    /// True when somebody looks at the status or at the answer.
    private static func isTested(
        _ program: LintedProgram, before following: ArraySlice<LintedProgram>
    ) -> Bool {
        let codes = ["http_code", "response_code"]
        if program.arguments.contains(where: { word in codes.contains { word.contains($0) } }) {
            return true
        }
        if program.readers.contains(where: OutputTest.isTest) { return true }
        return following.contains { ["test", "[", "[["].contains($0.name) }
    }
}

/// Programs whose exit status tells what was in their input.
enum OutputTest {
    /// True for `grep`, `jq -e` and their kin; the words are name and arguments.
    static func isTest(_ words: [String]) -> Bool {
        switch words.first {
        case "grep", "egrep", "fgrep", "rg", "zgrep", "test", "diff", "cmp": true
        case "jq", "yq":
            words.dropFirst().contains {
                $0.hasPrefix("--exit-status") || $0.isCluster(with: "e")
            }
        default: false
        }
    }
}
