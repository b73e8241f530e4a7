import CellGrid
import IncidentModel
import SafeText

/// A line being typed. Nothing else waits for it: messages go on arriving.
extension ConsoleState {
    mutating func pressInPrompt(_ key: Key) -> [ConsoleEffect] {
        guard var prompt else { return [] }
        switch key {
        case .escape:
            return leavePrompt(prompt)
        case .enter: return accept(prompt)
        case .tab where prompt.recordEntry != nil: return moveChoice(1)
        case .up, .backTab: return moveChoice(-1)
        case .down: return moveChoice(1)
        case .tab: complete()
        case .character, .backspace, .delete, .insert, .left, .right, .home, .end, .pageUp,
            .pageDown, .function, .control, .alt, .unknown:
            guard prompt.line.handle(key) else { return [] }
            prompt.choice = 0
            if var request = prompt.valueRequest {
                request.problem = nil
                prompt.purpose = .value(request)
            }
            if var entry = prompt.recordEntry {
                (entry.problem, entry.isLeaving) = (nil, false)
                prompt.purpose = .record(entry)
            }
            self.prompt = prompt
            filterWhileTyping()
        }
        return []
    }

    mutating func pasteInPrompt(_ text: String) -> [ConsoleEffect] {
        prompt?.line.insert(text)
        prompt?.choice = 0
        filterWhileTyping()
        return []
    }

    private mutating func filterWhileTyping() {
        guard let prompt, case .filter(let pane) = prompt.purpose else { return }
        setQuery(ListQuery(typed: prompt.line.text, hasFields: pane == .clusters), of: pane)
    }

    /// Esc in a filter shows everything again; in other lines it throws the line away.
    private mutating func leavePrompt(_ prompt: Prompt) -> [ConsoleEffect] {
        if var entry = prompt.recordEntry, !entry.isLeaving, !entry.hasChoices,
            prompt.line.text != entry.initial
        {
            // What was typed for the record is not lost to one stray key.
            entry.isLeaving = true
            self.prompt?.purpose = .record(entry)
            return []
        }
        self.prompt = nil
        guard case .filter(let pane) = prompt.purpose else { return [] }
        setQuery(.none, of: pane)
        return pane == .timeline ? searchTimeline() : []
    }

    private mutating func accept(_ prompt: Prompt) -> [ConsoleEffect] {
        let text = prompt.line.text.trimmed
        switch prompt.purpose {
        case .filter(let pane):
            if let error = ListQuery(typed: prompt.line.text, hasFields: pane == .clusters).error {
                return refuse(error)
            }
            self.prompt = nil
            if pane == .timeline { return searchTimeline() }
        case .cluster(let choice, let cluster): return acceptClusterChoice(choice, cluster, prompt)
        case .value(let request): return acceptValue(request, prompt.line.text)
        case .chooseValue, .chooseFile, .chooseRunbook: return acceptRunbookChoice(prompt)
        case .hold(let service): return acceptHold(of: service, prompt)
        case .palette: return acceptPalette(prompt)
        case .note(let subject):
            guard !text.isEmpty else {
                return refuse("An empty note says nothing: type it, or Esc.")
            }
            self.prompt = nil
            return [.addNote(text, about: subject)]
        case .record(let entry): return acceptEntry(entry, prompt)
        case .skipReason(let step):
            guard !text.isEmpty else {
                return refuse("Say why: whoever reads the report will ask.")
            }
            self.prompt = nil
            return [.skipStep(step, reason: text)]
        }
        return []
    }

    private mutating func acceptPalette(_ prompt: Prompt) -> [ConsoleEffect] {
        let choices = Palette.choices(for: prompt.line.text, in: setup.keyMap)
        guard !choices.isEmpty else { return refuse("No command is called \(prompt.line.text).") }
        self.prompt = nil
        return perform(choices[min(prompt.choice, choices.count - 1)].action)
    }

    private mutating func moveChoice(_ step: Int) -> [ConsoleEffect] {
        guard let prompt else { return [] }
        if case .filter = prompt.purpose { return move(.rows(step)) }
        guard prompt.hasChoices else { return [] }
        let count = choiceCount(of: prompt)
        self.prompt?.choice = min(max(0, prompt.choice + step), max(0, count - 1))
        return []
    }

    private func choiceCount(of prompt: Prompt) -> Int {
        let typed = prompt.line.text
        switch prompt.purpose {
        case .cluster(let choice, let cluster):
            return ClusterOptions.options(for: choice, cluster.id, typed: typed, self).count
        case .hold: return (try? HoldRequest.options(for: typed).get().count) ?? 0
        case .palette: return Palette.choices(for: typed, in: setup.keyMap).count
        case .chooseValue, .chooseFile, .chooseRunbook:
            return RunbookOptions.options(for: prompt.purpose, typed: typed, self).count
        case .record(let entry):
            return entry.hasChoices
                ? EntryOptions.options(for: entry.field, typed: typed, self).count : 0
        case .filter, .note, .skipReason, .value: return 0
        }
    }

    private mutating func complete() {
        if case .note(let subject)? = prompt?.purpose {
            // The same key takes it back: what is selected has not changed meanwhile.
            let evidence = subject == nil ? pickedEvidence : nil
            prompt?.purpose = .note(about: evidence)
            return
        }
        guard let prompt, prompt.purpose == .palette else { return }
        let choices = Palette.choices(for: prompt.line.text, in: setup.keyMap)
        guard !choices.isEmpty else { return }
        self.prompt?.line = LineEditor(choices[min(prompt.choice, choices.count - 1)].name)
        self.prompt?.choice = 0
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...last])
    }
}
