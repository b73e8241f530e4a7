import IncidentModel
import SafeText

extension ReportFields {
    static let run: [ReportField<RunAccount>] = [
        .words("step", "its number, such as 1.2") { $0.run.step.label },
        .text("runbook", "the runbook") { $0.run.step.runbook.name },
        .text("title", "the step's title") { $0.run.title },
        .text("command", "what was run") { $0.run.command }, .text("by", "who") { $0.run.actor },
        .time("at", "when it was started") { $0.run.startedAt },
        .text("end", "how it ended") { $0.run.endPhrase },
        .flag("isDone", "whether it exited with 0") { $0.run.end?.isSuccess ?? false },
        .seconds("took", "how long; null when its end is not recorded") { $0.run.took },
        .number("run", "its place among the step's runs") { $0.number },
        .number("of", "runs of the step") { $0.of },
    ]

    static let rollback: [ReportField<RollbackAccount>] = [
        .text("runbook", "the runbook") { $0.runbook.name },
        .number("phase", "the phase that is to be undone") { $0.phase },
        .text("reason", "why") { $0.reason }, .time("at", "when it was proposed") { $0.at },
        .texts("steps", "what ran of the runbook afterwards") { $0.runs.map(\.line) },
    ]

    static let file: [ReportField<WrittenFile>] = [
        .text("path", "where") { $0.path }, .words("step", "by which step") { $0.step.label },
        .words("sha256", "of its bytes") { $0.hash }, .time("at", "when") { $0.at },
        .text("by", "who") { $0.by },
    ]

    static let criterion: [ReportField<CriterionAccount>] = [
        .text("text", "what has to hold") { $0.text },
        .flag("isMet", "whether it holds") { $0.isMet },
        .words("state", "how it stands, in words") { $0.state.sentence },
        .text("by", "who gave the word; null when nobody did") { $0.by },
        .time("at", "since when it stands so") { $0.at },
        .flag("isOverridden", "resolved although it did not hold") { $0.isOverridden },
    ]

    static let action: [ReportField<ActionItem>] = [
        .number("number", "its number") { $0.number },
        .text("text", "what is to be done") { $0.text },
        .words("horizon", "immediate, short-term, long-term or follow-up") { $0.horizon.rawValue },
        .text("owner", "who; empty while nobody") { $0.owner },
        .words("due", "until which day; null when nobody said so") { $0.due?.text },
        .flag("isDone", "whether it is done") { $0.isDone },
    ]

    static let role: [ReportField<RoleTerm>] = [
        .words("role", "commander, operations, scribe or liaison") { $0.role.rawValue },
        .text("person", "who") { $0.person }, .time("from", "from when") { $0.from },
        .time("until", "until when; null while it lasts") { $0.until },
        .text("note", "what was said at the hand-over") { $0.note },
    ]

    static let update: [ReportField<SentUpdate>] = [
        .text("audience", "to whom") { $0.audience }, .time("at", "when") { $0.at },
        .text("by", "who") { $0.by }, .text("way", "on which way") { $0.way },
        .words("text", "the text with its line ends") {
            $0.lines.map(\.string).joined(separator: "\n")
        },
    ]

    static let note: [ReportField<NoteAccount>] = [
        .time("at", "when") { $0.at }, .text("by", "who") { $0.by },
        .text("text", "what") { $0.text },
        .text("about", "about what; empty for nothing") { $0.about },
    ]

    static let link: [ReportField<LinkedIncident>] = [
        .text("id", "the other one") { $0.id }, .text("note", "why") { $0.note },
    ]

    static let similar: [ReportField<SimilarIncident>] = [
        .text("id", "the past incident") { $0.id }, .text("title", "its title") { $0.title },
        .time("openedAt", "when it was opened") { $0.openedAt },
        .number("score", "how alike, 0 to 100") { $0.score },
        .texts("shared", "what they share") { $0.shared },
        .text("solvedBy", "what solved it") { $0.solvedBy },
    ]

    static let entry: [ReportField<TimelineEntry>] = [
        .number("event", "the first event's number") { $0.sequence },
        .time("at", "when") { $0.at }, .text("by", "who; null for what the program saw") { $0.by },
        .text("text", "what happened") { $0.text },
        .number("count", "how many events say the same") { $0.count },
        .time("until", "when the last of them was") { $0.until },
    ]

    static let record: [ReportField<RecordAccount>] = [
        .number("events", "events in the journal") { $0.events },
        .number("given", "events that this report was made of") { $0.given },
        .time("from", "when the first was recorded") { $0.from },
        .time("until", "when the newest was recorded") { $0.until },
        .number("consoles", "consoles that recorded") { $0.consoles },
        .number("unrecorded", "events that are known to be missing") { $0.unrecorded },
        .words("head", "the newest event's hash; null when the chain is broken or was not checked")
        {
            $0.head
        },
        .text("damage", "what is wrong with the chain; null when nothing is") { $0.damage },
        .list("irregularities", "gaps, late and carried-over events, clock steps", irregularity) {
            $0.irregularities
        },
    ]

    private static let irregularity: [ReportField<RecordAccount.Irregularity>] = [
        .time("at", "when") { $0.at }, .text("text", "what") { $0.text },
    ]
}

extension StepRun {
    /// `step 9.1 Switch back: exit 0`.
    var line: DisplayText { "step \(step.label) \(title): \(endPhrase)" }
}
