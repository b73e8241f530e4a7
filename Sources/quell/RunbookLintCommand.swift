import ArgumentParser
import EngineRoom
import IncidentModel
import Runbooks
import SafeText

/// `quell runbook lint`.
struct RunbookLintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Name what a careful colleague would, with line and way out.",
        discussion: """
            Prints one line for each problem: FILE:LINE: error|warning: text (way out) [rule]; with
            --json one object:
            {"files":[{"path","problems":[{"line","grade","rule","text","advice"}]}],"errors":N,
            "warnings":N}.

            Exit status: 0 without errors, 1 with errors or when a file cannot be read.
            """)

    @Argument(help: "Files, or names of shipped or own runbooks.", completion: .file())
    var files: [String]

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "End with 1 also when there are only warnings.")
    var strict = false

    func run() throws {
        let report = LintReport(files.map(lint))
        Plain.print(json ? report.json : report.text)
        let status = report.exitStatus(strict: strict)
        if status != 0 { throw ExitCode(status) }
    }

    /// A file that cannot be read is an error like those in it, so that the others are read as well.
    private func lint(_ file: String) -> LintReport.File {
        let problems: [RunbookProblem]
        do {
            problems = RunbookLint.problems(of: try RunbookCommand.load(file))
        } catch let error as RunbookError {
            problems = [RunbookProblem(.error, line: 1, rule: "load", error.reason)]
        } catch {
            problems = [RunbookProblem(.error, line: 1, rule: "load", DisplayText("\(error)"))]
        }
        return LintReport.File(path: DisplayText(file), problems: problems)
    }
}
