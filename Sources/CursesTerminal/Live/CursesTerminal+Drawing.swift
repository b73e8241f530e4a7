public import CellGrid
import Foundation

extension CursesTerminal {
    /// Shows a grid; writes nothing if it looks as what is shown.
    ///
    /// A grid that is larger than the screen is cut, below and right of a smaller one is blank.
    public func draw(_ grid: CellGrid, cursor: Point?) {
        guard session != nil, !lost else { return }
        var changed = false
        let before = shown?.grid.size == grid.size ? shown?.grid : nil
        if before == nil {
            session?.screen.erase()
            changed = true
        }
        for row in 0..<min(grid.size.rows, size.rows) {
            guard let span = changedSpan(grid, before, row: row) else { continue }
            session?.painter.paint(
                grid.cells(inRow: row)[span], column: span.lowerBound - row * grid.size.columns,
                row: row)
            changed = true
        }
        if changed || shown?.cursor != cursor { session?.screen.show(cursor: cursor) }
        shown = (grid, cursor)
    }

    /// The cells of a row from the first to the last that changed, as indices of the row's slice.
    private func changedSpan(_ grid: CellGrid, _ before: CellGrid?, row: Int) -> Range<Int>? {
        let new = grid.cells(inRow: row)
        let visible = new.startIndex..<min(new.endIndex, new.startIndex + size.columns)
        guard let before else { return visible.isEmpty ? nil : visible }
        let old = before.cells(inRow: row)
        guard var first = visible.first(where: { new[$0] != old[$0] }),
            var last = visible.last(where: { new[$0] != old[$0] })
        else { return nil }
        // A wide glyph is painted as a whole.
        if new[first].isContinuation { first -= 1 }
        if last + 1 < visible.upperBound, new[last].width == 2 { last += 1 }
        return first..<(last + 1)
    }

    /// Rings the bell.
    public func ring() {
        guard let session, !lost else { return }
        session.device.write([0x07])
    }

    /// The most bytes of text that xterm takes for the clipboard.
    private static let mostClipboardBytes = 74_994 / 4 * 3

    /// Asks the terminal to put text on the clipboard (OSC 52); false if it cannot or the text is too long.
    @discardableResult
    public func copyToClipboard(_ text: String) -> Bool {
        guard let session, !lost, session.capabilities.isLikeXterm,
            text.utf8.count <= CursesTerminal.mostClipboardBytes
        else { return false }
        let encoded = Data(text.utf8).base64EncodedString()
        session.device.write(Array("\u{1B}]52;c;\(encoded)\u{07}".utf8))
        return true
    }
}
