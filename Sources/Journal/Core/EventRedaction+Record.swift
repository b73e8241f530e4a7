import IncidentModel
import SafeText

/// Exit criteria and ids of incidents are keys by which later events find their subject: they stay.
extension EventRedaction {
    func redacted(_ edit: IncidentEdit) -> IncidentEdit {
        switch edit {
        case .title(let title): .title(redact(title))
        case .severity(let severity, let reason): .severity(severity, reason: redact(reason))
        case .impact(let impact): .impact(redact(impact))
        case .detection(let at, let reason): .detection(at: at, reason: redact(reason))
        case .cadence(let audience, let every):
            .cadence(audience: redact(audience), every: every)
        case .whyRemoved, .actionItemRemoved, .criterion, .unlink: edit
        case .escalation(let after, let contact): .escalation(after: after, to: redact(contact))
        case .moment(let moment, let at, let reason, let unmet):
            .moment(moment, at: at, reason: redact(reason), unmet: unmet)
        case .role(let role, let person, let note):
            .role(role, person: person.map(redact), note: redact(note))
        case .why(let why): .why(redacted(why))
        case .hypothesis(let idea): .hypothesis(redacted(idea))
        case .actionItem(let item): .actionItem(redacted(item))
        case .link(let other, let note): .link(to: other, note: redact(note))
        }
    }

    func redacted(_ notice: IncidentNotice) -> IncidentNotice {
        switch notice {
        case .change(let change): .change(redacted(change))
        case .similar(let past): .similar(redacted(past))
        case .criterion(let criterion, let state): .criterion(criterion, redacted(state))
        case .criteria, .clock, .wallClockStepped: notice
        case .commandEnded(let name, let end): .commandEnded(redact(name), redacted(end))
        case .recordedLate(let events, let reason):
            .recordedLate(events: events, reason: redact(reason))
        case .carriedOver(let account):
            .carriedOver(
                JournalCarryOver(
                    kept: redact(account.kept), events: account.events,
                    missing: redact(account.missing)))
        }
    }

    func redacted(_ channel: UpdateChannel) -> UpdateChannel {
        switch channel {
        case .clipboard, .byHand: channel
        case .file(let path): .file(redact(path))
        case .command(let command): .command(redact(command))
        }
    }

    func redacted(_ evidence: PickedEvidence) -> PickedEvidence {
        switch evidence {
        case .reading(let service, let text, let at):
            .reading(service, text: redact(text), at: at)
        case .cluster(let cluster, let text): .cluster(redacted(cluster), text: redact(text))
        case .step(let step, let title, let text):
            .step(step, title: redact(title), text: redact(text))
        case .change(let change): .change(redacted(change))
        case .event(let number, let text): .event(number, text: redact(text))
        }
    }

    private func redacted(_ why: Why) -> Why {
        Why(
            number: why.number, question: redact(why.question), answer: redact(why.answer),
            evidence: why.evidence.map(redacted), isRootCause: why.isRootCause)
    }

    private func redacted(_ idea: Hypothesis) -> Hypothesis {
        Hypothesis(
            number: idea.number, text: redact(idea.text), standing: idea.standing,
            reason: redact(idea.reason), evidence: idea.evidence.map(redacted))
    }

    private func redacted(_ item: ActionItem) -> ActionItem {
        ActionItem(
            number: item.number, text: redact(item.text), horizon: item.horizon,
            owner: redact(item.owner), due: item.due, isDone: item.isDone)
    }

    private func redacted(_ change: ObservedChange) -> ObservedChange {
        ObservedChange(
            source: change.source, id: change.id, at: change.at, title: redact(change.title),
            author: redact(change.author), services: change.services)
    }

    private func redacted(_ past: SimilarIncident) -> SimilarIncident {
        SimilarIncident(
            id: past.id, title: redact(past.title), openedAt: past.openedAt, score: past.score,
            shared: past.shared.map(redact), solvedBy: redact(past.solvedBy))
    }
}
