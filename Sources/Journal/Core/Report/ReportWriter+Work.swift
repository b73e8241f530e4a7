import IncidentModel
import SafeText

/// What was done: runs, rollbacks, files, exit criteria, action items.
extension ReportWriter {
    var runs: ReportSection? {
        guard !account.runs.isEmpty else {
            return section("What was run", [.paragraph([.plain("Nothing.")])])
        }
        let rows = account.runs.map { run -> [[ReportText]] in
            let count = run.of > 1 ? " (run \(run.number) of \(run.of))" : ""
            return [
                [.plain("\(run.run.step.label) \(run.run.title)\(count)")],
                [.code(run.run.command)], [ReportText](run.run.actor), when(run.run.startedAt),
                [ReportText](run.run.endPhrase),
                [ReportText](run.run.took.map(DurationText.short) ?? ""),
            ]
        }
        return section(
            "What was run",
            [.table(head: ["Step", "Command", "By", "Started", "End", "Took"], rows: rows)])
    }

    var rollbacks: ReportSection? {
        let items = account.rollbacks.map { rollback in
            ReportItem(
                text: [
                    .plain("\(when(rollback.at)) "),
                    .strong("\(rollback.runbook.name) phase \(rollback.phase)"),
                    .plain(": its rollback was proposed: \(rollback.reason)"),
                ],
                children: rollback.runs.isEmpty
                    ? [ReportItem(text: [.plain("Nothing of the runbook ran afterwards.")])]
                    : rollback.runs.map { run in
                        ReportItem(text: [.plain("\(when(run.startedAt)) \(run.line)")])
                    })
        }
        return items.isEmpty ? nil : section("Rollbacks", [.list(items, isNumbered: false)])
    }

    var files: ReportSection? {
        let rows = account.files.map { file -> [[ReportText]] in
            [
                [.code(file.path)], [.plain("\(file.step.label)")], when(file.at),
                [ReportText](file.by), [.code(DisplayText(file.hash))],
            ]
        }
        return rows.isEmpty
            ? nil
            : section(
                "Files that were written",
                [.table(head: ["File", "Step", "When", "By", "SHA-256"], rows: rows)])
    }

    var criteria: ReportSection? {
        guard !account.criteria.isEmpty else { return nil }
        var blocks: [ReportBlock] = [
            .list(account.criteria.map(item), isNumbered: false)
        ]
        if let resolution = account.state.record.resolution, !resolution.unmet.isEmpty {
            blocks.append(
                .paragraph([
                    .plain(
                        words(
                            "\(resolution.by) resolved it although \(resolution.unmet.count) of them "
                                + "did not hold", because: resolution.reason))
                ]))
        }
        return section("Exit criteria", blocks)
    }

    private func item(_ criterion: CriterionAccount) -> ReportItem {
        var words = [criterion.state.sentence]
        if let by = criterion.by { words.append("said \(by)") }
        if let at = criterion.at { words.append(when(at)) }
        if criterion.isOverridden { words.append("overridden") }
        return ReportItem(
            text: [.plain("\(criterion.text) (\(words.joined(separator: ", ")))")],
            isDone: criterion.isMet)
    }

    var actionItems: ReportSection? {
        let items = account.state.record.actionItems
        let blocks = ActionItem.Horizon.allCases.flatMap { horizon -> [ReportBlock] in
            let own = items.filter { $0.horizon == horizon }
            guard !own.isEmpty else { return [] }
            return [
                .heading([.plain(horizon.title)]), .list(own.map(item), isNumbered: false),
            ]
        }
        return section("Action items", blocks)
    }

    private func item(_ item: ActionItem) -> ReportItem {
        var words: [String] = []
        if !item.owner.isEmpty { words.append(item.owner.string) }
        if let due = item.due { words.append("due \(due.text)") }
        let tail = words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
        return ReportItem(text: [.plain("\(item.text)\(tail)")], isDone: item.isDone)
    }
}

extension ActionItem.Horizon {
    /// `Short term`.
    var title: String {
        switch self {
        case .immediate: "Immediate"
        case .shortTerm: "Short term"
        case .longTerm: "Long term"
        case .followUp: "Follow-up"
        }
    }
}

extension GateState {
    /// `met`, `unmet: 503`, `no data: never judged`.
    var sentence: String {
        switch self {
        case .noData(let text), .unmet(let text): text.isEmpty ? word : "\(word): \(text)"
        case .holding(_, let remaining): "holding for \(DurationText.rough(remaining)) more"
        case .met: word
        }
    }
}
