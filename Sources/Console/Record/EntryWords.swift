import IncidentModel
import SafeText

/// What is asked while a line of the record is typed.
struct EntryWords {
    /// What stands in the border of the box.
    var title: String
    /// What helps to answer, in sentences.
    var help: [String] = []
    /// What Enter does.
    var verb = "save"

    /// The words of a field.
    static func words(of field: RecordEntry.Field, _ state: ConsoleState) -> EntryWords {
        switch field {
        case .cause(let field): cause(field, state)
        case .action(let field): action(field, state)
        case .moment(let field): moment(field, state)
        case .fact(let field): fact(field)
        case .role(let field): role(field)
        case .opening(let field): opening(field)
        }
    }

    private static func cause(_ field: RecordEntry.CauseField, _ state: ConsoleState) -> EntryWords
    {
        switch field {
        case .whyQuestion(let number):
            EntryWords(
                title: "Why \(number)",
                help: [
                    number == 1
                        ? "The first question, made from what is down. Change it as you like."
                        : "The next question, made from the answer. Change it, or Esc to stop here."
                ])
        case .whyAnswer(let number):
            EntryWords(
                title: "Answer to why \(number)", help: [state.why(number)?.question.string ?? ""])
        case .hypothesis(let number):
            EntryWords(title: "Hypothesis \(number)", help: ["What may the cause be?"])
        case .hypothesisReason(let number, let standing):
            EntryWords(
                title: "Hypothesis \(number): \(CauseWords.verb(standing))",
                help: [state.hypothesis(number)?.text.string ?? "", CauseWords.ask(standing)])
        }
    }

    private static func action(_ field: RecordEntry.ActionField, _ state: ConsoleState)
        -> EntryWords
    {
        func text(_ number: Int) -> String { state.actionItem(number)?.text.string ?? "" }
        return switch field {
        case .newAction(let horizon):
            EntryWords(
                title: "New action item",
                help: ["\(ActionOrder.title(horizon)): \(ActionOrder.meaning(horizon))"])
        case .actionText(let number): EntryWords(title: "Action item \(number)")
        case .actionOwner(let number):
            EntryWords(
                title: "Owner of action item \(number)",
                help: [text(number), "Who does it; nothing for nobody."])
        case .actionDue(let number):
            EntryWords(
                title: "Action item \(number) is due",
                help: [text(number), "2026-11-30, +7d, +2w, fri, tomorrow; nothing for no day."])
        case .actionHorizon(let number):
            EntryWords(title: "Horizon of action item \(number)", help: [text(number)])
        }
    }

    /// Why an incident is acknowledged when nobody has time to say more.
    static let takingCare = "on it"

    private static func moment(_ field: RecordEntry.MomentField, _ state: ConsoleState)
        -> EntryWords
    {
        switch field {
        case .detectedAt:
            EntryWords(
                title: "Detected at", help: ["21:48, 10m ago or 2026-11-21 21:48"], verb: "go on")
        case .detectedReason(let at):
            EntryWords(
                title: "Detected at \(state.pastMoment?.typed(at) ?? "")",
                help: ["Where is this time from?"])
        case .momentReason(.acknowledged):
            EntryWords(
                title: "Acknowledge",
                help: ["What will you do first? Enter alone: “\(takingCare)”."])
        case .momentReason(.mitigated):
            EntryWords(title: "Mitigated", help: ["What helped? Users are no longer hurt."])
        case .momentReason(.reopened):
            EntryWords(title: "Reopen", help: ["What happened again?"])
        case .momentReason: EntryWords(title: "Why")
        case .resolveReason:
            EntryWords(
                title: "Resolve", help: ["Why is it over? The exit criteria are judged next."],
                verb: "resolve")
        case .severity: EntryWords(title: "Severity", verb: "go on")
        case .severityReason(let severity):
            EntryWords(
                title: "Severity \(severity.label)",
                help: ["\(severity.label): \(SeverityWords.meaning(severity)). Why?"])
        }
    }

