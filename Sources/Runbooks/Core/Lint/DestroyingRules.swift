import IncidentModel

/// Commands that destroy more easily than they need to.
enum DestroyingRules {
    private static let consents: Set<String> = [
        "-auto-approve", "--auto-approve", "--force", "-y", "--yes", "--assume-yes", "--quiet",
        "-auto-approve=true", "--force=true", "--skip-final-snapshot", "--no-preserve-root",
    ]

    /// What destroys and is told not to ask.
    static func unasked(_ command: LintedCommand) -> [RunbookProblem] {
        guard command.plan.danger == .destroys else { return [] }
        return command.programs.compactMap { program in
            guard let consent = program.arguments.first(where: consents.contains),
                isDestroying(program)
            else { return nil }
            return command.warning(
                at: program.line, "destroys-unasked",
                "\(program.title) destroys, and \(consent) lets it do so without a look",
                advice: look(program))
        }
    }

    private static func isDestroying(_ program: LintedProgram) -> Bool {
        // `rm` asks nobody here anyway.
        if program.name == "rm" { return false }
        let words = program.written.joined(separator: " ")
        return DangerClassifier.shared.assess(words).danger == .destroys
    }

    private static func look(_ program: LintedProgram) -> String {
        switch program.name {
        case "terraform", "tofu": "keep a plan by terraform plan -out=FILE, look at it, apply that"
        case "git": "use --force-with-lease, which spares the work of others"
        default: "let a step before it show what would go, such as --dry-run or a list"
        }
    }

    /// Variables that are never empty.
    private static let full: Set<String> = ["HOME", "PWD"]

    /// `rm -rf $DIR/x` removes `/x` when the variable is empty.
    static func emptyVariables(_ command: LintedCommand) -> [RunbookProblem] {
        let literals = literals(in: command)
        return command.programs.flatMap { program -> [RunbookProblem] in
            let isRecursive =
                program.hasShort("r") || program.hasShort("R") || program.has("--recursive")
            guard program.name == "rm", isRecursive else { return [] }
            return program.arguments.compactMap { argument in
                guard let name = leadingVariable(argument), !full.contains(name),
                    !literals.contains(name)
                else { return nil }
                return command.warning(
                    at: program.line, "remove-empty-variable",
                    "when \(name) is empty this removes from the root folder",
                    advice: "write ${\(name):?} so that it stops instead")
            }
        }
    }

    /// The variable of `$DIR/x` and `${DIR}/x`.
    private static func leadingVariable(_ argument: String) -> String? {
        guard argument.hasPrefix("$"), let slash = argument.firstIndex(of: "/") else { return nil }
        var name = argument[..<slash].dropFirst()
        if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
        let isName = !name.isEmpty && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
        return isName && name.first?.isNumber == false ? String(name) : nil
    }

    /// Variables to which the same script gives a text that is not empty.
    private static func literals(in command: LintedCommand) -> Set<String> {
        let assignments = command.parsed.commands.flatMap {
            $0.assignments + ($0.words.first == "export" ? $0.words.dropFirst() : [])
        }
        return Set(
            assignments.compactMap { assignment in
                guard let name = assignment.assignedName else { return nil }
                let value = assignment[name.endIndex...].dropFirst()
                    .trimmingPrefix("=").filter { $0 != "\"" && $0 != "'" }
                return value.isEmpty || value.hasPrefix("$") || value.hasPrefix("`")
                    ? nil : String(name)
            })
    }
}
