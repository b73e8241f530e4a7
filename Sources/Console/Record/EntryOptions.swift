import CellGrid
import IncidentModel
import SafeText

/// A row to choose from while a line of the record is typed.
struct EntryOption: Equatable {
    /// What choosing it types.
    let value: String
    /// What the row says.
    let text: StyledText
    /// What stands at its right end.
    var note = StyledText()
}

/// The rows to choose from.
enum EntryOptions {
    /// The rows for what was typed; where any word will do, the typed one is among them.
    static func options(
        for field: RecordEntry.Field, typed: String, _ state: ConsoleState
    ) -> [EntryOption] {
        let needle = typed.lowercased().filter { $0 != " " }
        func found(_ options: [EntryOption]) -> [EntryOption] {
            let kept = options.filter { needle.isEmpty || $0.value.lowercased().hasPrefix(needle) }
            return kept.isEmpty
                ? options.filter { $0.text.plain.lowercased().contains(needle) } : kept
        }
        switch field {
        case .moment(.severity), .opening(.openSeverity): return found(severities(field, state))
        case .action(.actionHorizon(let number)): return found(horizons(number, state))
        case .role(.role): return found(roles(state))
        case .fact(.audience): return free(found(audiences(state)), typed)
        case .fact(.linkedIncident): return free(found(incidents(state)), typed)
        case .fact(.cadenceAudience): return free(found(cadences(state)), typed)
        case .role(.rolePerson(let role)): return free(found(persons(role, state)), typed)
        case .cause, .action, .moment, .fact, .role, .opening: return []
        }
    }

    /// Any other word is one more choice.
    private static func free(_ options: [EntryOption], _ typed: String) -> [EntryOption] {
        let word = typed.trimmedSpaces
        if word.isEmpty || options.contains(where: { $0.value == word }) { return options }
        return options + [
            EntryOption(value: word, text: StyledText(" \(word)", .strong))
        ]
    }

    private static func option(_ value: String, _ meaning: String, _ note: String) -> EntryOption {
        var text = StyledText(" \(TextWidth.padded(value, toColumns: 13))", .strong)
        text.add(" \(meaning)")
        return EntryOption(value: value, text: text, note: StyledText(note, .faint))
    }

    private static func severities(
        _ field: RecordEntry.Field, _ state: ConsoleState
    ) -> [EntryOption] {
        let present = field == .moment(.severity) ? state.incident.facts?.severity : nil
        let configured =
            field == .opening(.openSeverity) ? [option("-", "as configured", "")] : []
        return configured
            + IncidentSeverity.allCases.map {
                option($0.label, SeverityWords.meaning($0), $0 == present ? "as it is" : "")
            }
    }

    private static func horizons(_ number: Int, _ state: ConsoleState) -> [EntryOption] {
        let present = state.actionItem(number)?.horizon
        return ActionItem.Horizon.allCases.map {
            option($0.rawValue, ActionOrder.meaning($0), $0 == present ? "as it is" : "")
        }
    }

    private static func roles(_ state: ConsoleState) -> [EntryOption] {
        IncidentRole.allCases.map { role in
            let holder = state.incident.record.roles[role]?.person.string ?? "vacant"
            return option(role.rawValue, RoleWords.meaning(role), holder)
        }
    }

    private static func persons(_ role: IncidentRole, _ state: ConsoleState) -> [EntryOption] {
        let holder = state.incident.record.roles[role]?.person
        var names: [(String, String)] = []
        if !state.setup.actor.isEmpty { names.append((state.setup.actor.string, "yourself")) }
        for other in IncidentRole.allCases {
            guard let person = state.incident.record.roles[other]?.person.string,
                !names.contains(where: { $0.0 == person })
            else { continue }
            names.append((person, other.rawValue))
        }
        return names.map { name, what in
            option(name, what, DisplayText(name) == holder ? "has it" : "")
        } + (holder == nil ? [] : [option("-", "nobody: leave it vacant", "")])
    }

    /// Those that are linked, and past ones that are like this one.
    private static func incidents(_ state: ConsoleState) -> [EntryOption] {
        let record = state.incident.record
        let linked = record.links.keys.sorted().map { id in
            EntryOption(
                value: id.string, text: StyledText(" \(id)", .strong),
                note: StyledText("linked", .faint))
        }
        return linked
            + record.similar.filter { record.links[$0.id] == nil }.map { past in
                var text = StyledText(" \(past.id)", .strong)
                text.add("  \(past.title)")
                return EntryOption(
                    value: past.id.string, text: text, note: StyledText("like this one", .faint))
            }
    }

    private static func audiences(_ state: ConsoleState) -> [EntryOption] {
        let facts = state.incident.facts
        let known = (facts?.cadences ?? []).map { cadence in
            (cadence.audience, UpdateWords.due(cadence, state))
        }.sorted { ($0.1.left, $0.0) < ($1.1.left, $1.0) }
        let others = state.incident.updates.keys.sorted().filter { audience in
            !known.contains { $0.0 == audience }
        }
        return known.map { audience, due in
            EntryOption(
                value: audience.string, text: StyledText(" \(audience)", .strong),
                note: StyledText(due.words, due.left < .zero ? .clockOverdue : .faint))
        }
            + others.map { audience in
                EntryOption(
                    value: audience.string, text: StyledText(" \(audience)", .strong),
                    note: StyledText("no time was agreed", .faint))
            }
            + (known.isEmpty && others.isEmpty
                ? [
                    EntryOption(
                        value: "engineering", text: StyledText(" engineering", .strong),
                        note: StyledText("no time was agreed", .faint))
                ] : [])
    }

    private static func cadences(_ state: ConsoleState) -> [EntryOption] {
        (state.incident.facts?.cadences ?? []).map {
            option($0.audience.string, "every \(DurationText.words($0.every))", "")
        }
    }
}

/// What severities mean, in words.
enum SeverityWords {
    static func meaning(_ severity: IncidentSeverity) -> String {
        switch severity {
        case .p0: "everything is down"
        case .p1: "a core function is down"
        case .p2: "a function is impaired"
        case .p3: "a nuisance"
        case .p4: "for the record"
        }
    }
}

/// What roles mean, in words.
enum RoleWords {
    static func meaning(_ role: IncidentRole) -> String {
        switch role {
        case .commander: "decides"
        case .operations: "repairs"
        case .scribe: "writes down"
        case .liaison: "talks to those outside"
        }
    }
}

/// When updates are due, in words.
enum UpdateWords {
    /// How long is left until an audience expects its next update.
    static func due(
        _ cadence: UpdateCadence, _ state: ConsoleState
    ) -> (left: Duration, words: String) {
        guard let facts = state.incident.facts, let now = state.now else {
            return (cadence.every, "every \(DurationText.words(cadence.every))")
        }
        let last = max(state.incident.updates[cadence.audience] ?? facts.openedAt, facts.openedAt)
        let left = last + cadence.every - now
        let words =
            left < .zero
            ? "overdue by \(DurationText.clock(.zero - left))"
            : "due in \(DurationText.clock(left))"
        return (left, words)
    }
}

extension String {
    /// Without spaces at both ends.
    var trimmedSpaces: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
