import CellGrid
import IncidentModel
import SafeText

/// The lines below the steps: what runs by itself, what is proposed and what is suggested.
struct RunbookNotes {
    /// A line: what it says, and the key that answers it.
    typealias Line = (left: StyledText, right: StyledText)

    /// The state of everything.
    let state: ConsoleState
    /// The signs to write with.
    let glyphs: GlyphSet

    init(state: ConsoleState) {
        self.state = state
        glyphs = GlyphSet(asciiOnly: state.setup.asciiOnly)
    }

    /// The lines that there is room for under a list of a height, the most urgent first.
    func lines(height: Int) -> [Line] {
        let room = height >= 9 ? 3 : height >= 6 ? 2 : height >= 3 ? 1 : 0
        guard room > 0 else { return [] }
        return Array((flows + proposals + suggestions).prefix(room))
    }

    /// What runs by itself or has just stopped; that of the runbook in hand first.
    private var flows: [Line] {
        let own = state.runbookInHand?.id
        let isAlone = (state.runbooks?.count ?? 0) <= 1
        return state.flows.values.sorted {
            ($0.runbook == own ? 0 : 1, $0.runbook) < ($1.runbook == own ? 0 : 1, $1.runbook)
        }.map { flow in
            var left = StyledText(" ")
            if !isAlone { left.add("\(flow.runbook.name): ", .faint) }
            left += FlowWords(state: state, glyphs: glyphs).words(flow)
            return (left, hints(flow))
        }
    }

    private func hints(_ flow: RunbookFlow) -> StyledText {
        guard !state.setup.isReadOnly else { return StyledText() }
        switch flow.standing {
        case .asking: return keys([(.runStep, "answers"), (.runOn, "stops")])
        case .running, .waiting: return keys([(.runOn, "stops")])
        case .stopped(let step, _):
            let files = step.flatMap(state.step)?.files ?? []
            if files.contains(where: { !state.incident.writtenFiles.contains($0.id) }) {
                return keys([(.writeFile, "writes it"), (.runOn, "goes on")])
            }
            return flow.direction == .back
                ? keys([(.rollBack, "goes on")]) : keys([(.runOn, "goes on")])
        case .finished: return keys([(.goBack, "closes")])
        }
    }

    /// Phases that are to be rolled back; none once that was begun.
    private var proposals: [Line] {
        state.incident.proposedRollbacks.sorted { $0.key < $1.key }.flatMap { runbook, phases in
            phases.sorted { $0.key < $1.key }.filter { phase, _ in
                !state.incident.startedSteps.contains {
                    $0.runbook == runbook && $0.phase == phase
                }
            }.map { _, reason in
                var left = StyledText(" \(glyphs.warning) rollback proposed: ", .degraded)
                left.add(reason.string)
                return (
                    left, state.setup.isReadOnly ? StyledText() : keys([(.rollBack, "rolls back")])
                )
            }
        }
    }

    private var suggestions: [Line] {
        state.suggestions.filter { $0.loaded == nil }.prefix(1).map { found in
            var left = StyledText(" suggested: ", .notice)
            left.add(found.title.string, .strong)
            left.add(" because \(found.reason)", .faint)
            return (left, state.setup.isReadOnly ? StyledText() : keys([(.chooseRunbook, "loads")]))
        }
    }

    private func keys(_ pairs: [(ConsoleAction, String)]) -> StyledText {
        var text = StyledText()
        for (action, word) in pairs {
            let key = state.setup.keyMap.label(for: action, asciiOnly: glyphs.asciiOnly)
            guard !key.isEmpty else { continue }
            text.add(text.isEmpty ? "" : "  ")
            text.add(key, .key)
            text.add(" \(word)", .hint)
        }
        return text
    }
}

extension ConsoleState {
    /// The rows of the runbook pane that steps and checks have, without the lines below them.
    var runbookRows: Int {
        let height = layout.inside(.runbook).rows
        return height - RunbookNotes(state: self).lines(height: height).count
    }
}
