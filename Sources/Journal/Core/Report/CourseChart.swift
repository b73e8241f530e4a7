import IncidentModel
import SafeText

/// The course of an incident as a drawing: verdicts of services, moments of log clusters and runs of steps
/// over one axis of time.
///
/// Every band and mark has its words as a tooltip, and a pattern beside its colour.
struct CourseChart {
    /// Rows of one kind that are drawn at most.
    private static let mostRows = 40
    private static let width = 1000
    private static let gutter = 190
    private static let rowHeight = 22
    private static let barHeight = 16

    private let account: IncidentAccount
    private let from: Timestamp
    private let until: Timestamp

    /// Chooses the window: from shortly before the onset to the end.
    init(_ account: IncidentAccount) {
        self.account = account
        let beginning = account.record.from ?? Timestamp(nanoseconds: 0)
        let end = max(account.endedAt ?? beginning, beginning + .seconds(1))
        let onset = account.metrics.compactMap(\.from?.at).min() ?? beginning
        let margin = max((end - onset) / 12, .seconds(10))
        from = max(min(onset, end) + (.zero - margin), beginning)
        until = max(end + margin / 3, from + .seconds(1))
    }

    /// The drawing as an `svg` element; nil when there is nothing to draw.
    var svg: String? {
        let groups = [("Services", bands), ("Log clusters", clusters), ("Steps", steps)].filter {
            !$0.1.isEmpty
        }
        guard !groups.isEmpty else { return nil }
        var body: [String] = []
        var y = 6
        for (title, rows) in groups {
            body.append(text(title, x: 0, y: y + 12, style: "group"))
            y += Self.rowHeight
            for row in rows.prefix(Self.mostRows) {
                body.append(text(shortened(row.name), x: 8, y: y + 12, style: "name"))
                body += row.marks.map { $0(y) }
                y += Self.rowHeight
            }
            if rows.count > Self.mostRows {
                let left = rows.count - Self.mostRows
                body.append(text("and \(left) more in the tables", x: 8, y: y + 12, style: "name"))
                y += Self.rowHeight
            }
            y += 6
        }
        return drawing(of: axis(below: y) + body + legend(at: y + 26), height: y + 48)
    }

    /// One row: its name, and what to draw at a height.
    private struct Row {
        var name: String
        var marks: [(Int) -> String]
    }

    private var bands: [Row] {
        account.services.map { service in
            Row(
                name: service.id.name.string,
                marks: service.bands.compactMap { band in
                    let end = min(band.until ?? until, until)
                    guard end > from, band.from < until else { return nil }
                    let start = max(band.from, from)
                    let words =
                        "\(service.id.name): \(band.look.rawValue) from \(time(band.from))"
                        + (band.until.map { " to \(time($0))" } ?? "")
                    return { bar(start, end, look: band.look.rawValue, words, y: $0) }
                })
        }
    }

    private var clusters: [Row] {
        account.clusters.filter { !$0.happenings.isEmpty }.map { cluster in
            let marks = cluster.happenings.filter { from <= $0.at && $0.at <= until }
            let span: (Int) -> String = { y in
                let (start, end) = (x(max(cluster.first, from)), x(min(cluster.last, until)))
                return "<rect class=\"span\" x=\"\(start)\" y=\"\(y + 7)\" "
                    + "width=\"\(max(end - start, 1))\" height=\"2\"/>"
            }
            return Row(
                name: "\(cluster.id.number) \(cluster.template)",
                marks: [span] + [trend(of: cluster)].compactMap { $0 }
                    + marks.map { happening in
                        let words =
                            "cluster \(cluster.id.number) \(happening.moment.phrase) at "
                            + time(happening.at)
                        return { y in mark(happening.moment, at: happening.at, words, y: y) }
                    })
        }
    }

    /// Records a minute as small columns; nil when they are not known any more.
    private func trend(of cluster: ClusterAccount) -> ((Int) -> String)? {
        guard let end = account.newestAt, let most = cluster.trend.max(), most > 0 else {
            return nil
        }
        let columns = cluster.trend.enumerated().compactMap { place, records in
            let start = end + .seconds(-60 * (cluster.trend.count - place))
            let stop = start + .seconds(60)
            return records > 0 && stop > from && start < until ? (start, stop, records) : nil
        }
        return { y in
            columns.map { start, stop, records in
                let height = max(Self.barHeight * records / most, 1)
                let words = "cluster \(cluster.id.number): \(records) records from \(time(start))"
                let left = x(start)
                return "<g><title>\(XMLText.escaped(words))</title><rect class=\"trend\" "
                    + "x=\"\(left)\" y=\"\(y + Self.barHeight - height)\" "
                    + "width=\"\(max(x(stop) - left - 1, 1))\" height=\"\(height)\"/></g>"
            }.joined()
        }
    }

