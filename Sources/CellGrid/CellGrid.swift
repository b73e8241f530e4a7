/// A screen's worth of cells, drawn into from the upper left corner.
///
/// Every place may be asked for and drawn to, also outside of the grid, where nothing happens. A
/// wide glyph always has both its halves: drawing over one half turns the other into a space.
public struct CellGrid: Hashable, Sendable {
    /// The number of columns and rows.
    public let size: Size
    /// Row by row.
    private(set) var cells: [Cell]

    /// Makes a grid of blanks, in a style if one is given.
    public init(size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(
            repeating: Cell(glyph: .space, style: style), count: size.columns * size.rows)
    }

    /// All of the grid.
    public var bounds: Rect { Rect(size: size) }

    /// The cell at a place; a blank outside of the grid.
    public subscript(column: Int, row: Int) -> Cell {
        guard column >= 0, column < size.columns, row >= 0, row < size.rows else { return .blank }
        return cells[row * size.columns + column]
    }

    /// The cells of a row from left to right; none outside of the grid.
    public func cells(inRow row: Int) -> ArraySlice<Cell> {
        guard row >= 0, row < size.rows else { return [] }
        return cells[row * size.columns..<(row + 1) * size.columns]
    }

    /// The text of a row, with its trailing spaces; empty outside of the grid.
    public func rowText(_ row: Int) -> String {
        var text = ""
        for cell in cells(inRow: row) { text += cell.text }
        return text
    }

    /// Replaces one narrow glyph's cell, or both of a wide one, and mends what it cuts in half.
    ///
    /// The index and, for a wide glyph, the one after it must be inside of one row.
    mutating func place(_ cell: Cell, at index: Int) {
        let last = index + (cell.glyph.width == 2 ? 1 : 0)
        if cells[index].isContinuation { blankOut(index - 1) }
        if cells[last].glyph.width == 2 { blankOut(last + 1) }
        cells[index] = cell
        if last > index {
            cells[last] = Cell(glyph: .continuation, style: cell.style)
        }
    }

    /// Changes the look of a cell and leaves its glyph.
    mutating func setStyle(_ style: Style, at index: Int) {
        cells[index].style = style
    }

    private mutating func blankOut(_ index: Int) {
        cells[index] = Cell(glyph: .space, style: cells[index].style)
    }
}
