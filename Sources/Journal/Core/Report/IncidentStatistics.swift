public import IncidentModel
import SafeText

/// Figures over many incidents.
public struct IncidentStatistics: Sendable {
    /// How long something took, over the incidents that record it.
    struct Times: Hashable, Sendable {
        var kind: IncidentMetric.Kind
        /// Incidents that record both moments in this order.
        var measured: Int
        /// Nearest rank: the smallest time that at least half, or nine tenths, do not exceed.
        var median: Duration?
        var ninetieth: Duration?
    }

    /// Something with how many incidents had it.
    struct Frequency: Hashable, Sendable {
        var name: String
        var incidents: Int
    }

    /// Frequencies that are told at most.
    static let mostFrequencies = 10

    let incidents: Int
    let bySeverity: [Frequency]
    let byStatus: [Frequency]
    let times: [Times]
    let actionsOpen: Int
    let actionsOverdue: Int
    let actionsDone: Int
    /// Services that were down by their own fault.
    let roots: [Frequency]
    /// Log templates.
    let clusters: [Frequency]

    /// Counts; records without an incident are left out.
    ///
    /// - Parameters:
    ///   - accounts: The records.
    ///   - now: The time by the wall clock; an action item is overdue from the day after its own.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    public init(_ accounts: [IncidentAccount], now: Timestamp, utcOffsetSeconds: Int) {
        let accounts = accounts.filter { $0.facts != nil }
        incidents = accounts.count
        let severities = accounts.compactMap { $0.facts?.severity }
        bySeverity = IncidentSeverity.allCases.map { severity in
            Frequency(name: severity.label, incidents: severities.count { $0 == severity })
        }
        byStatus = IncidentStatus.allCases.map { status in
            Frequency(
                name: status.rawValue,
                incidents: accounts.count { $0.state.record.status == status })
        }
        times = IncidentMetric.Kind.allCases.map { Times($0, accounts) }
        let items = accounts.flatMap(\.state.record.actionItems)
        let today = ReaderClock(utcOffsetSeconds: utcOffsetSeconds).day(now)
        let open = items.filter { !$0.isDone }
        actionsOpen = open.count
        actionsDone = items.count - open.count
        actionsOverdue = open.count { item in
            guard let due = item.due else { return false }
            return due < today
        }
        roots = Self.frequencies(
            accounts.map { account in
                account.services.filter { $0.firstOwnFault != nil }.map(\.id.name.string)
            })
        clusters = Self.frequencies(accounts.map { $0.clusters.map(\.template.string) })
    }

    /// The most frequent names first; each counts once an incident.
    private static func frequencies(_ names: [[String]]) -> [Frequency] {
        var counts: [String: Int] = [:]
        for name in names.flatMap({ Set($0) }) { counts[name, default: 0] += 1 }
        return counts.map { Frequency(name: $0.key, incidents: $0.value) }
            .sorted { ($1.incidents, $0.name) < ($0.incidents, $1.name) }
            .prefix(mostFrequencies).map { $0 }
    }
}

extension IncidentStatistics.Times {
    fileprivate init(_ kind: IncidentMetric.Kind, _ accounts: [IncidentAccount]) {
        let known = accounts.compactMap { $0.metric(kind) }.filter { $0 >= .zero }.sorted()
        self.kind = kind
        measured = known.count
        median = known.nearestRank(percent: 50)
        ninetieth = known.nearestRank(percent: 90)
    }
}

extension [Duration] {
    /// The smallest of the sorted times that at least so many percent do not exceed; nil for none.
    func nearestRank(percent: Int) -> Duration? {
        isEmpty ? nil : self[Swift.max((count * percent + 99) / 100, 1) - 1]
    }
}

extension IncidentStatistics {
    /// The figures as Markdown tables.
    public var markdown: String {
        MarkdownReport.text(
            ReportDocument(
                title: [.plain("Incidents: \(incidents)")],
                sections: [
                    table("Severity", ["Severity", "Incidents"], bySeverity),
                    table("Status", ["Status", "Incidents"], byStatus), timesSection,
                    ReportSection(
                        title: "Action items",
                        blocks: [
                            .facts([
                                ("Open", [.plain("\(actionsOpen)")]),
                                ("Overdue", [.plain("\(actionsOverdue)")]),
                                ("Done", [.plain("\(actionsDone)")]),
                            ])
                        ]), table("Most frequent roots", ["Service", "Incidents"], roots),
                    table("Most frequent log clusters", ["Template", "Incidents"], clusters),
                ]))
    }

    private func table(_ title: String, _ head: [String], _ rows: [Frequency]) -> ReportSection {
        let cells = rows.map { row -> [[ReportText]] in
            let name: ReportText =
                head[0] == "Template" ? .code(DisplayText(row.name)) : .plain(row.name)
            return [[name], [.plain("\(row.incidents)")]]
        }
        return ReportSection(
            title: title,
            blocks: rows.isEmpty
                ? [.paragraph([.plain("None.")])] : [.table(head: head, rows: cells)])
    }

    private var timesSection: ReportSection {
        let rows = times.map { time -> [[ReportText]] in
            [
                [.plain(time.kind.title)], [.plain(time.kind.definition)],
                [.plain("\(time.measured) of \(incidents)")],
                [.plain(time.median.map(DurationText.rough) ?? "not recorded")],
                [.plain(time.ninetieth.map(DurationText.rough) ?? "not recorded")],
            ]
        }
        return ReportSection(
            title: "Times",
            blocks: [
                .table(
                    head: ["Metric", "Measured", "Incidents", "Median", "90th percentile"],
                    rows: rows)
            ])
    }

    /// The figures as JSON with sorted keys; lengths of time in seconds.
    public var json: String {
        func named(_ rows: [Frequency]) -> ReportValue {
            .object(
                Dictionary(
                    rows.map { ($0.name, ReportValue.number($0.incidents)) },
                    uniquingKeysWith: { first, _ in first }))
        }
        func listed(_ rows: [Frequency]) -> ReportValue {
            .list(
                rows.map { .object(["name": .text($0.name), "incidents": .number($0.incidents)]) })
        }
        let measured = times.map { time in
            let members: [String: ReportValue] = [
                "measured": .number(time.measured), "definition": .text(time.kind.definition),
                "median": time.median.map { .seconds($0) } ?? .null,
                "p90": time.ninetieth.map { .seconds($0) } ?? .null,
            ]
            return (time.kind.rawValue, ReportValue.object(members))
        }
        let value = ReportValue.object([
            "version": .number(ReportFields.version), "incidents": .number(incidents),
            "bySeverity": named(bySeverity), "byStatus": named(byStatus),
            "times": .object(Dictionary(uniqueKeysWithValues: measured)),
            "actions": .object([
                "open": .number(actionsOpen), "overdue": .number(actionsOverdue),
                "done": .number(actionsDone),
            ]), "roots": listed(roots), "clusters": listed(clusters),
        ])
        return value.json
    }
}
