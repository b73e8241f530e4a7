import IncidentModel
import SafeText

/// What the keys of the record's pages do.
extension ConsoleState {
    mutating func perform(_ action: RecordAction, on page: RecordPage) -> [ConsoleEffect] {
        switch page.kind {
        case .whys: return performOnWhys(action, selectedID(on: page).flatMap(why))
        case .hypotheses:
            return performOnHypotheses(action, selectedID(on: page).flatMap(hypothesis))
        case .evidence(let target): return togglePick(for: target, on: page)
        case .actions: return performOnActions(action, selectedID(on: page).flatMap(actionItem))
        case .incident: return performOnMenu(action, page)
        case .criteria:
            let criterion = selectedID(on: page).map { criteria[$0] }
            return performOnCriteria(action, criterion)
        case .opening, .draft: return []
        }
    }

    // MARK: Whys

    private mutating func performOnWhys(_ action: RecordAction, _ why: Why?) -> [ConsoleEffect] {
        if action == .turnPage {
            toggleRecord(.hypotheses)
            return []
        }
        guard let why, action != .add else {
            askForNextWhy()
            return []
        }
        switch action {
        case .edit: ask(.cause(.whyAnswer(why.number)), why.answer.string)
        case .question: ask(.cause(.whyQuestion(why.number)), why.question.string)
        case .pickEvidence: openEvidence(for: .why(why.number))
        case .remove: ask(.removeWhy(why))
        case .markRoot:
            guard why.isRootCause || !why.answer.isEmpty else {
                return refuse("Why \(why.number) has no answer yet that could be the root cause.")
            }
            var changed = why
            changed.isRootCause.toggle()
            return [.edit(.why(changed))]
        case .add, .open, .turnPage, .stand, .tick, .owner, .due, .horizon, .judge, .resolve,
            .choose:
            break
        }
        return []
    }

    /// Proposes the question that follows from the last answer; the first one from what is down.
    mutating func askForNextWhy() {
        let whys = incident.record.whys
        guard let last = whys.last else {
            let root = services.first { $0.verdict == .down && $0.cause == .own }
            let broken = root ?? services.first { $0.verdict != .up && $0.verdict != .unknown }
            let question = broken.map { "Why is \($0.id.name) \($0.verdict.rawValue)?" }
            return ask(.cause(.whyQuestion(1)), question ?? "")
        }
        let proposal =
            last.answer.isEmpty ? "" : CauseWords.question(after: last.answer.string)
        ask(.cause(.whyQuestion(whys.count + 1)), proposal)
    }

    // MARK: Hypotheses

    private mutating func performOnHypotheses(
        _ action: RecordAction, _ idea: Hypothesis?
    ) -> [ConsoleEffect] {
        if action == .turnPage {
            toggleRecord(.whys)
            return []
        }
        guard let idea, action != .add else {
            let highest = incident.record.hypotheses.map(\.number).max() ?? 0
            ask(.cause(.hypothesis(highest + 1)))
            return []
        }
        switch action {
        case .edit: ask(.cause(.hypothesis(idea.number)), idea.text.string)
        case .pickEvidence: openEvidence(for: .hypothesis(idea.number))
        case .stand(.tried): askWhy(idea, stands: .open)
        case .stand(.confirmed): askWhy(idea, stands: .confirmed)
        case .stand(.discarded): askWhy(idea, stands: .discarded)
        case .add, .open, .question, .remove, .markRoot, .turnPage, .tick, .owner, .due, .horizon,
            .judge, .resolve, .choose:
            break
        }
        return []
    }

    private mutating func askWhy(_ idea: Hypothesis, stands standing: Hypothesis.Standing) {
        ask(
            .cause(.hypothesisReason(idea.number, standing)),
            idea.standing == standing ? idea.reason.string : "")
    }

    // MARK: Evidence

    private mutating func openEvidence(for target: EvidenceTarget) {
        let picked = recordPage?.picked
        overlays.append(.record(RecordPage(kind: .evidence(target), picked: picked)))
    }

    /// Picks what is selected, or lets go of it.
    private mutating func togglePick(
        for target: EvidenceTarget, on page: RecordPage
    ) -> [ConsoleEffect] {
        let options = evidenceOptions(on: page).all
        guard let id = selectedID(on: page), options.indices.contains(id) else {
            return refuse("There is nothing to pick.")
        }
        let subject = EvidenceSubject(options[id])
        func toggled(_ evidence: [PickedEvidence]) -> [PickedEvidence] {
            let kept = evidence.filter { EvidenceSubject($0) != subject }
            return kept.count == evidence.count ? evidence + [options[id]] : kept
        }
        switch target {
        case .why(let number):
            guard var changed = why(number) else { return refuse("Why \(number) has gone.") }
            changed.evidence = toggled(changed.evidence)
            return [.edit(.why(changed))]
        case .hypothesis(let number):
            guard var changed = hypothesis(number) else { return [] }
            changed.evidence = toggled(changed.evidence)
            return [.edit(.hypothesis(changed))]
        }
    }

    // MARK: Action items

    private mutating func performOnActions(
        _ action: RecordAction, _ item: ActionItem?
    ) -> [ConsoleEffect] {
        guard let item, action != .add else {
            ask(.action(.newAction(item?.horizon ?? .immediate)))
            return []
        }
        switch action {
        case .edit: ask(.action(.actionText(item.number)), item.text.string)
        case .tick:
            var changed = item
            changed.isDone.toggle()
            return [.edit(.actionItem(changed))]
        case .owner: ask(.action(.actionOwner(item.number)), item.owner.string)
        case .due: ask(.action(.actionDue(item.number)), item.due?.text ?? "")
        case .horizon: ask(.action(.actionHorizon(item.number)))
        case .remove: ask(.removeAction(item))
        case .add, .open, .question, .pickEvidence, .markRoot, .turnPage, .stand, .judge, .resolve,
            .choose:
            break
        }
        return []
    }

    // MARK: Menu and criteria

    private mutating func performOnMenu(
        _ action: RecordAction, _ page: RecordPage
    ) -> [ConsoleEffect] {
        var chosen = selectedID(on: page)
        if case .choose(let index) = action { chosen = index }
        guard let chosen, IncidentMenu.entries.indices.contains(chosen) else { return [] }
        changePage { $0.view.select(chosen, in: Array(IncidentMenu.entries.indices)) }
        switch IncidentMenu.entries[chosen].row {
        case .command(let command): return command.action.map { perform($0) } ?? []
        case .role(let role):
            if let readOnlyReason { return refuse(readOnlyReason) }
            ask(.role(.rolePerson(role)))
            return []
        }
    }

    private mutating func performOnCriteria(
        _ action: RecordAction, _ criterion: ExitCriterion?
    ) -> [ConsoleEffect] {
        if action == .resolve { return perform(.resolve) }
        guard let criterion else { return refuse("No exit criterion is configured.") }
        switch (action, criterion.judge) {
        case (.tick, .person):
            let holds = incident.record.confirmations[criterion.id] == nil
            return [.edit(.criterion(criterion.id, holds: holds))]
        case (.tick, .condition):
            return refuse("Quell itself judges this criterion: nobody can give their word on it.")
        case (.tick, .command):
            return refuse("A command judges this criterion: C runs it.")
        case (.judge, .command):
            show("Judging it by its command now.", .notice)
            return [.judgeCriterion(criterion.id)]
        case (.judge, .condition): return refuse("This criterion is judged all the time.")
        case (.judge, .person): return refuse("This is a person's word: x gives or withdraws it.")
        case (_, _): return []
        }
    }
}
