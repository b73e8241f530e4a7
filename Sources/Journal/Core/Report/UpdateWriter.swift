public import IncidentModel
public import SafeText

/// The text of a status update's draft: what is, what is done, what is needed.
///
/// It is filled from what changed since the audience was told last, and from how things stand now. What
/// the journal does not say is not said.
public struct UpdateWriter {
    let audience: DisplayText
    let tone: UpdateTone
    let state: IncidentState
    let news: UpdateNews
    /// True while the audience was told nothing yet.
    let isFirst: Bool
    let services: [StandingService]
    let criteria: [ExitCriterion]
    let plans: [RunbookPlan]
    let now: Timestamp
    let clock: ReaderClock

    /// Lines of one kind that a draft holds at most; the rest is counted.
    static let longestList = 6

    /// Writes a draft.
    ///
    /// - Parameters:
    ///   - audience: For whom; its name chooses the words, see `UpdateTone`.
    ///   - state: The incident.
    ///   - events: Its events, the oldest first: at least those after the last update to the audience;
    ///     earlier ones only lend the names of steps.
    ///   - services: How services stand now; nil takes it from the journal.
    ///   - criteria: The exit criteria; none takes those that the journal tells of.
    ///   - plans: The loaded runbooks, for the next phase and the values that are missing.
    ///   - now: The time, by the journal's clock.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    /// - Returns: Markdown with the headings Conditions, Actions and Needs, and when the next one is due;
    ///   lines end with a line feed.
    public static func draft(
        for audience: DisplayText, state: IncidentState, events: [JournalEvent],
        services: [ServiceStatus]? = nil, criteria: [ExitCriterion] = [],
        plans: [RunbookPlan] = [], now: Timestamp, utcOffsetSeconds: Int
    ) -> String {
        let told = state.updateSequences[audience]
        let writer = UpdateWriter(
            audience: audience, tone: UpdateTone(for: audience), state: state,
            news: UpdateNews(events, after: told ?? 0), isFirst: told == nil,
            services: services.map { $0.map(StandingService.init) }
                ?? state.services.values.map(StandingService.init).sorted { $0.id < $1.id },
            criteria: criteria.isEmpty ? ExitCriterion.recorded(in: state) : criteria,
            plans: plans, now: now,
            clock: ReaderClock(
                utcOffsetSeconds: utcOffsetSeconds,
                wallClockOffset: state.record.wallClockOffset))
        return writer.text
    }

    private var text: String {
        var lines = [headline, ""]
        for (title, items) in [
            ("Conditions", conditions), ("Actions", actions), ("Needs", needs),
        ] {
            lines.append("## \(title)")
            lines.append("")
            lines += (items.isEmpty ? ["Nothing."] : items.map { "- \($0)" }) + [""]
        }
        return (lines + [nextUpdate]).joined(separator: "\n") + "\n"
    }

    /// `**INC-1 · P0 · acknowledged · open for 42 min** Staging down`.
    private var headline: String {
        guard let facts = state.facts else { return "**No incident is open**" }
        let age = DurationText.rough(
            max((state.record.resolution?.at ?? now) - facts.countsFrom, .zero))
        let standing =
            state.record.resolution == nil
            ? "\(state.record.status.rawValue), for \(age) so far" : "resolved after \(age)"
        return
            "**\(escaped(facts.id)), \(facts.severity.label), \(standing):** \(escaped(facts.title))"
    }

    private var nextUpdate: String {
        if state.record.resolution != nil { return "This is the last update: it is resolved." }
        guard
            let every = state.facts?.cadences.first(where: { $0.audience == audience })?.every
        else { return "No time is agreed for the next update." }
        return
            "The next update is due at \(time(now + every)) \(clock.zone), in \(DurationText.rough(every))."
    }

    func escaped(_ text: DisplayText) -> String { MarkdownText.escaped(text, inTable: false) }

    /// A clock time, with the day when it is another one.
    func time(_ moment: Timestamp) -> String { clock.time(moment, seenAt: now) }

    /// `since 03:30 (42 min)`.
    func since(_ moment: Timestamp) -> String {
        "since \(time(moment)) (\(DurationText.rough(max(now - moment, .zero))))"
    }

    /// At most `longestList` of the lines, and how many more there are.
    func bounded(_ lines: [String], _ what: String) -> [String] {
        guard lines.count > Self.longestList else { return lines }
        return lines.prefix(Self.longestList) + [
            "and \(lines.count - Self.longestList) more \(what)"
        ]
    }
}
