import CellGrid

/// The commands that the palette offers, above the line being typed.
enum PaletteBox {
    static func draw(_ state: ConsoleState, in body: Rect, on canvas: inout Canvas) {
        guard let prompt = state.prompt else { return }
        let choices = Palette.choices(for: prompt.line.text, in: state.setup.keyMap)
        let height = min(max(1, choices.count), 10, max(0, body.rows - 3))
        let width = min(72, body.columns - 2)
        guard height > 0, width >= 20 else { return }
        let box = Rect(
            column: body.column + 1, row: body.endRow - 1 - (height + 2) + 1, columns: width,
            rows: height + 1)
        canvas.clear(box)
        canvas.grid.drawBox(
            Rect(column: box.column, row: box.row, columns: box.columns, rows: box.rows + 1)
                .intersection(canvas.bounds.droppingBottom(1)),
            style: canvas.theme[.borderActive], glyphs: canvas.glyphs.box)
        let inside = Rect(
            column: box.column + 1, row: box.row + 1, columns: box.columns - 2, rows: height - 1)
        drawChoices(choices, prompt.choice, state, in: inside, on: &canvas)
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
