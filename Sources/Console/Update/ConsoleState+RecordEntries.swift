import IncidentModel
import SafeText

/// What was typed for the record becomes an edit; blank and wrong input is told and stays.
extension ConsoleState {
    /// Takes the line that was typed; the chosen row where there are rows.
    mutating func acceptEntry(_ entry: RecordEntry, _ prompt: Prompt) -> [ConsoleEffect] {
        if let readOnlyReason { return refuse(readOnlyReason) }
        var text = prompt.line.text.trimmedSpaces
        if entry.hasChoices {
            let options = EntryOptions.options(for: entry.field, typed: text, self)
            guard !options.isEmpty else { return mend("Nothing here is called \(text)") }
            text = options[min(prompt.choice, options.count - 1)].value
        }
        switch entry.field {
        case .cause(let field): return accept(field, text)
        case .action(let field): return accept(field, text)
        case .moment(let field): return accept(field, text)
        case .fact(let field): return accept(field, text)
        case .role(let field): return accept(field, text)
        case .opening(let field): return accept(field, text)
        }
    }

    /// Says what is wrong with the line; it stays.
    mutating func mend(_ problem: String) -> [ConsoleEffect] {
        guard var entry = prompt?.recordEntry else { return [] }
        entry.problem = problem
        prompt?.purpose = .record(entry)
        return []
    }

    private mutating func finish(_ edit: IncidentEdit) -> [ConsoleEffect] {
        prompt = nil
        return [.edit(edit)]
    }

    // MARK: The cause

    private mutating func accept(
        _ field: RecordEntry.CauseField, _ text: String
    ) -> [ConsoleEffect] {
        let words = DisplayText(text)
        switch field {
        case .whyQuestion(let number):
            if text.isEmpty { return mend("A question is needed: type it, or Esc") }
            var why = why(number) ?? Why(number: number, question: words)
            why.question = words
            changePage { $0.view.selected = number }
            return finish(.why(why))
        case .whyAnswer(let number):
            guard var why = why(number) else { return mend("Why \(number) has gone") }
            if text.isEmpty { return mend("An answer is needed: type it, or Esc") }
            let isLast = number == incident.record.whys.count
            let isNew = why.answer != words
            why.answer = words
            let effects = finish(.why(why))
            if isLast, isNew, !why.isRootCause {
                ask(.cause(.whyQuestion(number + 1)), CauseWords.question(after: text))
            }
            return effects
        case .hypothesis(let number):
            if text.isEmpty { return mend("An idea is needed: type it, or Esc") }
            var idea = hypothesis(number) ?? Hypothesis(number: number, text: words)
            idea.text = words
            changePage { $0.view.selected = number }
            return finish(.hypothesis(idea))
        case .hypothesisReason(let number, let standing):
            guard var idea = hypothesis(number) else { return mend("Idea \(number) has gone") }
            if text.isEmpty { return mend("Say what was seen: whoever reads the report will ask") }
            (idea.standing, idea.reason) = (standing, words)
            return finish(.hypothesis(idea))
        }
    }

    // MARK: Action items

    private mutating func accept(
        _ field: RecordEntry.ActionField, _ text: String
    ) -> [ConsoleEffect] {
        switch field {
        case .newAction(let horizon):
            if text.isEmpty { return mend("Say what is to be done, or Esc") }
            let number = (incident.record.actionItems.map(\.number).max() ?? 0) + 1
            changePage { $0.view.selected = number }
            return finish(
                .actionItem(ActionItem(number: number, text: DisplayText(text), horizon: horizon)))
        case .actionText(let number):
            if text.isEmpty { return mend("Say what is to be done; - in the list removes it") }
            return change(number) { $0.text = DisplayText(text) }
        case .actionOwner(let number): return change(number) { $0.owner = DisplayText(text) }
        case .actionDue(let number):
            guard let today else { return [] }
            switch DueDay.read(text, today: today) {
            case .failure(let problem): return mend(problem.sentence)
            case .success(let day): return change(number) { $0.due = day }
            }
        case .actionHorizon(let number):
            guard let horizon = ActionItem.Horizon(rawValue: text) else { return [] }
            return change(number) { $0.horizon = horizon }
        }
    }

    private mutating func change(
        _ number: Int, _ change: (inout ActionItem) -> Void
    ) -> [ConsoleEffect] {
        guard var item = actionItem(number) else { return mend("Item \(number) has gone") }
        change(&item)
        return finish(.actionItem(item))
    }

    // MARK: Moments

