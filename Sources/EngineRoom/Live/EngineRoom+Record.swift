import IncidentModel
import Journal
import SafeText
import Settings

extension EngineRoom {
    /// Opens an incident because a person says so.
    func openIncident(_ facts: OpeningFacts, _ bench: Bench) {
        if let objection = objection(toOpening: facts, bench) {
            return publish(.refused(objection))
        }
        let defaults = plan.settings.incident
        let opened = IncidentFacts(
            id: DisplayText(plan.folder.id), title: facts.title,
            severity: facts.severity ?? defaults.severity, openedAt: plan.now(),
            impact: facts.impact.isBlank ? defaults.impact : facts.impact,
            detectedAt: facts.detectedAt, cadences: defaults.cadences,
            escalateAfter: defaults.escalateAfter, escalateTo: defaults.escalateTo)
        bench.hasOpenedIncident = true
        record([.incidentOpened(opened)], by: plan.actor, bench)
        judgeCriteria(bench)
        planAlarm(bench)
    }

    private func objection(toOpening facts: OpeningFacts, _ bench: Bench) -> DisplayText? {
        if let present = bench.state.facts {
            return bench.state.record.resolution == nil
                ? "“\(present.title)” is open already: correct its title or severity instead"
                : "“\(present.title)” is resolved: reopen it, or start another console for another incident"
        }
        if facts.title.isBlank { return "an incident needs a title, found none" }
        if let detected = facts.detectedAt, detected > plan.now() {
            return "detection cannot be in the future"
        }
        return nil
    }

    /// Writes what a person says into the record.
    func edit(_ edit: IncidentEdit, _ bench: Bench) {
        guard let rules = editRules(bench) else { return publish(.refused(Self.nothingOpen)) }
        let edit = rules.settled(edit)
        // Whatever way it is asked for, the exit criteria are judged first.
        if case .moment(.resolved, let at, let reason, _) = edit {
            return resolve(because: reason, at: at, isDespiteUnmet: false, bench)
        }
        if let objection = rules.objection(to: edit) { return publish(.refused(objection)) }
        if case .link(let other, _) = edit, let objection = objection(toLinking: other) {
            return publish(.refused(objection))
        }
        record([.edited(edit)], by: plan.actor, bench)
        if case .moment(.reopened, _, _, _) = edit { bench.downAgain = [] }
        judgeCriteria(bench)
        planAlarm(bench)
    }

    /// Marks the incident resolved when its exit criteria hold, or all the same.
    func resolve(_ reason: String, _ isDespiteUnmet: Bool, _ bench: Bench) {
        resolve(
            because: DisplayText(reason), at: nil, isDespiteUnmet: isDespiteUnmet, bench)
    }

    private func resolve(
        because reason: DisplayText, at moment: Timestamp?, isDespiteUnmet: Bool, _ bench: Bench
    ) {
        guard bench.state.facts != nil else { return publish(.refused(Self.nothingOpen)) }
        if let objection = objection(to: .resolved, at: moment ?? plan.now(), bench) {
            return publish(.refused(objection))
        }
        if isDespiteUnmet, reason.isBlank {
            return publish(.refused("resolving in spite of exit criteria needs a reason"))
        }
        beginResolution(because: reason, at: moment, isDespiteUnmet: isDespiteUnmet, bench)
    }

    /// Why a moment cannot be marked at a time; nil when it can.
    func objection(
        to moment: IncidentMoment, at: Timestamp, _ bench: Bench
    ) -> DisplayText? {
        editRules(bench)?.objection(toMarking: moment, at: at)
    }

    private static let nothingOpen: DisplayText =
        "no incident is open: open one with a title first"

    private func editRules(_ bench: Bench) -> EditRules? {
        bench.state.facts.map { facts in
            EditRules(
                facts: facts, record: bench.state.record, criteria: bench.criteria.criteria,
                now: plan.now())
        }
    }
}
