import CellGrid

/// What a screen shows that is too small for a pane: how large it is, and how large it must be.
enum SizeNotice {
    static func draw(on canvas: inout Canvas) {
        let size = canvas.bounds.size
        let needed = ScreenLayout.minimum
        let lines = [
            StyledText("QUELL", .brand),
            StyledText("\(size.columns)x\(size.rows) now", .strong),
            StyledText("\(needed.columns)x\(needed.rows) needed", .text),
        ]
        let top = max(0, (size.rows - lines.count) / 2)
        for (index, line) in lines.enumerated() {
            let left = max(0, (size.columns - line.width) / 2)
            canvas.draw(line, row: top + index, in: canvas.bounds.droppingLeft(left))
        }
    }
}