    private mutating func accept(
        _ field: RecordEntry.MomentField, _ text: String
    ) -> [ConsoleEffect] {
        switch field {
        case .detectedAt:
            switch pastMoment?.read(text) {
            case nil: return []
            case .failure(let problem): return mend(problem.sentence)
            case .success(let at): ask(.moment(.detectedReason(at)))
            }
        case .detectedReason(let at):
            if text.isEmpty { return mend(Self.reasonNeeded) }
            return finish(.detection(at: at, reason: DisplayText(text)))
        case .momentReason(let moment):
            guard let now else { return [] }
            let reason = text.isEmpty && moment == .acknowledged ? EntryWords.takingCare : text
            if reason.isEmpty { return mend(Self.reasonNeeded) }
            return finish(.moment(moment, at: now, reason: DisplayText(reason)))
        case .resolveReason:
            if text.isEmpty { return mend(Self.reasonNeeded) }
            prompt = nil
            resolveReason = text
            return [.resolve(reason: text, despiteUnmet: false)]
        case .severity:
            guard let severity = Self.severity(text) else { return [] }
            ask(.moment(.severityReason(severity)))
        case .severityReason(let severity):
            if text.isEmpty { return mend(Self.reasonNeeded) }
            return finish(.severity(severity, reason: DisplayText(text)))
        }
        return []
    }

    private static let reasonNeeded = "Say why: whoever reads the report will ask"

    private static func severity(_ label: String) -> IncidentSeverity? {
        IncidentSeverity.allCases.first { $0.label == label }
    }

    // MARK: Facts

    private mutating func accept(
        _ field: RecordEntry.FactField, _ text: String
    ) -> [ConsoleEffect] {
        let words = DisplayText(text)
        switch field {
        case .title: return text.isEmpty ? mend("A title is needed") : finish(.title(words))
        case .impact: return finish(.impact(words))
        case .cadenceAudience:
            let every = incident.facts?.cadences.first { $0.audience == words }?.every
            ask(.fact(.cadence(words)), every.map { HoldRequest.text($0) } ?? "")
            return []
        case .cadence(let audience):
            if text == "-" { return finish(.cadence(audience: audience, every: nil)) }
            guard let every = Self.length(text) else { return mend(Self.lengthNeeded(text)) }
            return finish(.cadence(audience: audience, every: every))
        case .escalateAfter:
            if text == "-" { return finish(.escalation(after: nil, to: .empty)) }
            guard let after = Self.length(text) else { return mend(Self.lengthNeeded(text)) }
            ask(.fact(.escalateTo(after)), incident.facts?.escalateTo.string ?? "")
            return []
        case .escalateTo(let after):
            if text.isEmpty { return mend("Say to whom: a name, a number or a channel") }
            return finish(.escalation(after: after, to: words))
        case .audience:
            prompt = nil
            awaitedDraft = words
            show("Drafting the update for \(words).", .notice)
            return [.draftUpdate(audience: words)]
        case .draftFile:
            if text.isEmpty || text == "-" {
                prompt = nil
                return []
            }
            prompt = nil
            return sendDraft(by: .file(words))
        case .linkedIncident:
            if text.isEmpty { return mend("An id is needed: quell incidents list shows them") }
            ask(.fact(.linkNote(words)), incident.record.links[words]?.string ?? "")
            return []
        case .linkNote(let id):
            return finish(text == "-" ? .unlink(from: id) : .link(to: id, note: words))
        }
    }

    /// One minute to thirty days: what is shorter or longer is a slip of the finger.
    private static func length(_ text: String) -> Duration? {
        let length = HoldRequest.duration(text.filter { $0 != " " })
        return length.flatMap {
            $0 >= .seconds(60) && $0 <= .seconds(30 * 86_400) ? $0 : nil
        }
    }

    private static func lengthNeeded(_ text: String) -> String {
        text.isEmpty
            ? "A length is needed: 30m, 1h, 2h30m, or - for none"
            : "\(text) is no length: write 30m, 1h or 2h30m, from 1m to 30d, or - for none"
    }

    // MARK: Roles

    private mutating func accept(
        _ field: RecordEntry.RoleField, _ text: String
    ) -> [ConsoleEffect] {
        switch field {
        case .role:
            if let role = IncidentRole(rawValue: text) { ask(.role(.rolePerson(role))) }
            return []
        case .rolePerson(let role):
            let person = text == "-" ? nil : DisplayText(text)
            // Only who takes over from somebody has something handed over.
            guard incident.record.roles[role] != nil else {
                return finish(.role(role, person: person, note: .empty))
            }
            ask(.role(.roleNote(role, person)))
            return []
        case .roleNote(let role, let person):
            return finish(.role(role, person: person, note: DisplayText(text)))
        }
    }

    // MARK: Opening

    private mutating func accept(
        _ field: RecordEntry.OpeningField, _ text: String
    ) -> [ConsoleEffect] {
        switch field {
        case .openTitle:
            if text.isEmpty { return mend("A title is needed: what is broken?") }
            return fillIn(.title) { $0.title = text }
        case .openSeverity: return fillIn(.severity) { $0.severity = Self.severity(text) }
        case .openImpact: return fillIn(.impact) { $0.impact = text }
        case .openDetected:
            if text.isEmpty || text == "now" { return fillIn(.detected) { $0.detectedAt = nil } }
            switch pastMoment?.read(text) {
            case nil: return []
            case .failure(let problem): return mend(problem.sentence)
            case .success(let at): return fillIn(.detected) { $0.detectedAt = at }
            }
        }
    }
}
