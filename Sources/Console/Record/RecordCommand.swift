/// The commands that are about the incident's record; each raw value is that of the console's action.
enum RecordCommand: String, Hashable, Sendable, CaseIterable {
    case open = "open-incident"
    case record = "record"
    case whys = "whys"
    case hypotheses = "hypotheses"
    case actions = "actions"
    case criteria = "criteria"
    case acknowledge = "acknowledge"
    case mitigated = "mitigated"
    case resolve = "resolve"
    case reopen = "reopen"
    case detected = "detected"
    case severity = "severity"
    case title = "title"
    case impact = "impact"
    case cadence = "cadence"
    case escalation = "escalation"
    case role = "role"
    case link = "link-incident"
    case update = "update"

    /// What it does, as help says it.
    var title: String {
        switch self {
        case .open: "open an incident by hand"
        case .record: "write its moments, facts and roles"
        case .whys: "five whys, with evidence"
        case .hypotheses: "ideas of the cause"
        case .actions: "action items"
        case .criteria: "exit criteria, and whether they hold"
        case .acknowledge: "somebody takes care of the incident"
        case .mitigated: "users are no longer hurt"
        case .resolve: "the incident is over"
        case .reopen: "the incident was over too early"
        case .detected: "when it was detected"
        case .severity: "its severity, P0 to P4"
        case .title: "its title"
        case .impact: "whom it hurts, and how"
        case .cadence: "how often who expects updates"
        case .escalation: "when and to whom to escalate"
        case .role: "take a role, or hand it over"
        case .link: "link another incident, or unlink it"
        case .update: "draft a status update, and send it"
        }
    }

    /// True for what only shows something.
    var onlyShows: Bool {
        switch self {
        case .record, .whys, .hypotheses, .actions, .criteria: true
        case .open, .acknowledge, .mitigated, .resolve, .reopen, .detected, .severity, .title,
            .impact, .cadence, .escalation, .role, .link, .update:
            false
        }
    }

    /// The console's action; the raw values are the same.
    var action: ConsoleAction? { ConsoleAction(rawValue: rawValue) }
}

extension ConsoleAction {
    /// The command of the record that it is; nil for all others.
    var recordCommand: RecordCommand? { RecordCommand(rawValue: rawValue) }

    /// What a command of the record does, as help says it.
    var recordTitle: String { recordCommand?.title ?? "" }
}
