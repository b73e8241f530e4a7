import IncidentModel
import Journal
import Runbooks
import SafeText
import Settings

extension EngineRoom {
    /// Takes up the exit criteria of the configuration and of the runbooks.
    func startCriteria(_ bench: Bench) {
        bench.criterionRunner = CriterionRunner(redactor: redactor, now: plan.now) {
            [self] criterion, state in
            run { bench in self.criterionSpoke(criterion, state, bench) }
        }
        judgeCriteria(bench)
        planAlarm(bench)
    }

    /// Ends the commands that judge criteria.
    func stopCriteria(_ bench: Bench) {
        bench.criterionRunner?.stop()
        bench.criterionRunner = nil
        bench.criteria.resolution = nil
        finishUpdates(bench)
    }

    /// Judges the exit criteria, starts the commands whose pause is over, and says what moved.
    func judgeCriteria(_ bench: Bench) {
        noticeDownAgain(bench)
        let hasChanged = bench.criteria.take(askedCriteria(bench))
        guard hasChanged || !bench.criteria.criteria.isEmpty else { return }
        tellOfCriteria(bench)
        startDueCommands(bench)
        let verdicts = bench.criteria.judge(snapshot(bench), knowledge(bench))
        bench.criteriaChange = verdicts.next
        record(
            verdicts.turned.map { .noticed(.criterion($0.criterion, $0.state)) }, by: "quell", bench
        )
        if hasChanged || verdicts.hasMoved { publish(.criteria(bench.criteria.criteria)) }
    }

    /// Writes down what has to hold, so that a report names also what never did; what is asked for
    /// after the resolution is none of its conditions.
    private func tellOfCriteria(_ bench: Bench) {
        guard bench.hasUnresolvedIncident, bench.readOnlyReason == nil else { return }
        let asked = bench.criteria.criteria.map(\.id)
        guard asked.contains(where: { bench.state.record.criteria[$0] == nil }) else { return }
        record([.noticed(.criteria(asked))], by: "quell", bench)
    }

    /// How long until a criterion changes by the clock alone, or its command is due.
    func criteriaWait(_ bench: Bench) -> Duration? {
        guard bench.hasUnresolvedIncident else { return nil }
        let command =
            mayRunCommands(bench)
            ? bench.criteria.nextCommand(trusted: trustedRunbooks(bench)) : nil
        let next = [bench.criteriaChange, command].compactMap(\.self).min()
        // Not before a tenth of a second: a criterion that is due but cannot move must not spin.
        return next.map { max(.milliseconds(100), $0 - plan.now()) }
    }

    private func askedCriteria(_ bench: Bench) -> [CriteriaWatch.Asked] {
        let own = plan.settings.exitCriteria.map { asked($0, by: nil) }
        return own
            + bench.runbookOrder.flatMap { id in
                (bench.runbooks[id]?.exitCriteria ?? []).map { asked($0, by: id) }
            }
    }

    /// A criterion's text is its name in the journal: a secret must not be a part of it.
    private func asked(
        _ definition: ExitCriterionDefinition, by runbook: RunbookID?
    ) -> CriteriaWatch.Asked {
        var definition = definition
        definition.text = redactor.redact(definition.text)
        return CriteriaWatch.Asked(definition: definition, runbook: runbook)
    }

    private func trustedRunbooks(_ bench: Bench) -> Set<RunbookID> {
        Set(
            bench.runbooks.filter { !$0.value.exitCriteria.isEmpty && isTrusted($0.key, bench) }
                .keys)
    }

    private func knowledge(_ bench: Bench) -> CriteriaWatch.Knowledge {
        CriteriaWatch.Knowledge(
            confirmations: bench.state.record.confirmations,
            recorded: bench.state.record.criteria, trusted: trustedRunbooks(bench),
            hasIncident: bench.state.facts != nil, isWatching: bench.readOnlyReason != nil)
    }
}

/// Commands.
extension EngineRoom {
    private func mayRunCommands(_ bench: Bench) -> Bool {
        !plan.isReadOnly && bench.readOnlyReason == nil && bench.criterionRunner != nil
    }

    private func startDueCommands(_ bench: Bench) {
        guard bench.hasUnresolvedIncident, mayRunCommands(bench) else { return }
        let due = bench.criteria.dueCommands(at: plan.now(), trusted: trustedRunbooks(bench))
        for (criterion, command) in due { start(criterion, command, bench) }
    }

    /// Starts every command that may run unasked and does not run yet.
    func startCriterionCommands(_ bench: Bench) {
        guard mayRunCommands(bench) else { return }
        for (criterion, command) in bench.criteria.idleCommands(trusted: trustedRunbooks(bench)) {
            start(criterion, command, bench)
        }
    }

