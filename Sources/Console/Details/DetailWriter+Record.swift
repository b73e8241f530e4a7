import CellGrid
import IncidentModel
import SafeText

/// What people wrote into the record, and what the program noticed about it, with all facts.
extension DetailWriter {
    /// The facts with which an incident was opened.
    func rows(of facts: IncidentFacts) -> [StyledText] {
        var rows = fact("incident", StyledText(facts.id.string))
        rows += fact(
            "severity", StyledText(facts.severity.label, RecordWords.role(of: facts.severity)))
        rows += fact("impact", StyledText(facts.impact.string))
        if let detected = facts.detectedAt {
            rows += fact("detected", StyledText(moment(detected)))
        }
        for cadence in facts.cadences {
            let every = "\(cadence.audience) every \(DurationText.words(cadence.every))"
            rows += fact("updates", StyledText(every))
        }
        return rows + fact("escalation", escalation(after: facts.escalateAfter, facts.escalateTo))
    }

    private func escalation(after: Duration?, _ contact: DisplayText) -> StyledText {
        guard let after else { return StyledText() }
        let whom = contact.isEmpty ? "" : " to \(contact)"
        return StyledText("after \(DurationText.words(after))\(whom)")
    }

    /// An edit.
    func rows(of edit: IncidentEdit) -> [StyledText] {
        switch edit {
        case .title(let title): return fact("title", StyledText(title.string, .strong))
        case .severity(let severity, let reason):
            return fact("severity", StyledText(severity.label, RecordWords.role(of: severity)))
                + fact("why", StyledText(reason.string))
        case .impact(let impact): return fact("impact", StyledText(impact.string))
        case .detection(let at, let reason):
            return fact("detected", StyledText(moment(at)))
                + fact("why", StyledText(reason.string))
        case .cadence(let audience, let every):
            let words = every.map { "every \(DurationText.words($0))" } ?? "no longer"
            return fact("audience", StyledText(audience.string))
                + fact("updates", StyledText(words))
        case .escalation(let after, let contact):
            let words = escalation(after: after, contact)
            return fact("escalation", words.isEmpty ? StyledText("never") : words)
        case .moment(let marked, let at, let reason, let unmet):
            return fact("moment", StyledText(marked.rawValue, .strong))
                + fact("at", StyledText(moment(at))) + fact("why", StyledText(reason.string))
                + unmet.flatMap { fact("unmet", StyledText($0.string, .gateUnmet)) }
        case .role(let role, let person, let note):
            return fact("role", StyledText(role.rawValue))
                + fact("person", StyledText(person?.string ?? "nobody"))
                + fact("hand-over", StyledText(note.string))
        case .why(let why): return rows(of: why)
        case .whyRemoved(let number), .actionItemRemoved(let number):
            return fact("number", StyledText("\(number)"))
        case .hypothesis(let idea):
            return fact("idea", StyledText(idea.text.string, .strong))
                + fact("standing", StyledText(idea.standing.rawValue))
                + fact("why", StyledText(idea.reason.string)) + evidence(idea.evidence)
        case .actionItem(let item): return rows(of: item)
        case .criterion(let criterion, let holds):
            return fact("criterion", StyledText(criterion.text.string))
                + fact("holds", StyledText(holds ? "yes" : "no longer"))
        case .link(let other, let note):
            return fact("incident", StyledText(other.string))
                + fact("note", StyledText(note.string))
        case .unlink(let other): return fact("incident", StyledText(other.string))
        }
    }

    private func rows(of why: Why) -> [StyledText] {
        fact("question", StyledText(why.question.string))
            + fact("answer", StyledText(why.answer.string, .strong))
            + fact("root cause", StyledText(why.isRootCause ? "yes" : ""))
            + evidence(why.evidence)
    }

    private func rows(of item: ActionItem) -> [StyledText] {
        fact("action", StyledText(item.text.string, .strong))
            + fact("horizon", StyledText(item.horizon.rawValue))
            + fact("owner", StyledText(item.owner.isEmpty ? "nobody yet" : item.owner.string))
            + fact("due", StyledText(item.due?.text ?? ""))
            + fact("done", StyledText(item.isDone ? "yes" : "not yet"))
    }

    private func evidence(_ evidence: [PickedEvidence]) -> [StyledText] {
        evidence.flatMap { fact("evidence", StyledText($0.line.string)) }
    }

    /// Something noticed.
    func rows(of notice: IncidentNotice) -> [StyledText] {
        switch notice {
        case .change(let change): return rows(of: change)
        case .similar(let past): return rows(of: past)
        case .criteria(let asked):
            return asked.flatMap { fact("criterion", StyledText($0.text.string)) }
        case .criterion(let criterion, let gate):
            return fact("criterion", StyledText(criterion.text.string))
                + fact("stands", StepWords.gate(gate, now: state.now))
                + fact("seen", StyledText(StepWords.gateReason(gate)))
        case .clock(let warning):
            return fact("clock", StyledText(RecordWords.clock(warning.clock)))
                + fact(
                    "runs out", StyledText(state.wallClock.timeOrDay(warning.dueAt, now: state.now))
                )
        case .commandEnded(let name, let end):
            return fact("command", StyledText(name.string, .command))
                + fact("end", StyledText(StepWords.end(end), end.isSuccess ? .done : .failed))
        case .wallClockStepped(let step):
            let way = step < .zero ? "back" : "forward"
            let length = DurationText.taken(step < .zero ? .zero - step : step)
            return fact("clock", StyledText("set \(way) by \(length)"))
                + paragraph(
                    "Durations and the order of entries are not changed by it: they are taken from the machine's own clock.",
                    .faint)
        case .recordedLate(let events, let reason):
            return fact(
                "late", StyledText("\(CountText.grouped(events)) of the entries before this one"))
                + fact("why", StyledText(reason.string))
        case .carriedOver(let account):
            return fact(
                "events", StyledText("\(CountText.grouped(account.events)) stand before this one"))
                + fact("missing", StyledText(account.missing.string, .down))
                + fact("kept as", StyledText(account.kept.string))
        }
    }

    /// A change from outside.
    func rows(of change: ObservedChange) -> [StyledText] {
        var rows = fact("change", StyledText(change.title.string, .strong))
        rows += fact("id", StyledText(change.id.string))
        rows += fact("source", StyledText(change.source.string))
        rows += fact("author", StyledText(change.author.string))
        rows += fact("made", StyledText(moment(change.at)))
        let services = change.services.map(\.name.string).joined(separator: ", ")
        return rows + fact("may concern", StyledText(services.isEmpty ? "any service" : services))
    }

    private func rows(of past: SimilarIncident) -> [StyledText] {
        var rows = fact("incident", StyledText("\(past.id)  \(past.title)", .strong))
        rows += fact("opened", StyledText(moment(past.openedAt)))
        rows += fact("likeness", StyledText("\(past.score) of 100"))
        for shared in past.shared { rows += fact("shared", StyledText(shared.string)) }
        return rows + fact("solved by", StyledText(past.solvedBy.string))
    }
}
