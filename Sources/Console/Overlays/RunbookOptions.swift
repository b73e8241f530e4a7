import CellGrid
import IncidentModel
import SafeText

/// A row to choose from: a value, a file or a runbook.
struct RunbookOption {
    /// What the row leads to.
    enum Action: Equatable {
        /// A value is typed anew.
        case value(ValueRequest)
        /// A file is looked at.
        case file(FileID)
        /// One more runbook is loaded.
        case load(String)
        /// A loaded runbook is shown.
        case show(RunbookID)
    }

    /// What the row leads to.
    let action: Action
    /// What the row says.
    let text: StyledText
    /// What stands at its right end.
    let note: StyledText
}

/// The rows to choose from when a runbook's values, files or other runbooks are looked at.
enum RunbookOptions {
    /// The rows for what was typed: part of a name.
    static func options(
        for purpose: Prompt.Purpose, typed: String, _ state: ConsoleState
    ) -> [RunbookOption] {
        let needle = typed.lowercased()
        switch purpose {
        case .chooseValue(let runbook): return values(of: runbook, needle, state)
        case .chooseFile(let step): return files(of: step, needle, state)
        case .chooseRunbook: return runbooks(typed, state)
        case .filter, .note, .skipReason, .palette, .hold, .cluster, .value, .record:
            return []
        }
    }

    /// What is known of a value, in words; nil when it was not given.
    static func words(
        for variable: RunbookVariable, of runbook: RunbookID, _ state: ConsoleState
    ) -> String? {
        if state.secretsGiven[runbook]?.contains(variable.written) == true {
            return GlyphSet(asciiOnly: state.setup.asciiOnly).secret(6)
        }
        return state.incident.values[runbook]?[variable.written]?.string
    }

    private static func values(
        of runbook: RunbookID, _ needle: String, _ state: ConsoleState
    ) -> [RunbookOption] {
        let plan = state.runbooks?.first { $0.id == runbook }
        return (plan?.variables ?? []).filter {
            needle.isEmpty || "\($0.written) \($0.prompt)".lowercased().contains(needle)
        }.map { variable in
            var text = StyledText(" \(variable.written)  ", .strong)
            if let words = words(for: variable, of: runbook, state) {
                text.add(words)
            } else if let proposal = variable.proposal {
                text.add("no value yet, proposed: \(proposal)", .degraded)
            } else {
                text.add("no value yet", .degraded)
            }
            let note = variable.isSecret ? "secret" : "\(variable.prompt)"
            return RunbookOption(
                action: .value(ValueRequest(runbook: runbook, variable: variable)), text: text,
                note: StyledText(note, .faint))
        }
    }

    private static func files(
        of step: StepID, _ needle: String, _ state: ConsoleState
    ) -> [RunbookOption] {
        (state.step(step)?.files ?? []).filter {
            needle.isEmpty || $0.path.string.lowercased().contains(needle)
        }.map { file in
            let isWritten = state.incident.writtenFiles.contains(file.id)
            return RunbookOption(
                action: .file(file.id), text: StyledText(" \(file.path)", .strong),
                note: StyledText(isWritten ? "written" : "", .done))
        }
    }

    /// What fits first, then what is loaded, then whatever was typed.
    private static func runbooks(_ typed: String, _ state: ConsoleState) -> [RunbookOption] {
        let needle = typed.lowercased()
        func isFound(_ words: String) -> Bool {
            needle.isEmpty || words.lowercased().contains(needle)
        }
        let suggested = state.suggestions.filter {
            $0.loaded == nil && isFound("\($0.title) \($0.reference)")
        }.map { found in
            RunbookOption(
                action: .load(found.reference.string),
                text: StyledText(" \(found.title)", .strong)
                    + StyledText("  because \(found.reason)", .faint),
                note: StyledText("suggested", .notice))
        }
        let loaded = (state.runbooks ?? []).filter { isFound("\($0.title) \($0.id.name)") }
            .map { plan in
                RunbookOption(
                    action: .show(plan.id), text: StyledText(" \(plan.title)"),
                    note: StyledText("loaded", .faint))
            }
        guard typed.contains(where: { $0 != " " }) else { return suggested + loaded }
        let reference = RunbookOption(
            action: .load(typed), text: StyledText(" load \(typed)", .strong),
            note: StyledText("a path, or a name on the shelf", .faint))
        return suggested + loaded + [reference]
    }
}
