import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about a service: what is wrong first, how to see it oneself last.
    func rows(of service: ServiceStatus) -> [StyledText] {
        var rows = summary(service) + remarks(service)
        rows += suspects(of: service)
        rows += readings(service)
        if let reading = service.deciding { rows += phases(reading) }
        rows += comparison(service)
        if let reading = service.deciding { rows += evidence(reading) }
        rows += neighbours(service)
        if let command = service.deciding?.equivalentCommand, !command.isEmpty {
            let key = state.setup.keyMap.label(for: .copy)
            rows += heading("See it yourself", "\(key) copies")
            rows += paragraph(command.string, .command)
        }
        return rows
    }

    private func summary(_ service: ServiceStatus) -> [StyledText] {
        let role = ServiceWords.role(of: service)
        let dot = "  \(glyphs.dot)  "
        var row = StyledText([
            Span(glyphs.sign(of: service) + " ", role),
            Span(service.verdict.rawValue.uppercased(), role),
        ])
        if let since = service.since { row.add("  since \(moment(since))") }
        if service.hold == nil, service.verdict != .up {
            let cause = ServiceWords.cause(service.cause)
            if !cause.isEmpty { row.add(dot + cause, role) }
            if let count = ranking.blocked[service.id], ranking.isRoot(service) {
                row.add("\(dot)root, blocks \(CountText.grouped(count))", .blocked)
            }
        }
        for mark in ServiceMark.all(of: service) where mark != .findingCause {
            row.add(dot + mark.text(of: service), mark.role)
        }
        return row.wrapped(to: columns)
            + paragraph(ServiceWords.reason(of: service), .strong, indent: 2)
    }

    /// What changed shortly before it broke, the nearest first, and a past incident like this one.
    private func suspects(of service: ServiceStatus) -> [StyledText] {
        guard ranking.isRoot(service) else { return [] }
        let suspects = state.suspectedChanges(of: service)
        var rows: [StyledText] = []
        if !suspects.isEmpty { rows += heading("Changed before", "\(suspects.count)") }
        for suspect in suspects.prefix(IncidentPage.shownChanges) {
            let change = suspect.change
            var text = StyledText("  \(RecordWords.suspect(suspect))")
            let author = change.author.isEmpty ? "" : ", \(change.author)"
            text.add("  (\(change.source)\(author))", .faint)
            rows += text.wrapped(to: columns, indent: 4)
        }
        if let past = state.incident.record.similar.first {
            let key = state.setup.keyMap.label(for: .showIncident)
            rows += [StyledText()]
            rows += paragraph(
                "\(RecordWords.like(past, now: state.now)): \(key) shows it.", .notice)
        }
        return rows
    }

    private var ranking: ServiceRanking { ServiceRanking(state.shownServices) }

    /// What else a person must know before acting, each in a sentence.
    private func remarks(_ service: ServiceStatus) -> [StyledText] {
        var rows: [StyledText] = []
        if let hold = service.hold { rows += self.hold(hold, of: service) }
        if let root = ServiceRanking.root(of: service) { rows += self.root(root) }
        for mark in ServiceMark.all(of: service) {
            let role: ThemeRole = mark == .alsoBroken ? .down : mark.role
            rows += paragraph(sentence(mark, of: service), role == .up ? .text : role)
        }
        return rows.isEmpty ? [] : [StyledText()] + rows
    }

    private func hold(_ hold: Hold, of service: ServiceStatus) -> [StyledText] {
        let clock = state.wallClock
        var text = StyledText("  Held: ", .strong)
        text.add(HoldWords.long(hold, clock, now: state.now), .strong)
        if let until = hold.until, let now = state.now, until > now {
            text.add(" (\(DurationText.words(until - now)) left)")
        }
        if !hold.by.isEmpty { text.add(", by \(hold.by)") }
        if !hold.reason.isEmpty { text.add(": \(hold.reason)") }
        text.add(". ", .text)
        text.add("It is \(HoldWords.meaning(hold.kind)).", .faint)
        let key = state.setup.keyMap.label(for: .releaseService)
        if !key.isEmpty, state.readOnlyReason == nil { text.add(" \(key) releases it.", .faint) }
        return text.wrapped(to: columns, indent: 2)
    }

    /// The root with what is wrong with it, because that is what has to be repaired.
    private func root(_ id: ServiceID) -> [StyledText] {
        guard let root = state.service(id) else { return [] }
        let role = ServiceWords.role(of: root)
        var text = StyledText("  Repair ", .strong)
        text.add("\(glyphs.sign(of: root)) ", role)
        text.add(id.name.string, .strong)
        text.add(" first: \(root.verdict.rawValue)", role)
        if let since = root.since { text.add(" since \(moment(since))") }
        let reason = ServiceWords.reason(of: root)
        if !reason.isEmpty { text.add("; \(reason)") }
        return text.wrapped(to: columns, indent: 2)
    }

    private func sentence(_ mark: ServiceMark, of service: ServiceStatus) -> String {
        switch mark {
        case .stale:
            return "Stale: no fresh reading has come for too long; what stands here may be past."
        case .flapping:
            let share = mark.text(of: service).dropFirst(mark.word.count + 1)
            return
                "Flapping: \(share) of its newest readings differ from the one before; do not trust the verdict until it settles."
        case .suspect:
            return "Suspect: the newest readings fail, too few so far to say that it is down."
        case .recovering:
            return "Recovering: the newest readings succeed, too few so far to say that it is up."
        case .alsoBroken: return alsoBroken(service)
        case .contradicted:
            let names = service.contradicts.map(\.name.string).joined(separator: ", ")
            return
                "Dependency contradicted: it serves although \(names), which it needs, does not. Either it does not need it, or one of the two probes is wrong."
        case .findingCause: return "Finding the cause: what it needs is being checked now."
        }
    }

    private func alsoBroken(_ service: ServiceStatus) -> String {
        guard let root = ServiceRanking.root(of: service) else {
            return "Also broken itself? It fails in another way than what it needs."
        }
        let own = service.deciding?.failure.map(ServiceWords.failure)
        let other = state.service(root)?.deciding?.failure.map(ServiceWords.failure)
        let ways = own.flatMap { own in other.map { " (\(own); \(root.name): \($0))" } } ?? ""
        return
            "Also broken itself? It fails in another way than \(root.name)\(ways): look at it even when \(root.name) is back."
    }
}
