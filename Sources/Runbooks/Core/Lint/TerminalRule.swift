import IncidentModel

/// Commands run without a terminal and with nothing to read: what asks a person fails, hangs or goes on
/// with no answer.
enum TerminalRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        if command.attributes.needsTerminal != nil { return [] }
        return command.programs.compactMap { program in
            // What never ends says already that it may have a terminal.
            if EndlessProgram.isEndless(program) || program.prefix.contains("watch") { return nil }
            if wantsTerminal(program) {
                return command.warning(
                    at: program.line, "wants-terminal", "\(program.name) wants a terminal",
                    advice: "add {tty} to the fence, or use a form that asks nothing")
            }
            guard !program.hasInput, let answer = Question.answer(to: program) else { return nil }
            return command.warning(
                at: program.line, "asks-a-person",
                "\(program.title) asks before it goes on, and nobody can answer",
                advice: "\(answer), or add {tty} to the fence")
        }
    }

    private static func wantsTerminal(_ program: LintedProgram) -> Bool {
        let words = (program.prefix.filter { $0 == "sudo" } + program.written)
            .joined(separator: " ")
        let text = program.hasInput ? words + " </dev/null" : words
        return TerminalNeed.isNeeded(by: ShellScript(text))
    }
}

/// Programs that ask for a yes unless an option gives it.
enum Question {
    /// How to give the answer beforehand; nil for what asks nothing.
    static func answer(to program: LintedProgram) -> String? {
        switch program.name {
        case "apt", "apt-get", "yum", "dnf":
            let verbs = [
                "install", "remove", "purge", "upgrade", "dist-upgrade", "full-upgrade",
                "autoremove", "update", "erase", "reinstall", "downgrade",
            ]
            guard let verb = program.operands.first, verbs.contains(verb) else { return nil }
            if verb == "update", program.name.hasPrefix("apt") { return nil }
            let isAnswered =
                program.hasShort("y") || program.has("--yes", "--assume-yes", "-qq")
                || program.has("--assumeyes", "--dry-run", "-s", "--simulate", "--assumeno")
            return isAnswered ? nil : "add -y"
        case "terraform", "tofu", "terragrunt":
            return terraform(program)
        case "docker", "podman":
            let prunes = program.operands.contains("prune")
            return prunes && !program.hasShort("f") && !program.has("--force") ? "add -f" : nil
        case "read":
            return program.hasShort("p") ? "declare the value under vars" : nil
        default: return nil
        }
    }

    private static func terraform(_ program: LintedProgram) -> String? {
        guard let verb = program.operands.first, ["apply", "destroy"].contains(verb) else {
            return nil
        }
        let isAnswered = program.arguments.contains {
            $0.hasPrefix("-auto-approve") || $0.hasPrefix("--auto-approve")
                || $0.hasPrefix("-input=false") || $0 == "--terragrunt-non-interactive"
        }
        // A plan that was kept is applied without a question.
        let hasPlan = program.operands.count > 1
        return isAnswered || verb == "apply" && hasPlan
            ? nil : "keep a plan by terraform plan -out=FILE and apply that"
    }
}

/// `sudo` may ask for a password.
enum SudoRule {
    /// One warning for the runbook: those who need no password need no more.
    static func problems(of linted: LintedRunbook) -> [RunbookProblem] {
        let asking = linted.commands.filter { $0.attributes.needsTerminal == nil }
            .flatMap { command in
                command.programs.filter(mayAsk).map { (command, $0) }
            }
        guard let (command, program) = asking.first else { return [] }
        let more = asking.count > 1 ? ", here and \(asking.count - 1) times more" : ""
        return [
            command.warning(
                at: program.line, "sudo-password",
                "sudo may ask for a password, and nobody can answer\(more)",
                advice: "use sudo -n, which fails instead of asking, or add {tty} to the fence")
        ]
    }

    private static func mayAsk(_ program: LintedProgram) -> Bool {
        guard let sudo = program.prefix.firstIndex(of: "sudo") else { return false }
        let options = program.prefix[(sudo + 1)...].prefix { $0.hasPrefix("-") }
        return !options.contains {
            $0.isCluster(with: "n") || $0.isCluster(with: "S") || $0 == "--non-interactive"
        }
    }
}
