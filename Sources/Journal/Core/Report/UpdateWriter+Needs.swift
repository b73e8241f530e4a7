import IncidentModel
import SafeText

extension UpdateWriter {
    /// What is needed: people, decisions, answers, values, and what has to hold before it is over.
    var needs: [String] {
        guard state.record.resolution == nil, let facts = state.facts else { return followUp }
        switch tone {
        case .technical:
            return roles + escalation(facts) + decisions + unmet + questions + values + owners
        case .plain: return escalation(facts) + plainUnmet
        }
    }

    /// After the end: what is still to be done, and by whom.
    private var followUp: [String] {
        let open = state.record.actionItems.filter { !$0.isDone }
        guard !open.isEmpty else { return [] }
        let ownerless = open.count { $0.owner.isEmpty }
        let tail = ownerless == 0 ? "" : ", \(ownerless) of them without an owner"
        return ["Action items still open: \(open.count)\(tail)"]
    }

    private var roles: [String] {
        let vacant = IncidentRole.allCases.filter { state.record.roles[$0] == nil }
        guard !vacant.isEmpty else { return [] }
        return ["Nobody has these roles: \(vacant.map(\.rawValue).joined(separator: ", "))"]
    }

    private func escalation(_ facts: IncidentFacts) -> [String] {
        guard let after = facts.escalateAfter else { return [] }
        let due = facts.countsFrom + after
        let contact = facts.escalateTo.isEmpty ? "" : " to \(escaped(facts.escalateTo))"
        let who = facts.escalateTo.isEmpty ? "; nobody is named to escalate to" : ""
        return due <= now
            ? ["Escalation\(contact) is due since \(time(due))\(who)"]
            : [
                "Escalation\(contact) at \(time(due)), in \(DurationText.rough(due - now)), "
                    + "if it is not resolved\(who)"
            ]
    }

    private var decisions: [String] {
        state.proposedRollbacks.sorted { $0.key < $1.key }.flatMap { runbook, phases in
            phases.keys.sorted().filter { !isRollbackBegun(of: runbook, phase: $0) }.map {
                "A decision on the rollback of phase \($0) of \(escaped(runbook.name))"
            }
        }
    }

    private var unmet: [String] {
        let open = criteria.filter { !$0.isMet }
        guard !open.isEmpty else { return [] }
        return ["Exit criteria that hold: \(criteria.count - open.count) of \(criteria.count)"]
            + bounded(
                open.map { "Does not hold: \(escaped($0.id.text))\(seen($0.state))" },
                "exit criteria")
    }

    private var plainUnmet: [String] {
        let open = criteria.filter { !$0.isMet }
        return bounded(open.map { "It is over when: \(escaped($0.id.text))" }, "conditions")
    }

    private func seen(_ state: GateState) -> String {
        switch state {
        case .noData(let text), .unmet(let text): text.isEmpty ? "" : " (\(escaped(text)))"
        case .holding(_, let rest): " (holds, for \(DurationText.rough(rest)) more)"
        case .met: ""
        }
    }

    private var questions: [String] {
        let whys = state.record.whys.filter(\.answer.isEmpty).map { why in
            "An answer: \(escaped(why.question))"
        }
        let ideas = state.record.hypotheses.filter { $0.standing == .open }.map { idea in
            "To be confirmed or ruled out: \(escaped(idea.text))"
        }
        return bounded(whys + ideas, "questions")
    }

    private var values: [String] {
        plans.flatMap { plan in
            bounded(
                // A secret that was given leaves no trace by which to tell.
                plan.variables.filter { variable in
                    !variable.isSecret && variable.proposal == nil
                        && state.values[plan.id]?[variable.written] == nil
                }.map { variable in
                    let prompt = variable.prompt.isEmpty ? "" : " (\(escaped(variable.prompt)))"
                    return "A value for \(MarkdownText.code(variable.written))\(prompt)"
                }, "values")
        }
    }

    private var owners: [String] {
        state.record.actionItems.filter {
            !$0.isDone && $0.horizon == .immediate && $0.owner.isEmpty
        }.map { "An owner: \(escaped($0.text))" }
    }
}
