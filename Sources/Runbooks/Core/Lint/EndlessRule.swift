import IncidentModel

/// A command that goes on until somebody ends it makes its step time out, and what follows never runs.
enum EndlessRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        if command.attributes.isBackground || command.hasOwnTimeout { return [] }
        // In the foreground of a terminal a person ends it.
        if command.attributes.needsTerminal == true { return [] }
        let programs = command.programs.filter {
            !isEnded($0) && (EndlessProgram.isEndless($0) || $0.prefix.contains("watch"))
        }
        let lines = Set(programs.map(\.line))
        return programs.map { program in
            let title = program.prefix.contains("watch") ? "watch" : program.title
            return problem(command, at: program.line, "\(title) goes on until somebody ends it")
        }
            + ShellPlaces(Placeholder.masked(command.script)).endlessLoops
            .filter { !lines.contains($0) }
            .map { problem(command, at: $0, "this loop goes on until somebody ends it") }
    }

    private static func problem(
        _ command: LintedCommand, at line: Int, _ text: String
    ) -> RunbookProblem {
        command.warning(
            at: line, "never-ends", text,
            advice: "add {background} or {timeout=1m} to the fence, or put timeout 60 in front")
    }

    private static func isEnded(_ program: LintedProgram) -> Bool {
        if program.isInBackground || program.prefix.contains("timeout") { return true }
        // A reader that leaves early ends it by a broken pipe.
        return program.readers.contains { words in
            switch words.first {
            case "head": true
            case "grep", "egrep", "rg":
                words.contains { $0.isCluster(with: "m") || $0.isCluster(with: "q") }
            default: false
            }
        }
    }
}
