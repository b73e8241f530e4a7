extension CellGrid {
    /// Writes text into one row and returns how many columns further its end is.
    ///
    /// Nothing is drawn outside of the grid or of `clip`; text is read only up to the right edge, and
    /// the result counts up to there. Columns left of the clip count too. A wide glyph of which an
    /// edge would show one half becomes a space. Line ends and tabs are drawn as a space.
    @discardableResult
    public mutating func write(
        _ text: String, at point: Point, style: Style = .plain, clippedTo clip: Rect? = nil
    ) -> Int {
        let area = clip.map { bounds.intersection($0) } ?? bounds
        guard !area.isEmpty, point.column < area.endColumn, point.column > Int(Int32.min),
            point.row >= area.row, point.row < area.endRow
        else { return 0 }
        var column = point.column
        var rest = text[...]
        column += writeASCII(&rest, at: point, style: style, area: area)
        var scanner = GlyphScanner(rest)
        while column < area.endColumn, let glyph = scanner.next() {
            draw(glyph, column: column, row: point.row, style: style, area: area)
            column = min(column + glyph.width, area.endColumn)
        }
        return column - point.column
    }

    /// Fills a rectangle with a character; a wide one that does not fit at the end becomes a space.
    public mutating func fill(
        _ rect: Rect, _ character: Character = " ", style: Style = .plain
    ) {
        let area = bounds.intersection(rect)
        let glyph = Cell(character).glyph
        for row in area.row..<area.endRow {
            var column = area.column
            while column < area.endColumn {
                draw(glyph, column: column, row: row, style: style, area: area)
                column += glyph.width
            }
        }
    }

    /// Changes the look of a rectangle's cells and leaves their glyphs.
    ///
    /// A wide glyph changes as a whole, with its left half.
    public mutating func restyle(_ rect: Rect, _ transform: (Style) -> Style) {
        let area = bounds.intersection(rect)
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn {
                let index = row * size.columns + column
                let cell = cells[index]
                guard !cell.isContinuation else { continue }
                let style = transform(cell.style)
                setStyle(style, at: index)
                if cell.width == 2 { setStyle(style, at: index + 1) }
            }
        }
    }

    /// Copies all of another grid into this one, its upper left corner at a point.
    public mutating func draw(_ other: CellGrid, at point: Point, clippedTo clip: Rect? = nil) {
        let area = clip.map { bounds.intersection($0) } ?? bounds
        let target = Rect(size: other.size, at: point)
        for row in 0..<other.size.rows where area.row..<area.endRow ~= target.row + row {
            for (offset, cell) in other.cells(inRow: row).enumerated() where !cell.isContinuation {
                draw(
                    cell.glyph, column: target.column + offset, row: target.row + row,
                    style: cell.style, area: area)
            }
        }
    }

    /// Draws the leading printable ASCII characters, takes them off the text, and returns their number.
    ///
    /// The last one before anything else is left, because a mark may belong to it.
    private mutating func writeASCII(
        _ text: inout Substring, at point: Point, style: Style, area: Rect
    ) -> Int {
        let limit = area.endColumn - point.column
        let rowStart = point.row * size.columns
        var count = 0
        var last: UInt8?
        for byte in text.utf8 {
            let isPrintable = byte >= 0x20 && byte < 0x7F
            if let pending = last, isPrintable {
                let column = point.column + count
                if column >= area.column {
                    place(Cell(ascii: pending, style: style), at: rowStart + column)
                }
                count += 1
            }
            last = isPrintable ? byte : nil
            if !isPrintable || count == limit { break }
        }
        text = text[text.utf8.index(text.startIndex, offsetBy: count)...]
        return count
    }

    /// Draws as much of one glyph as the area shows.
    private mutating func draw(
        _ glyph: Glyph, column: Int, row: Int, style: Style, area: Rect
    ) {
        let end = column + glyph.width
        let index = row * size.columns + column
        if column >= area.column, end <= area.endColumn {
            place(Cell(glyph: glyph, style: style), at: index)
        } else if glyph.width == 2 {
            let space = Cell(glyph: .space, style: style)
            if column >= area.column, column < area.endColumn { place(space, at: index) }
            if end > area.column, end <= area.endColumn { place(space, at: index + 1) }
        }
    }
}

extension Cell {
    /// A cell of a printable ASCII character.
    fileprivate init(ascii: UInt8, style: Style) {
        self.init(glyph: Glyph(Unicode.Scalar(ascii), width: 1), style: style)
    }
}
