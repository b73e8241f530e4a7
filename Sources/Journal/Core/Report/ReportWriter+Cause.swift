import IncidentModel
import SafeText

/// Why it broke: the five whys, ideas of the cause, changes before it, log clusters.
extension ReportWriter {
    var rootCause: ReportSection? {
        let record = account.state.record
        var blocks: [ReportBlock] = []
        if !record.whys.isEmpty {
            blocks.append(.list(record.whys.map(item), isNumbered: true))
        }
        if !record.hypotheses.isEmpty {
            blocks.append(.heading([.plain("Ideas that were looked at")]))
            blocks.append(.list(record.hypotheses.map(item), isNumbered: false))
        }
        return section("Root cause", blocks)
    }

    private func item(_ why: Why) -> ReportItem {
        let answer: [ReportText] =
            why.answer.isEmpty ? [.plain("Not answered.")] : [.plain(why.answer.string)]
        let mark: [ReportText] = why.isRootCause ? [.strong("Root cause: ")] : []
        return ReportItem(
            text: [.strong(why.question.string)],
            children: [ReportItem(text: mark + answer)] + why.evidence.map(item))
    }

    private func item(_ idea: Hypothesis) -> ReportItem {
        ReportItem(
            text: [
                .strong(idea.standing.rawValue + ": "),
                .plain(words(idea.text.string, because: idea.reason)),
            ], children: idea.evidence.map(item))
    }

    private func item(_ evidence: PickedEvidence) -> ReportItem {
        let text: [ReportText]
        switch evidence {
        case .cluster(let cluster, let count):
            let tail = count.isEmpty ? "" : " (\(count))"
            text = [
                .plain("cluster \(cluster.id.number): "), .code(cluster.template), .plain(tail),
            ]
        case .reading(_, _, let at): text = [.plain("\(evidence.line), read at \(when(at))")]
        case .step, .change: text = [ReportText](evidence.line)
        case .event(let number, _): text = [.plain("\(evidence.line) (event \(number))")]
        }
        return ReportItem(text: [.plain("Evidence: ")] + text)
    }

    var suspects: ReportSection? {
        let rows = account.suspects.map { suspect -> [[ReportText]] in
            let change = suspect.change
            let services = change.services.map(\.name.string).joined(separator: ", ")
            return [
                [.plain("\(DurationText.rough(suspect.before)) before")],
                [.plain("\(change.source) \(change.id)")], [ReportText](change.title),
                [ReportText](change.author), [ReportText](services.isEmpty ? "any" : services),
            ]
        }
        guard !rows.isEmpty else { return nil }
        return section(
            "Changes shortly before the onset",
            [.table(head: ["When", "Change", "What", "By", "Services"], rows: rows)])
    }

    var clusters: ReportSection? {
        guard !account.clusters.isEmpty else { return nil }
        let rows = account.clusters.map { cluster -> [[ReportText]] in
            [
                [.plain("\(cluster.id.number)")], [ReportText](cluster.priority?.label ?? ""),
                [ReportText](cluster.severityWord), [.code(cluster.template)],
                [ReportText](cluster.counts.map { "\($0.total)" } ?? ""),
                when(cluster.first), when(cluster.last), [ReportText](cluster.standing),
            ]
        }
        let head = ["No", "Priority", "Severity", "Says", "Records", "First", "Last", "Stands"]
        let items = account.clusters.compactMap(processing)
        return section(
            "Log clusters",
            [.table(head: head, rows: rows)] + totals
                + (items.isEmpty
                    ? []
                    : [
                        .heading([.plain("What became of them")]), .list(items, isNumbered: false),
                    ]))
    }

    /// One cluster as in a worklog: its relation and each decision.
    private func processing(_ cluster: ClusterAccount) -> ReportItem? {
        let relation = cluster.relation.map { [$0.string] } ?? []
        let told = relation + cluster.decisions.map(\.string).filter { !$0.hasPrefix("unpinned") }
        let moments = cluster.happenings.filter { ![.found, .appeared].contains($0.moment) }.map {
            "\($0.moment.phrase) at \(account.clock.time($0.at))"
        }
        guard !told.isEmpty || !moments.isEmpty else { return nil }
        return ReportItem(
            text: [
                .strong("Cluster \(cluster.id.number): "),
                .plain((told + moments).joined(separator: "; ")),
            ])
    }

    private var totals: [ReportBlock] {
        let counts = account.clusters.compactMap(\.counts)
        guard !counts.isEmpty else { return [] }
        let words = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = counts.reduce(0) { $0 + $1[severity] }
            return count == 0 ? nil : "\(count) \(severity.word)"
        }
        let all = counts.reduce(0) { $0 + $1.total }
        return [.paragraph([.plain("\(all) records in these: \(words.joined(separator: ", ")).")])]
    }
}

extension Severity {
    /// `error`; `no severity` when the record does not say.
    var word: String { self == .unknown ? "without a severity" : "\(self)" }
}

extension ClusterAccount {
    /// `error`; empty when nothing is known.
    var severityWord: String { severity == .unknown ? "" : severity.word }
}

extension ClusterMoment {
    /// `fell silent`.
    var phrase: String {
        switch self {
        case .found: "was there"
        case .appeared: "appeared"
        case .spiked: "spiked"
        case .fellSilent: "fell silent"
        case .returned: "came back"
        case .spokeAfterFix: "spoke again after its fix"
        }
    }
}