    private static func fact(_ field: RecordEntry.FactField) -> EntryWords {
        switch field {
        case .title: EntryWords(title: "Title")
        case .impact: EntryWords(title: "Impact", help: ["Whom does it hurt, and how?"])
        case .cadenceAudience:
            EntryWords(
                title: "Updates for", help: ["An audience, such as engineering or business."],
                verb: "go on")
        case .cadence(let audience):
            EntryWords(
                title: "Updates for \(audience)",
                help: ["How often: 30m, 1h, 2h30m; - for no longer."])
        case .escalateAfter:
            EntryWords(
                title: "Escalate after",
                help: ["Counted from the detection: 30m, 2h; - for never."], verb: "go on")
        case .escalateTo:
            EntryWords(title: "Escalate to", help: ["A name, a number or a channel."])
        case .audience:
            EntryWords(
                title: "Status update for", help: ["Type another audience, or choose one."],
                verb: "draft it")
        case .draftFile:
            EntryWords(
                title: "Write the update to a file", help: ["A path; - or Esc for none."],
                verb: "write it")
        case .linkedIncident:
            EntryWords(
                title: "Link an incident", help: ["Its id, such as INC-20261109-2104."],
                verb: "go on")
        case .linkNote(let id):
            EntryWords(
                title: "Link \(id)",
                help: ["What has it to do with this one? It may stay empty; - takes the link back."]
            )
        }
    }

    private static func role(_ field: RecordEntry.RoleField) -> EntryWords {
        switch field {
        case .role: EntryWords(title: "Role", verb: "go on")
        case .rolePerson(let role):
            EntryWords(
                title: "Who is \(role.rawValue)?",
                help: ["The \(role.rawValue) \(RoleWords.meaning(role)). Choose, or type a name."],
                verb: "go on")
        case .roleNote(let role, let person):
            EntryWords(
                title: "\(role.rawValue): \(person?.string ?? "nobody")",
                help: ["What has to be known at the hand-over? It may stay empty."])
        }
    }

    private static func opening(_ field: RecordEntry.OpeningField) -> EntryWords {
        switch field {
        case .openTitle:
            EntryWords(
                title: "Open an incident: title", help: ["What is broken, in a few words?"],
                verb: "go on")
        case .openSeverity: EntryWords(title: "Open an incident: severity", verb: "go on")
        case .openImpact:
            EntryWords(
                title: "Open an incident: impact",
                help: ["Whom does it hurt, and how? It may stay empty."], verb: "go on")
        case .openDetected:
            EntryWords(
                title: "Open an incident: detected at",
                help: ["now, 21:48, 10m ago or 2026-11-21 21:48"], verb: "go on")
        }
    }
}

/// Ideas of the cause, in words.
enum CauseWords {
    static func verb(_ standing: Hypothesis.Standing) -> String {
        switch standing {
        case .open: "tried"
        case .confirmed: "confirmed"
        case .discarded: "discarded"
        }
    }

    static func ask(_ standing: Hypothesis.Standing) -> String {
        switch standing {
        case .open: "What was tried, and what did it show?"
        case .confirmed: "What shows that it is right?"
        case .discarded: "What shows that it is wrong?"
        }
    }

    static func role(_ standing: Hypothesis.Standing) -> ThemeRole {
        switch standing {
        case .open: .pending
        case .confirmed: .done
        case .discarded: .skipped
        }
    }

    /// The next question, made from an answer.
    static func question(after answer: String) -> String {
        let words = answer.trimmedSpaces
        let end = words.lastIndex { !".!?;,".contains($0) }
        var text = end.map { String(words[...$0]) } ?? words
        // Names and abbreviations keep their capitals.
        let first = text.prefix { $0 != " " }
        let small: Set<String> = [
            "The", "A", "An", "It", "Its", "No", "Our", "All", "Some", "There", "This", "That",
        ]
        if small.contains(String(first)) { text = first.lowercased() + text.dropFirst(first.count) }
        return "Why: \(text)?"
    }
}
