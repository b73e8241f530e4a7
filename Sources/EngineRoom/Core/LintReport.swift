public import IncidentModel
public import SafeText

/// What was found in runbooks, for people and for programs.
public struct LintReport: Sendable {
    /// One file and what is wrong or odd in it.
    public struct File: Sendable {
        /// The file, as it was named.
        public var path: DisplayText
        /// Its problems in the order of lines.
        public var problems: [RunbookProblem]

        /// Puts both together.
        public init(path: DisplayText, problems: [RunbookProblem]) {
            self.path = path
            self.problems = problems
        }
    }

    private let files: [File]

    /// Takes the files in the order in which they were named.
    public init(_ files: [File]) {
        self.files = files
    }

    /// How many problems are errors.
    public var errors: Int { count(.error) }

    /// How many problems are warnings.
    public var warnings: Int { count(.warning) }

    /// 0 for a clean pass, 1 when there are errors; with `strict` also when there are warnings.
    public func exitStatus(strict: Bool) -> Int32 {
        errors > 0 || strict && warnings > 0 ? 1 : 0
    }

    /// One line for each problem, as compilers write them, and one that sums up.
    public var text: String {
        let lines = files.flatMap { file in file.problems.map { Self.line(file.path, $0) } }
        return (lines + [summary]).joined(separator: "\n")
    }

    /// `{"errors":N,"files":[{"path","problems":[{"line","grade","rule","text","advice"}]}],"warnings":N}`.
    public var json: String {
        PrintableJSON.text(
            of: Output(files: files.map(Output.File.init), errors: errors, warnings: warnings))
    }

    private static func line(_ path: DisplayText, _ problem: RunbookProblem) -> String {
        let advice = problem.advice.isEmpty ? "" : " (\(problem.advice))"
        return
            "\(path):\(problem.line): \(problem.grade): \(problem.text)\(advice) [\(problem.rule)]"
    }

    private var summary: String {
        let read = Self.count(files.count, "file")
        guard errors + warnings > 0 else { return "\(read): nothing to name" }
        return "\(read): \(Self.count(errors, "error")), \(Self.count(warnings, "warning"))"
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }

    private func count(_ grade: RunbookProblem.Grade) -> Int {
        files.reduce(0) { $0 + $1.problems.filter { $0.grade == grade }.count }
    }

    private struct Output: Encodable {
        struct File: Encodable {
            var path: String
            var problems: [Problem]

            init(_ file: LintReport.File) {
                path = file.path.string
                problems = file.problems.map {
                    Problem(
                        line: $0.line, grade: $0.grade.rawValue, rule: $0.rule,
                        text: $0.text.string,
                        advice: $0.advice.string)
                }
            }
        }

        struct Problem: Encodable {
            var line: Int
            var grade: String
            var rule: String
            var text: String
            var advice: String
        }

        var files: [File]
        var errors: Int
        var warnings: Int
    }
}
