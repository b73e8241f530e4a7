import IncidentModel

/// A pipeline's exit status is that of its last command, so the failure of the one that matters is lost.
enum HiddenFailureRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        if command.seesPipelineFailures || command.attributes.expectedOutput != nil { return [] }
        return command.programs.filter { program in
            guard let last = program.readers.last, !OutputTest.isTest(last) else { return false }
            if program.name == "curl" { return CurlRule.fails(program) }
            return last.first == "tee" && changes(program)
        }.map { program in
            command.warning(
                at: program.line, "hidden-failure",
                "the failure of \(program.title) is lost: the status is that of "
                    + "\(program.readers.last?.first ?? "the last command")",
                advice: "add {strict} to the fence, or set -o pipefail")
        }
    }

    private static func changes(_ program: LintedProgram) -> Bool {
        let words = program.written.joined(separator: " ")
        return DangerClassifier.shared.assess(words).danger >= .changes
    }
}
