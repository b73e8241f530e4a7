import CNcurses
import CellGrid

/// Turns cells into those of ncurses.
struct CellPainter {
    private let asciiOnly: Bool
    private var pairs: ColourPairs
    private var row: [cchar_t] = []

    init(asciiOnly: Bool, pairs: ColourPairs) {
        self.asciiOnly = asciiOnly
        self.pairs = pairs
    }

    /// Puts some cells, which must not start with the right half of a wide glyph, on the screen.
    mutating func paint(_ cells: ArraySlice<Cell>, column: Int, row number: Int) {
        row.removeAll(keepingCapacity: true)
        for cell in cells where !cell.isContinuation { append(cell) }
        nc_put_cells(Int32(number), Int32(column), row, Int32(row.count))
    }

    private mutating func append(_ cell: Cell) {
        let rendition = pairs.rendition(of: cell.style)
        let base = cell.baseScalar
        if base.value < 0x7F, cell.isSingleScalar {
            return append(base, rendition)
        }
        if asciiOnly {
            append(AsciiFallback.replacement(for: base), rendition)
            if cell.width == 2 { append(secondHalf(of: cell), rendition) }
            return
        }
        let width = Int(wcwidth(wchar_t(bitPattern: base.value)))
        if width == cell.width {
            append(cell, base, rendition)
        } else if cell.width == 2, width == 1 {
            // Flags, and pictures that are text without a variation selector: terminals do not agree on
            // their width. Without the selector and with a space, all of them advance by two.
            append(isRegional(base) ? AsciiFallback.replacement(for: base) : base, rendition)
            append(secondHalf(of: cell), rendition)
        } else {
            // The system's tables do not know it, so ncurses would lose count.
            append("\u{FFFD}", rendition)
            if cell.width == 2 { append(" ", rendition) }
        }
    }

    /// The letter of a flag's second half, otherwise a space.
    private func secondHalf(of cell: Cell) -> Unicode.Scalar {
        guard isRegional(cell.baseScalar), let second = cell.scalars.dropFirst().first,
            isRegional(second)
        else { return " " }
        return AsciiFallback.replacement(for: second)
    }

    private func isRegional(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private mutating func append(_ scalar: Unicode.Scalar, _ rendition: ColourPairs.Rendition) {
        var result = cchar_t()
        _ = nc_make_plain_cell(
            &result, wchar_t(bitPattern: scalar.value), rendition.attributes, rendition.pair)
        row.append(result)
    }

    /// Adds a glyph with its marks; ncurses takes only those that need no space of their own.
    private mutating func append(
        _ cell: Cell, _ base: Unicode.Scalar, _ rendition: ColourPairs.Rendition
    ) {
        if cell.isSingleScalar { return append(base, rendition) }
        var text = [wchar_t(bitPattern: base.value)]
        for mark in cell.scalars.dropFirst() {
            let value = wchar_t(bitPattern: mark.value)
            // Selectors and joiners change the width in some terminals only.
            let isInvisible = mark == "\u{200D}" || (0xFE00...0xFE0F).contains(mark.value)
            if isInvisible { continue }
            // Beyond the first scalar that needs space, marks belong to a picture we cannot join.
            guard wcwidth(value) == 0 else { break }
            text.append(value)
        }
        text.append(0)
        var result = cchar_t()
        _ = nc_make_cell(&result, text, rendition.attributes, rendition.pair)
        row.append(result)
    }
}
