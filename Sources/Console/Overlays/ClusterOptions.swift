import CellGrid
import IncidentModel
import SafeText

/// A row to choose from before a decision about a cluster.
struct ClusterOption {
    /// The decision that the row stands for.
    let action: ClusterAction
    /// What the row says.
    let text: StyledText
    /// What stands at its right end.
    let note: StyledText
}

/// The rows to choose from: other clusters, the variables of one, or priorities.
enum ClusterOptions {
    /// How many variables a cluster's template has.
    static func variableCount(of cluster: ClusterStatus) -> Int {
        cluster.template.string.ranges(of: TemplateText.wildcard).count
    }

    /// The rows for what was typed: a number, or part of a template.
    static func options(
        for choice: ClusterChoice, _ id: ClusterID, typed: String, _ state: ConsoleState
    ) -> [ClusterOption] {
        guard let cluster = state.cluster(id) else { return [] }
        let typed = typed.lowercased().filter { $0 != " " }
        switch choice {
        case .link: return targets(besides: cluster, typed, state) { .link(symptomOf: $0) }
        case .merge: return targets(besides: cluster, typed, state) { .merge(into: $0) }
        case .split:
            return variables(of: cluster).filter { typed.isEmpty || "\($0.position)" == typed }
                .map(\.option)
        case .priority:
            return priorities(of: cluster).filter { $0.keys.contains(typed) || typed.isEmpty }
                .map(\.option)
        }
    }

    /// Why there is nothing to choose, in one sentence.
    static func nothingFound(for choice: ClusterChoice, typed: String) -> String {
        switch choice {
        case .link, .merge: "No other cluster is called \(typed): type its number, or part of its text."
        case .split: "There is no variable \(typed): type its number."
        case .priority: "\(typed) is no priority: type 0 to 3, or - for the proposed one."
        }
    }

    /// The proposed cause first: it is the likely answer.
    private static func targets(
        besides cluster: ClusterStatus, _ typed: String, _ state: ConsoleState,
        _ action: (ClusterReference) -> ClusterAction
    ) -> [ClusterOption] {
        let others = state.shownLogs.clusters.filter { $0.id != cluster.id }
        let likely = others.filter { $0.id == cluster.symptomOf }
        let found = (likely + others.filter { $0.id != cluster.symptomOf }).filter {
            typed.isEmpty || "\($0.id.number)".hasPrefix(typed)
                || ClusterList.text(of: $0).lowercased().filter { $0 != " " }.contains(typed)
        }
        let exact = found.filter { "\($0.id.number)" == typed }
        return (exact + found.filter { "\($0.id.number)" != typed }).map { other in
            let number = TextWidth.padded("\(other.id.number)", toColumns: 4, alignment: .right)
            var text = StyledText("\(number)  ", .strong)
            text.add("\(other.priority.label)  ", ClusterWords.role(of: other.priority))
            return ClusterOption(
                action: action(ClusterReference(id: other.id, template: other.template)),
                text: text + TemplateText.styled(other.template.string),
                note: StyledText(CountText.short(other.records), .count))
        }
    }

    private static func variables(
        of cluster: ClusterStatus
    ) -> [(position: Int, option: ClusterOption)] {
        let count = variableCount(of: cluster)
        return (0..<count).map { index in
            let values = index < cluster.values.count ? cluster.values[index] : nil
            var text = StyledText("\(TextWidth.padded("\(index + 1)", toColumns: 3, alignment: .right))  ", .strong)
            let top = values?.top.map { "\($0.text) \u{D7}\(CountText.short($0.count))" } ?? []
            text.add(top.isEmpty ? "no values are known" : top.joined(separator: "   "), top.isEmpty ? .faint : .text)
            let distinct = values.map { ClusterWords.distinct($0) } ?? ""
            return (
                index + 1,
                ClusterOption(
                    action: .split(variable: index + 1), text: text,
                    note: StyledText(distinct, .count))
            )
        }
    }

    private static func priorities(
        of cluster: ClusterStatus
    ) -> [(keys: [String], option: ClusterOption)] {
        let meanings: [(Priority, String)] = [
            (.p0, "now"), (.p1, "today"), (.p2, "this week"), (.p3, "for information"),
        ]
        var rows: [(keys: [String], option: ClusterOption)] = meanings.map { priority, meaning in
            var text = StyledText(" \(priority.label)  ", ClusterWords.role(of: priority))
            text.add(meaning)
            let note = priority == cluster.priority ? "as it is" : ""
            return (
                ["\(priority.rawValue)", priority.label.lowercased()],
                ClusterOption(
                    action: .setPriority(priority), text: text, note: StyledText(note, .faint))
            )
        }
        let note = cluster.marks.priority == nil ? "as it is" : ""
        rows.append(
            (
                ["-", "proposed"],
                ClusterOption(
                    action: .setPriority(nil), text: StyledText("  -  the proposed one"),
                    note: StyledText(note, .faint))
            ))
        return rows
    }
}
