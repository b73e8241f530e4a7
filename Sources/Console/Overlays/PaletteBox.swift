import CellGrid
import IncidentModel

/// What can be chosen, above the line being typed: commands, or what a decision about a cluster needs.
enum PaletteBox {
    static func draw(_ state: ConsoleState, in body: Rect, on canvas: inout Canvas) {
        guard let prompt = state.prompt else { return }
        switch prompt.purpose {
        case .palette:
            let choices = Palette.choices(for: prompt.line.text, in: state.setup.keyMap)
            guard let inside = box(rows: choices.count, columns: 72, in: body, on: &canvas) else {
                return
            }
            drawChoices(choices, prompt.choice, state, in: inside, on: &canvas)
        case .cluster(let choice, let cluster):
            let options = ClusterOptions.options(
                for: choice, cluster.id, typed: prompt.line.text, state)
            guard let inside = box(rows: options.count, columns: 110, in: body, on: &canvas) else {
                return
            }
            drawOptions(options.map { ($0.text, $0.note) }, prompt, in: inside, on: &canvas)
        case .chooseValue, .chooseFile, .chooseRunbook:
            let options = RunbookOptions.options(
                for: prompt.purpose, typed: prompt.line.text, state)
            guard let inside = box(rows: options.count, columns: 100, in: body, on: &canvas) else {
                return
            }
            drawOptions(options.map { ($0.text, $0.note) }, prompt, in: inside, on: &canvas)
        case .hold:
            drawHolds(prompt, state, in: body, on: &canvas)
        case .filter, .note, .skipReason, .value, .record: break
        }
    }

    private static func drawOptions(
        _ options: [(text: StyledText, note: StyledText)], _ prompt: Prompt, in inside: Rect,
        on canvas: inout Canvas
    ) {
        if options.isEmpty {
            return canvas.draw(
                StyledText(" Nothing is called that.", .faint), right: StyledText(), row: 0,
                in: inside)
        }
        let selected = min(prompt.choice, options.count - 1)
        let top = ScrollWindow.top(
            current: 0, selected: selected, count: options.count, height: inside.rows)
        for line in 0..<inside.rows where top + line < options.count {
            let option = options[top + line]
            let isSelected = top + line == selected
            let mark = Span(isSelected ? canvas.glyphs.selection : " ", .selectionMark)
            let note = option.note.isEmpty ? option.note : option.note + StyledText(" ")
            canvas.draw(StyledText([mark]) + option.text, right: note, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
    }

    private static func drawHolds(
        _ prompt: Prompt, _ state: ConsoleState, in body: Rect, on canvas: inout Canvas
    ) {
        let found = HoldRequest.options(for: prompt.line.text)
        let options = (try? found.get()) ?? []
        guard let inside = box(rows: options.count, columns: 72, in: body, on: &canvas) else {
            return
        }
        if case .failure(let problem) = found {
            canvas.draw(StyledText(" \(problem.sentence)", .refusal), row: 0, in: inside)
            return
        }
        let selected = min(prompt.choice, options.count - 1)
        for (line, option) in options.prefix(inside.rows).enumerated() {
            let mark = Span(line == selected ? canvas.glyphs.selection : " ", .selectionMark)
            let end = option.duration.flatMap { length in
                state.now.map { state.wallClock.minuteOrDay($0 + length, now: state.now) }
            }
            let note = "until \(end ?? (option.duration == nil ? "released" : "then")) "
            var left = StyledText([mark, Span(option.typed, .strong)])
            let meaning = option.kind == .paused ? "not probed at all" : "probed, but alarms nobody"
            if option.reason.isEmpty, inside.columns >= 60 {
                let gap = max(2, 20 - option.typed.count)
                left.add(String(repeating: " ", count: gap) + meaning, .faint)
            }
            canvas.draw(
                left, right: StyledText(note, .faint),
                row: line, in: inside)
            if line == selected { canvas.markSelected(row: line, in: inside) }
        }
    }

    /// Draws an empty box above the footer; gives its inside, nil where there is no room.
    private static func box(
        rows: Int, columns: Int, in body: Rect, on canvas: inout Canvas
    ) -> Rect? {
        let height = min(max(1, rows), 10, max(0, body.rows - 3))
        let width = min(columns, body.columns - 2)
        guard height > 0, width >= 20 else { return nil }
        let box = Rect(
            column: body.column + 1, row: body.endRow - 1 - (height + 2), columns: width,
            rows: height + 2)
        canvas.clear(box)
        canvas.grid.drawBox(box, style: canvas.theme[.borderActive], glyphs: canvas.glyphs.box)
        return box.inset(by: 1)
    }

    private static func drawChoices(
        _ choices: [KeyMap.Binding], _ chosen: Int, _ state: ConsoleState, in inside: Rect,
        on canvas: inout Canvas
    ) {
        if choices.isEmpty {
            canvas.draw(StyledText(" No command with this name.", .faint), row: 0, in: inside)
            return
        }
        let selected = min(chosen, choices.count - 1)
        let top = ScrollWindow.top(
            current: 0, selected: selected, count: choices.count, height: inside.rows)
        for line in 0..<inside.rows where top + line < choices.count {
            let binding = choices[top + line]
            let isDisabled = binding.disabledReason(in: state) != nil
            let isSelected = top + line == selected
            let name = TextWidth.padded(binding.name, toColumns: 15)
            let key = state.setup.keyMap.label(
                for: binding.action, asciiOnly: canvas.glyphs.asciiOnly)
            let left = StyledText([
                Span(isSelected ? canvas.glyphs.selection : " ", .selectionMark),
                Span(name, isDisabled ? .faint : .strong),
                Span(binding.title, isDisabled ? .faint : .text),
            ])
            canvas.draw(left, right: StyledText("\(key) ", .key), row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
    }
}
