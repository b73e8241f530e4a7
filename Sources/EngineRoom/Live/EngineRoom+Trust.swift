import IncidentModel
import Runbooks
import SafeText

extension EngineRoom {
    /// True when the commands of a loaded runbook may run: a person, or who shipped it, trusts its
    /// contents as they are.
    func isTrusted(_ runbook: RunbookID, _ bench: Bench) -> Bool {
        guard let loaded = bench.runbooks[runbook] else { return false }
        return bench.trust.trusts(loaded.plan.contentHash)
    }

    /// Trusts a runbook as it was loaded, whatever its file holds by now.
    func trustRunbook(_ runbook: RunbookID, _ bench: Bench) {
        guard let plan = bench.runbooks[runbook]?.plan else {
            publish(.refused("runbook \(runbook.name) is not loaded"))
            return
        }
        guard !isTrusted(runbook, bench) else { return reportTrusted(bench) }
        record(
            [.runbookTrusted(runbook: runbook, hash: plan.contentHash)], by: self.plan.actor, bench)
        let record = TrustRecord(
            hash: plan.contentHash, date: ISODate.text(self.plan.wallNow()), actor: self.plan.actor,
            path: plan.path)
        if let reason = bench.trust.add(record) {
            publish(.noticed("\(runbook.name) is trusted during this incident only: \(reason)"))
        }
        reportTrusted(bench)
        judgeCriteria(bench)
    }

    func reportTrusted(_ bench: Bench) {
        publish(.trusted(Set(bench.runbooks.keys.filter { isTrusted($0, bench) })))
    }

    /// Takes a value for a placeholder; what was prepared with another one has to be asked for again.
    func setValue(
        _ value: String, for written: DisplayText, of runbook: RunbookID, _ bench: Bench
    ) {
        guard let plan = bench.runbooks[runbook]?.plan else {
            publish(.refused("runbook \(runbook.name) is not loaded"))
            return
        }
        // The pattern is the file's: one that nobody trusts must not occupy this thread.
        guard isTrusted(runbook, bench) else { return publish(.trustNeeded(runbook, nil)) }
        guard let variable = plan.variables.first(where: { $0.written == written }) else {
            publish(.refused("\(runbook.name) has no value \(written)"))
            return
        }
        let looksSecret =
            redactor.redact(value) != value
            || !Redactor.secretValues(of: [variable.name: value]).isEmpty
        switch bench.values.set(value, for: variable, of: runbook, looksSecret: looksSecret) {
        case .refused(let sentence): publish(.refused(sentence))
        case .kept(let recorded):
            bench.forgetPrepared(of: runbook)
            record(
                [.valueGiven(runbook: runbook, written: written, value: recorded)],
                by: self.plan.actor, bench)
            if recorded == nil, value.utf8.count < Redactor.minimumLiteralLength {
                publish(
                    .noticed(
                        "\(written) is too short to be found in output: it shows if a command prints it"
                    ))
            }
            // What was asked about no longer exists: ask about what would run now.
            if bench.flows[runbook]?.isAsking == true { advance(runbook, bench) }
        }
    }
}
