import CellGrid
import IncidentModel
import SafeText

/// What belongs to a step beside its commands and checks.
extension DetailWriter {
    /// What must be done before it, and what undoes it.
    func relations(of step: StepPlan) -> [StyledText] {
        var rows: [StyledText] = []
        if !step.needs.isEmpty {
            rows += fact("needs", StyledText(step.needs.map(\.label).joined(separator: ", ")))
        }
        let phase = state.runbooks?.first { $0.id == step.id.runbook }?.phases.first {
            $0.number == step.id.phase
        }
        if let undo = step.undoneBy {
            rows += fact("undone by", StyledText("step \(undo.label)"))
        } else if let undo = phase?.undoneBy {
            rows += fact("undone by", StyledText("phase \(undo)"))
        }
        if step.isParallel { rows += fact("runs", StyledText("beside the step before it")) }
        return rows.isEmpty ? [] : [StyledText()] + rows
    }

    /// What is out of the ordinary about a command.
    func words(for command: CommandPlan) -> [String] {
        var words: [String] = []
        if command.needsTerminal { words.append("takes the terminal") }
        if command.isBackground { words.append("goes on beside what follows") }
        if command.isVerification { words.append("judges a gate") }
        if command.isOnRequest { words.append("only when asked for by itself") }
        if command.asksAlways { words.append("always asks") }
        return words
    }

    /// The values that a command or a file needs, with what is known of them.
    func values(of placeholders: [DisplayText], in runbook: RunbookID) -> [StyledText] {
        let plan = state.runbooks?.first { $0.id == runbook }
        let given = Dictionary(
            state.setup.values.map { ($0.name.string, $0.text.string) },
            uniquingKeysWith: { first, _ in first })
        return placeholders.flatMap { placeholder in
            let variable = plan?.variables.first { $0.written == placeholder }
            let known =
                variable.flatMap { RunbookOptions.words(for: $0, of: runbook, state) }
                ?? given[variable?.name ?? placeholder.string]
            return fact(
                placeholder.string,
                known.map { StyledText($0) } ?? StyledText("no value yet", .degraded))
        }
    }

    /// A file that the step offers to write.
    func rows(of file: FilePlan) -> [StyledText] {
        let isWritten = state.incident.writtenFiles.contains(file.id)
        var head = StyledText([Span("File", .heading), Span("  \(file.path)", .strong)])
        head.add(isWritten ? "  written" : "", .done)
        var rows = [StyledText()] + head.wrapped(to: columns, indent: 2)
        for line in file.text {
            rows += StyledText([Span("  ", .faint), Span(line.string, .command)])
                .wrapped(to: columns, indent: 4)
        }
        return rows + values(of: file.placeholders, in: file.id.step.runbook)
    }

    /// What is wrong or odd in the lines of the step.
    func problems(of step: StepPlan) -> [StyledText] {
        guard let plan = state.runbooks?.first(where: { $0.id == step.id.runbook }) else {
            return []
        }
        let lines = (plan.steps.map(\.line) + plan.phases.map(\.line)).sorted()
        let end = lines.first { $0 > step.line } ?? .max
        // What stands before all steps, such as the front matter, is shown with the first.
        let start = step.id == plan.steps.first?.id ? 0 : step.line
        let found = plan.problems.filter { $0.line >= start && $0.line < end }
        guard !found.isEmpty else { return [] }
        return heading("Problems")
            + found.flatMap { problem in
                let role: ThemeRole = problem.grade == .error ? .failed : .changes
                var text = "line \(problem.line): \(problem.text)"
                if !problem.advice.isEmpty { text += "; \(problem.advice)" }
                return paragraph(text, role)
            }
    }
}
