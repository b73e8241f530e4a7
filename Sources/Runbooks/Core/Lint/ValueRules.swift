import IncidentModel
import SafeText

/// Values that a person has to fill in.
enum ValueRules {
    /// Placeholders of which the front matter says nothing, each once.
    static func placeholders(_ linted: LintedRunbook) -> [RunbookProblem] {
        let declared = Set(linted.declared.map(\.written))
        let names = Set(linted.declared.map(\.name))
        let inCommands = linted.commands.flatMap { command in
            command.plan.placeholders.map { ($0, command.plan.line + command.line(of: $0.string)) }
        }
        let inFiles = linted.files.flatMap { file in
            file.plan.placeholders.map {
                ($0, file.plan.line + 1 + line(of: $0.string, in: file.text))
            }
        }
        var seen: Set<DisplayText> = []
        return (inCommands + inFiles).sorted { $0.1 < $1.1 }
            .filter { written, _ in
                !written.string.hasPrefix("$") && !declared.contains(written)
                    && !names.contains(environmentName(of: written.string, linted))
                    && seen.insert(written).inserted
            }
            .map { written, line in
                RunbookProblem(
                    .warning, line: line, rule: "undeclared-placeholder",
                    "\(written) has to be filled in, and nothing says with what",
                    advice: "declare it under vars in the front matter, with a prompt")
            }
    }

    private static func environmentName(of written: String, _ linted: LintedRunbook) -> String {
        linted.plan.variables.first { $0.written.string == written }?.name ?? ""
    }

    private static func line(of written: String, in text: String) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains(written) } ?? 0
    }

    /// Variables that a command expands and nothing before it sets, each once.
    static func variables(_ linted: LintedRunbook) -> [RunbookProblem] {
        var known = ShellVariables.ofEveryShell.union(linted.declared.map(\.name))
        var problems: [RunbookProblem] = []
        for command in linted.commands {
            // A file that is read in may set anything, so from there on nothing is known to be unset.
            if command.programs.contains(where: { isSetter($0) }) { return problems }
            known.formUnion(ShellVariables.assigned(in: command.parsed))
            if command.attributes.asksForVariables {
                for name in used(in: command) where known.insert(name).inserted {
                    problems.append(undefined(name, in: command))
                }
            }
            if let name = command.attributes.capture { known.insert(name) }
        }
        return problems
    }

    private static func isSetter(_ program: LintedProgram) -> Bool {
        ["source", ".", "eval"].contains(program.name)
    }

    /// What the shell expands: a here-document with a quoted delimiter holds no variables.
    private static func used(in command: LintedCommand) -> [String] {
        let documents = ShellPlaces(command.script).literalDocuments
        let text = documents.reduce(command.script) { text, document in
            document.text.isEmpty ? text : text.replacing(document.text, with: "")
        }
        return ShellVariables.used(in: text)
    }

    private static func undefined(_ name: String, in command: LintedCommand) -> RunbookProblem {
        let places = [command.line(of: "$" + name), command.line(of: "${" + name)]
        return command.warning(
            at: places.max() ?? 0, "undefined-variable",
            "\(name) is used, and nothing in this runbook sets it before",
            advice: "set it in a step before, or declare it under vars in the front matter")
    }

    /// Placeholders where the shell expands nothing, so that no value can be put there.
    static func unfillable(_ linted: LintedRunbook) -> [RunbookProblem] {
        linted.commands.flatMap { command in
            ShellPlaces(Placeholder.masked(command.script)).literalDocuments
                .compactMap { document in
                    firstMark(in: command, from: document.line, text: document.text)
                }
        }
    }

    private static func firstMark(
        in command: LintedCommand, from line: Int, text: String
    ) -> RunbookProblem? {
        let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
        let lines = command.script.split(separator: "\n", omittingEmptySubsequences: false)
            .dropFirst(line).prefix(max(0, count - 1))
        for (offset, content) in lines.enumerated() {
            let marks = command.plan.placeholders.map(\.string).filter { !$0.hasPrefix("$") }
            guard let mark = marks.first(where: { content.contains($0) }) else { continue }
            return RunbookProblem(
                .error, line: command.plan.line + line + offset,
                rule: "placeholder-in-quoted-document",
                "\(DisplayText(mark)) cannot be filled in a here-document with a quoted delimiter",
                advice: "take the quotes off the delimiter, and escape what must stay as it is")
        }
        return nil
    }
}
