import IncidentModel
import SafeText

/// A secret in a runbook is read by everybody who reads the file.
enum SecretRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        lines(in: command.script).map { problem(line: command.plan.line + $0) }
    }

    static func problemsInFiles(of linted: LintedRunbook) -> [RunbookProblem] {
        linted.files.flatMap { file in
            lines(in: file.text).map { problem(line: file.plan.line + 1 + $0) }
        }
    }

    private static func problem(line: Int) -> RunbookProblem {
        RunbookProblem(
            .warning, line: line, rule: "secret", "this looks like a secret",
            advice: "declare it under vars with secret: true, and rotate it")
    }

    /// The lines, from 0, that hold a secret.
    private static func lines(in text: String) -> [Int] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { holdsSecret(String($0.element)) }.map(\.offset)
    }

    private static func holdsSecret(_ line: String) -> Bool {
        let redacted = Redactor.standard.redact(line)
        guard redacted != line else { return false }
        let before = zip(line, redacted).prefix { $0 == $1 }.count
        let rest = line.count - before
        let after = zip(line.reversed(), redacted.reversed()).prefix(rest).prefix { $0 == $1 }.count
        return !isStandIn(String(line.dropFirst(before).dropLast(after)))
    }

    private static let standIns = [
        "changeme", "change-me", "password", "passwd", "secret", "example", "xxx", "***", "...",
        "your", "redacted", "token", "dummy", "placeholder", "todo",
    ]

    /// True for a reference to a value, and for a word that stands for one.
    private static func isStandIn(_ value: String) -> Bool {
        let bare = value.trimmingPrefix { "\"'\\ ".contains($0) }
        if bare.contains("$") || bare.contains("<") || bare.contains("{{") { return true }
        let lowered = bare.lowercased()
        return bare.isEmpty || standIns.contains { lowered.contains($0) }
    }
}