    private func start(_ criterion: CriterionID, _ command: CriterionCommand, _ bench: Bench) {
        guard let runner = bench.criterionRunner else { return }
        let isOwn = bench.criteria[criterion]?.runbook == nil
        var environment = plan.stepEnvironment
        environment["QUELL_INCIDENT"] = plan.folder.id
        bench.criteria.started(criterion, command, at: plan.now())
        runner.judge(
            criterion, by: command, environment: environment,
            in: isOwn ? plan.settings.folder : plan.workingDirectory)
    }

    private func criterionSpoke(
        _ criterion: CriterionID, _ state: GateState, _ bench: Bench
    ) {
        bench.criteria.spoke(criterion, bench.hidingSecrets(state), at: plan.now())
        judgeCriteria(bench)
        finishResolution(bench)
        planAlarm(bench)
    }

    /// Has a command judge a criterion now.
    func judgeCriterion(_ criterion: CriterionID, _ bench: Bench) {
        guard let asked = bench.criteria[criterion] else {
            return publish(.refused("no exit criterion reads “\(criterion.text)”"))
        }
        switch asked.definition.judge {
        case .condition:
            judgeCriteria(bench)
            publish(.criteria(bench.criteria.criteria))
        case .person:
            publish(.refused("nothing but a person's word judges “\(criterion.text)”"))
        case .command(let command):
            guard bench.criteria.running[criterion] == nil else {
                return publish(.noticed("“\(criterion.text)” is being judged already"))
            }
            judge(criterion, by: command, bench)
        }
        planAlarm(bench)
    }

    private func judge(
        _ criterion: CriterionID, by command: CriterionCommand, _ bench: Bench
    ) {
        guard mayRunCommands(bench) else {
            return publish(.refused("commands do not run in this console"))
        }
        let text = redactor.redact(DisplayText(command.script))
        switch bench.criteria.permission(for: criterion, trusted: trustedRunbooks(bench)) {
        case nil: return
        case .never(let sentence): return publish(.refused(sentence))
        case .unasked: break
        case .agreed:
            guard bench.criteria.isAgreed(criterion, at: plan.now()) else {
                return publish(
                    .refused(
                        "“\(text)” is not known to read only: ask for it again within a minute to run it"
                    ))
            }
            // It may do more than read, so the journal has it before it exists.
            record(
                [.noteAdded("had exit criterion “\(criterion.text)” judged by: \(text)")],
                by: plan.actor, bench)
        }
        start(criterion, command, bench)
        judgeCriteria(bench)
    }
}

/// Resolving.
extension EngineRoom {
    /// Judges all criteria afresh, then resolves the incident or says what does not hold.
    func beginResolution(
        because reason: DisplayText, at moment: Timestamp?, isDespiteUnmet: Bool, _ bench: Bench
    ) {
        startCriterionCommands(bench)
        let waiting = Set(bench.criteria.running.keys)
        bench.criteria.resolution = PendingResolution(
            reason: reason, at: moment, isDespiteUnmet: isDespiteUnmet, waiting: waiting)
        judgeCriteria(bench)
        if !waiting.isEmpty {
            let count = waiting.count == 1 ? "a command judges" : "\(waiting.count) commands judge"
            publish(.noticed("\(DisplayText(count)) the exit criteria first"))
        }
        finishResolution(bench)
        planAlarm(bench)
    }

    private func finishResolution(_ bench: Bench) {
        guard let resolution = bench.criteria.resolution, resolution.waiting.isEmpty else { return }
        bench.criteria.resolution = nil
        let at = resolution.at ?? plan.now()
        if let objection = objection(to: .resolved, at: at, bench) {
            return publish(.refused(objection))
        }
        let unmet = bench.criteria.unmet
        guard unmet.isEmpty || resolution.isDespiteUnmet else {
            return publish(.resolutionRefused(unmet))
        }
        guard !resolution.reason.isBlank else {
            return publish(.refused("resolving needs a reason: what ended it"))
        }
        record(
            [
                .edited(
                    .moment(
                        .resolved, at: at, reason: resolution.reason, unmet: unmet.map(\.id.text)))
            ], by: plan.actor, bench)
        planAlarm(bench)
    }

    /// Says once of each service that it failed again by its own fault after the resolution.
    private func noticeDownAgain(_ bench: Bench) {
        guard let resolution = bench.state.record.resolution else {
            bench.downAgain = []
            return
        }
        for id in bench.order {
            guard let service = bench.services[id], service.verdict == .down,
                service.cause == .own, service.hold == nil,
                let since = service.since, since >= resolution.at,
                bench.downAgain.insert(id).inserted
            else { continue }
            publish(
                .noticed("\(id.name) is down again after the resolution: reopen the incident"))
        }
    }
}

extension EngineRoom.Bench {
    /// True while an incident is open and not resolved.
    var hasUnresolvedIncident: Bool {
        state.facts != nil && state.record.resolution == nil
    }
}

extension DisplayText {
    /// True when there is nothing to read in it.
    var isBlank: Bool { string.allSatisfy(\.isWhitespace) }
}
