import IncidentModel
import SafeText

/// Puts an account into the order of a document.
struct ReportWriter {
    let account: IncidentAccount

    /// The document; sections of which the journal tells nothing are left out.
    var document: ReportDocument {
        let title: [ReportText] =
            account.facts.map { [.plain("\($0.id): \($0.title)")] }
            ?? [.plain("Record without an incident")]
        let sections = [
            summary, services, metrics, rootCause, suspects, clusters, runs, rollbacks, files,
            criteria, actionItems, roles, updates, notes, related, timeline, record,
        ]
        return ReportDocument(title: title, sections: sections.compactMap { $0 })
    }

    func section(_ title: String, _ blocks: [ReportBlock]) -> ReportSection? {
        blocks.isEmpty ? nil : ReportSection(title: title, blocks: blocks)
    }

    func when(_ moment: Timestamp) -> String { account.clock.dateAndTime(moment) }

    func when(_ moment: Timestamp) -> [ReportText] { [.plain(when(moment))] }

    /// `a (b)`, `a` when there is no b.
    func words(_ text: DisplayText, in brackets: DisplayText) -> String {
        brackets.isEmpty ? text.string : "\(text) (\(brackets))"
    }

    /// `a: b`, `a` when there is no b.
    func words(_ text: String, because reason: DisplayText) -> String {
        reason.isEmpty ? text : "\(text): \(reason)"
    }

    /// `1 console`, `2 consoles`.
    func count(_ number: Int, _ one: String, _ several: String) -> String {
        "\(number) \(number == 1 ? one : several)"
    }

    private var summary: ReportSection? {
        guard let facts = account.facts else { return nil }
        var lines: [(name: String, text: [ReportText])] = []
        func add(_ name: String, _ text: String) { lines.append((name, [ReportText](text))) }
        add("Severity", severity(facts))
        add("Status", status)
        if let impact = Optional(facts.impact), !impact.isEmpty { add("Impact", impact.string) }
        if let cause = account.rootCause { add("Root cause", cause.string) }
        add("Detected", "\(when(facts.countsFrom)) \(account.clock.zone)")
        if facts.openedAt != facts.countsFrom { add("Opened", when(facts.openedAt)) }
        if let resolution = account.state.record.resolution { add("Resolved", when(resolution.at)) }
        if let duration = account.duration {
            let isOver = account.state.record.resolution != nil
            add(
                "Duration", DurationText.rough(duration) + (isOver ? "" : " up to the newest event")
            )
        }
        if let after = facts.escalateAfter {
            let contact = facts.escalateTo.isEmpty ? "" : ", to \(facts.escalateTo)"
            add("Escalation", "after \(DurationText.rough(after))\(contact)")
        }
        for cadence in facts.cadences {
            add("Updates for \(cadence.audience)", "every \(DurationText.rough(cadence.every))")
        }
        return section("Summary", [.facts(lines)] + story)
    }

    private func severity(_ facts: IncidentFacts) -> String {
        guard account.severities.count > 1 else { return facts.severity.label }
        let before = account.severities.map { term in
            "\(term.severity.label) from \(account.clock.time(term.at)) (\(term.reason), \(term.by))"
        }
        return "\(facts.severity.label); \(before.joined(separator: ", then "))"
    }

    private var status: String {
        let record = account.state.record
        guard let resolution = record.resolution, !resolution.unmet.isEmpty else {
            return record.status.rawValue
        }
        let unmet = count(resolution.unmet.count, "exit criterion", "exit criteria")
        return words("resolved with \(unmet) unmet", because: resolution.reason)
    }

    /// The moments of its life, as they were marked.
    private var story: [ReportBlock] {
        guard !account.moments.isEmpty else { return [] }
        let items = account.moments.map { moment in
            ReportItem(
                text: [
                    .plain("\(when(moment.at)) "), .strong(moment.moment.rawValue),
                    .plain(words(" by \(moment.by)", because: moment.reason)),
                ])
        }
        return [.list(items, isNumbered: false)]
    }

    private var services: ReportSection? {
        guard !account.services.isEmpty else { return nil }
        let total = account.services.count
        var rollup: [ReportText] = []
        if let worst = account.worst {
            rollup.append(.strong("\(worst.availablePercent) % available"))
            rollup.append(
                .plain(
                    " at the worst moment, \(when(worst.at)): "
                        + "\(worst.unavailable) of \(total) services were not. "))
        }
        let now = (total - account.unavailableNow) * 100 / total
        rollup.append(.strong("\(now) % available"))
        rollup.append(.plain(" at the end of the record."))
        let end = account.endedAt ?? Timestamp(nanoseconds: 0)
        let rows = account.services.map { service -> [[ReportText]] in
            [
                [ReportText](service.id.name), [ReportText](service.now.standing),
                when(service.now.since), [ReportText](service.worst.standing),
                [ReportText](service.worst.reason),
                [ReportText](DurationText.rough(service.unavailable(until: end))),
            ]
        }
        let head = ["Service", "Status", "Since", "At worst", "Error", "Not available for"]
        return section(
            "Services",
            [.paragraph(rollup), .table(head: head, rows: rows)] + charts)
    }

    /// The course as a drawing, and in words.
    private var charts: [ReportBlock] {
        let drawing = CourseChart(account).svg.map { [ReportBlock.drawing(svg: $0)] } ?? []
        let courses = account.services.filter { $0.bands.count > 1 }.map { service in
            ReportItem(
                text: [.strong("\(service.id.name): "), .plain(course(of: service.bands))])
        }
        return drawing + (courses.isEmpty ? [] : [.list(courses, isNumbered: false)])
    }

    /// `unknown, from 03:30:02 blocked, from 03:38:00 up`; of very many changes the first and the last.
    private func course(of bands: [VerdictBand]) -> String {
        func words(_ band: VerdictBand) -> String {
            "\(band.look.rawValue) from \(account.clock.time(band.from))"
        }
        guard bands.count > 12 else { return bands.map(words).joined(separator: ", ") }
        let left = "\(bands.count - 12) more changes"
        return (bands.prefix(6).map(words) + [left] + bands.suffix(6).map(words))
            .joined(separator: ", ")
    }

    private var metrics: ReportSection? {
        guard account.facts != nil else { return nil }
        let rows = account.metrics.map { metric -> [[ReportText]] in
            [
                [ReportText](metric.kind.title),
                [ReportText](metric.duration.map(DurationText.rough) ?? "not recorded"),
                [ReportText](metric.kind.definition), mark(metric.from), mark(metric.to),
            ]
        }
        return section(
            "Times",
            [.table(head: ["Metric", "Time", "Measured", "From", "To"], rows: rows)])
    }

    private func mark(_ mark: IncidentMetric.Mark?) -> [ReportText] {
        guard let mark else { return [.plain("not recorded")] }
        let event = mark.event.map { ", event \($0)" } ?? ""
        return [.plain("\(when(mark.at)) (\(mark.text)\(event))")]
    }
}

extension ServiceChange {
    /// `down`, `unknown, blocked by backend`.
    var standing: DisplayText {
        switch cause {
        case .blocked(let parent): "\(to.rawValue), blocked by \(parent.name)"
        case .local: "\(to.rawValue), our own network or permissions"
        case .none, .pending, .own: DisplayText(to.rawValue)
        }
    }
}
