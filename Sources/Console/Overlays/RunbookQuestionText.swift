import CellGrid
import IncidentModel
import SafeText

/// The words of the questions about trust, rolling back and files.
extension QuestionText {
    /// Which contents are trusted, and what they can do.
    func trust(_ question: TrustQuestion) -> Content {
        var content = Content()
        content.title = StyledText("Trust this runbook?", .titleActive)
        content.border = .changes
        content.top = question.top
        guard let plan = state.runbooks?.first(where: { $0.id == question.runbook }) else {
            return content
        }
        content.before =
            wrap(plan.title.string, .strong)
            + wrap(
                "Nobody has trusted it as it is now. Its commands can do all that you can.", .text)
            + [StyledText()] + fact("file", plan.path.string)
            + fact("sha-256", String(question.hash.prefix(16)) + glyphs.ellipsis)
            + fact("commands", counts(of: plan)) + [StyledText()]
        content.scrolling = plan.steps.flatMap { step in
            step.commands.filter { $0.danger >= .changes }.flatMap { command in
                dangerous(command, of: step)
            }
        }
        content.after = [StyledText(), answers([("y", "trust it and go on"), ("Esc", "do not")])]
        if question.wish == nil {
            content.after[1] = answers([("y", "trust it"), ("Esc", "do not")])
        }
        return content
    }

    private func counts(of plan: RunbookPlan) -> String {
        let commands = plan.steps.flatMap(\.commands)
        let parts = Danger.allCases.reversed().compactMap { danger -> String? in
            let count = commands.count { $0.danger == danger }
            return count == 0 ? nil : "\(count) \(StepWords.counted(danger, count))"
        }
        return parts.isEmpty ? "none" : parts.joined(separator: " \(glyphs.dot) ")
    }

    private func dangerous(_ command: CommandPlan, of step: StepPlan) -> [StyledText] {
        let label = TextWidth.padded(step.id.label, toColumns: 5)
        let role = StepWords.role(of: command.danger)
        return command.text.enumerated().flatMap { line, text in
            StyledText([
                Span(line == 0 ? label : String(repeating: " ", count: 5), .faint),
                Span(
                    line == 0 && command.danger == .destroys ? "\(glyphs.warning) " : "  ", role),
                Span(text.string, .command),
            ]).wrapped(to: columns, indent: 7)
        }
    }

    /// What is undone, in the order in which it is.
    func rollBack(_ question: RollbackQuestion) -> Content {
        var content = Content()
        content.title = StyledText("Roll back \(question.runbook.name)?", .titleActive)
        content.border = .changes
        content.top = question.top
        let plan = state.runbooks?.first { $0.id == question.runbook }
        let done = plan?.doneSteps(in: state.incident).map(\.label).joined(separator: ", ") ?? ""
        content.before =
            wrap("Done so far: \(done). These steps undo it, one after another:", .text)
            + [StyledText()]
        content.scrolling = question.steps.enumerated().flatMap { index, id in
            let step = plan?.step(id)
            var row = StyledText([
                Span("\(index + 1)  ", .faint), Span("\(id.label) ", .faint),
                Span(step?.title.string ?? "", .strong),
            ])
            if let danger = step?.danger, danger != .reads {
                row += StyledText("  ") + StepWords.warning(danger, glyphs)
            }
            return row.wrapped(to: columns, indent: 7)
        }
        content.after =
            [StyledText()] + wrap("What changes something asks once more before it runs.", .faint)
            + [StyledText(), answers([("y", "roll back"), ("Esc", "do not")])]
        return content
    }

    /// Where the file goes, and what changes in it.
    func file(_ question: FileQuestion) -> Content {
        let preview = question.preview
        var content = Content()
        content.title = StyledText(
            preview.replaces ? "Replace this file?" : "Write this new file?", .titleActive)
        content.border = preview.replaces ? .changes : .borderActive
        content.top = question.top
        content.before = wrap(preview.path.string, .strong)
        if preview.replaces {
            content.before += wrap(
                "What is there now is kept in the folder of the incident.", .faint)
        }
        content.before.append(StyledText())
        content.scrolling = preview.changes.flatMap { line in
            StyledText(line.string, role(ofChange: line.string, preview)).wrapped(
                to: columns, indent: 2)
        }
        let verb = preview.replaces ? "replace it" : "write it"
        content.after = [StyledText(), answers([("y", verb), ("Esc", "do not")])]
        return content
    }

    private func role(ofChange line: String, _ preview: FilePreview) -> ThemeRole {
        guard preview.replaces else { return .command }
        switch line.first {
        case "+": return .done
        case "-": return .failed
        case "@": return .faint
        default: return .text
        }
    }
}