    private var steps: [Row] {
        var rows: [StepID: Row] = [:]
        var order: [StepID] = []
        for account in account.runs {
            let run = account.run
            if rows[run.step] == nil {
                order.append(run.step)
                rows[run.step] = Row(name: "\(run.step.label) \(run.title)", marks: [])
            }
            let end = min(run.startedAt + (run.took ?? .zero), until)
            guard run.startedAt <= until, end >= from else { continue }
            let words = "\(run.step.label) \(run.title): \(run.endPhrase) at \(time(run.startedAt))"
            rows[run.step]?.marks.append {
                bar(max(run.startedAt, from), end, look: run.look, words, y: $0)
            }
        }
        return order.compactMap { rows[$0] }
    }

    private func bar(
        _ start: Timestamp, _ end: Timestamp, look: String, _ words: String, y: Int
    ) -> String {
        let (left, right) = (x(start), x(end))
        let width = max(right - left, 2)
        let box = "x=\"\(left)\" y=\"\(y)\" width=\"\(width)\" height=\"\(Self.barHeight)\""
        let label =
            width > 70 ? text(look, x: left + 5, y: y + 12, style: "label") : ""
        return "<g><title>\(XMLText.escaped(words))</title><rect class=\"\(look)\" \(box)/>"
            + "<rect fill=\"url(#\(look))\" \(box)/>\(label)</g>"
    }

    private func mark(
        _ moment: ClusterMoment, at: Timestamp, _ words: String, y: Int
    ) -> String {
        let (left, middle) = (x(at), y + 8)
        let shape: String
        switch moment {
        case .found, .appeared: shape = "M\(left) \(middle - 6)l6 6l-6 6l-6 -6z"
        case .spiked: shape = "M\(left - 6) \(middle + 5)l6 -11l6 11z"
        case .fellSilent: shape = "M\(left - 5) \(middle - 5)h10v10h-10z"
        case .returned, .spokeAfterFix: shape = "M\(left - 6) \(middle - 5)l6 11l6 -11z"
        }
        return "<g><title>\(XMLText.escaped(words))</title>"
            + "<path class=\"\(moment == .fellSilent ? "up" : "down")\" d=\"\(shape)\"/></g>"
    }

    private func axis(below y: Int) -> [String] {
        let count = 6
        return (0...count).map { part in
            let moment = from + (until - from) * part / count
            let place = x(moment)
            let anchor = part == 0 ? "start" : part == count ? "end" : "middle"
            return "<path class=\"tick\" d=\"M\(place) 6V\(y)\"/>"
                + text(
                    account.clock.time(moment), x: place, y: y + 16, style: "time", anchor: anchor)
        }
    }

    /// What patterns and marks mean.
    private func legend(at y: Int) -> [String] {
        var left = Self.gutter
        let looks = VerdictBand.Look.allCases.map { look in
            defer { left += 96 }
            let box = "x=\"\(left)\" y=\"\(y)\" width=\"18\" height=\"12\""
            return "<rect class=\"\(look.rawValue)\" \(box)/>"
                + "<rect fill=\"url(#\(look.rawValue))\" \(box)/>"
                + text(look.rawValue, x: left + 23, y: y + 10, style: "time")
        }
        let words = "clusters: ◆ new ▲ spiking ■ silent ▼ back"
        return looks + [text(words, x: left, y: y + 10, style: "time")]
    }

    private func drawing(of body: [String], height: Int) -> String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width) \(height)" role="img" \
        aria-label="Course of the incident; the lists and tables say the same in words">
        <defs>\(Self.patterns)</defs>
        \(body.joined(separator: "\n"))
        </svg>
        """
    }

    /// Looks are told by their pattern too: stripes for down, dots for degraded, rules for blocked.
    private static let patterns = [
        ("up", ""), ("degraded", "<circle cx=\"4\" cy=\"4\" r=\"1.4\" class=\"ink\"/>"),
        ("down", "<path d=\"M-2 10L10 -2M2 14L14 2\" class=\"line\"/>"),
        ("blocked", "<path d=\"M0 4H8\" class=\"line\"/>"),
        ("unknown", "<path d=\"M4 0V3\" class=\"line\"/>"),
    ].map { name, shape in
        "<pattern id=\"\(name)\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">"
            + shape + "</pattern>"
    }.joined()

    private func text(
        _ words: String, x: Int, y: Int, style: String, anchor: String = "start"
    ) -> String {
        "<text x=\"\(x)\" y=\"\(y)\" class=\"\(style)\" text-anchor=\"\(anchor)\">"
            + "\(XMLText.escaped(words))</text>"
    }

    private func shortened(_ name: String) -> String {
        name.count > 25 ? String(name.prefix(24)) + "…" : name
    }

    private func time(_ moment: Timestamp) -> String { account.clock.time(moment) }

    private func x(_ moment: Timestamp) -> Int {
        let plot = Self.width - Self.gutter - 4
        let whole = max((until - from).wholeMilliseconds, 1)
        let part = min(max((moment - from).wholeMilliseconds, 0), whole)
        return Self.gutter + Int(Double(part) / Double(whole) * Double(plot))
    }
}

extension StepRun {
    /// What its bar shows; an end that nobody saw is neither good nor bad.
    fileprivate var look: String {
        switch end {
        case .exited(0): "up"
        case .exited, .signalled, .timedOut, .couldNotStart, .cancelled: "down"
        case .unknown, nil: "unknown"
        }
    }
}
