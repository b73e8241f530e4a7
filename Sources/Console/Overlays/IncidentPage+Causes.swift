import CellGrid
import IncidentModel
import SafeText

extension IncidentPage {
    /// The exit criteria, each with where it stands.
    var criteria: [StyledText] {
        if state.criteria.isEmpty {
            return hint(
                "None is asked for: exit_criteria in quell.yaml, or of a runbook, names what has to hold."
            )
        }
        return state.criteria.flatMap { criterion -> [StyledText] in
            var text = StyledText("  ")
            text += StepWords.gate(criterion.state, now: state.now)
            text.add("  \(criterion.id.text)", criterion.isMet ? .text : .strong)
            let reason = StepWords.gateReason(criterion.state)
            if !reason.isEmpty { text.add("  \(reason)", .faint) }
            text.add("  \(origin(of: criterion))", .faint)
            return text.wrapped(to: writer.columns, indent: 4)
        }
    }

    private func origin(of criterion: ExitCriterion) -> String {
        let judge =
            switch criterion.judge {
            case .condition: ""
            case .command(let command): ", judged by \(command)"
            case .person: ", a person says so"
            }
        return "(\(criterion.origin)\(judge))"
    }

    /// `2 of 3 hold, X shows them`.
    var criteriaSummary: String {
        let criteria = state.criteria
        if criteria.isEmpty { return "" }
        return
            "\(criteria.count(where: \.isMet)) of \(criteria.count) hold, \(way(.showCriteria)) shows them"
    }

    /// The cause that was written down, the services at the root, and what changed shortly before.
    mutating func addRoots() {
        addHeading("Root")
        if let why = state.incident.record.rootCause {
            add(fact("cause", StyledText(why.answer.string, .strong)))
            for evidence in why.evidence {
                add(fact("evidence", StyledText(evidence.line.string)))
            }
        } else if state.incident.facts != nil {
            add(hint("No root cause is written down: \(way(.showWhys)) asks the five whys."))
        }
        let roots = ServiceRanking(state.services).roots(among: state.services)
        if roots.isEmpty {
            add(hint("No service fails by its own fault now."))
        }
        for root in roots { add(root) }
    }

    private mutating func add(_ root: ServiceStatus) {
        var text = StyledText("  \(writer.glyphs.sign(of: root)) ", ServiceWords.role(of: root))
        text.add(root.id.name.string, .strong)
        text.add(" \(root.verdict.rawValue)", ServiceWords.role(of: root))
        if let since = root.since { text.add("  since \(writer.moment(since))") }
        let reason = ServiceWords.reason(of: root)
        if !reason.isEmpty { text.add("  \(reason)") }
        add(text, link: .service(root.id))
        let suspects = state.suspectedChanges(of: root)
        if suspects.isEmpty {
            add(writer.paragraph("No change is known from the day before.", .faint, indent: 4))
        }
        for suspect in suspects.prefix(Self.shownChanges) {
            var text = StyledText("    \(RecordWords.suspect(suspect))")
            let change = suspect.change
            let author = change.author.isEmpty ? "" : ", \(change.author)"
            text.add("  (\(change.source)\(author))", .faint)
            add(text, link: .change(source: change.source, id: change.id), indent: 6)
        }
        let more = suspects.count - Self.shownChanges
        if more > 0 { add(writer.paragraph("and \(more) earlier", .faint, indent: 4)) }
    }

    /// Past incidents that are like this one, with what solved them.
    mutating func addPast() {
        let similar = state.incident.record.similar
        let key = state.setup.keyMap.label(
            for: .openDetails, asciiOnly: writer.glyphs.asciiOnly)
        addHeading("Like this", similar.isEmpty ? "" : "\(key) reads the report")
        if similar.isEmpty { add(hint("No past incident on this machine is like this one.")) }
        for past in similar.prefix(Self.shownPast) {
            var text = StyledText("  \(RecordWords.like(past, now: state.now))", .strong)
            let solved =
                past.solvedBy.isEmpty
                ? "its record does not say what solved it" : "solved by \(past.solvedBy)"
            text.add(": \(solved)")
            let shared = past.shared.map(\.string).joined(separator: ", ")
            text.add("  \(past.title)\(shared.isEmpty ? "" : "; shares \(shared)")", .faint)
            add(text, link: .past(past.id))
        }
    }

    /// The incidents that people linked.
    mutating func addLinks() {
        addHeading("Links")
        let links = state.incident.record.links.sorted { $0.key < $1.key }
        if links.isEmpty { add(hint("No other incident is linked: \(way(.linkIncident)) does.")) }
        for (id, note) in links {
            add(
                StyledText("  \(id)", .strong) + StyledText(note.isEmpty ? "" : "  \(note)"),
                link: .past(id))
        }
    }
}

extension ServiceRanking {
    /// The services at which repairs begin, the most urgent first.
    func roots(among services: [ServiceStatus]) -> [ServiceStatus] {
        sorted(services).filter(isRoot)
    }
}

extension ConsoleState {
    /// The changes shortly before a service broke, the most suspicious first; none while it serves.
    func suspectedChanges(of service: ServiceStatus) -> [SuspectedChange] {
        guard service.verdict != .up, !incident.record.changes.isEmpty,
            let onset = service.since ?? service.firstBad?.startedAt
        else { return [] }
        return incident.changes(before: onset, of: service.id, needs: allNeeds(of: service))
    }

    /// Whatever a service needs, directly or not.
    private func allNeeds(of service: ServiceStatus) -> [ServiceID] {
        var found: Set<ServiceID> = []
        var open = service.needs.flatMap(\.services)
        while let need = open.popLast() {
            guard found.insert(need).inserted else { continue }
            open += self.service(need)?.needs.flatMap(\.services) ?? []
        }
        return found.sorted()
    }
}
