import CellGrid

/// Boxes that share their borders: where lines meet, the right junction is drawn.
struct BorderMesh {
    /// The directions in which a line leaves a cell.
    private struct Arms: OptionSet {
        let rawValue: UInt8
        static let up = Arms(rawValue: 1)
        static let down = Arms(rawValue: 2)
        static let left = Arms(rawValue: 4)
        static let right = Arms(rawValue: 8)
    }

    private let size: Size
    private var arms: [Arms]

    /// A mesh without lines for a screen of a size.
    init(size: Size) {
        self.size = size
        arms = Array(repeating: [], count: size.columns * size.rows)
    }

    /// Adds the border of a rectangle of at least two columns and rows.
    mutating func add(_ rect: Rect) {
        guard rect.columns >= 2, rect.rows >= 2 else { return }
        let right = rect.endColumn - 1
        let bottom = rect.endRow - 1
        for column in rect.column...right {
            let across: Arms =
                column == rect.column ? .right : column == right ? .left : [.left, .right]
            insert(across, column, rect.row)
            insert(across, column, bottom)
        }
        for row in rect.row...bottom {
            let down: Arms = row == rect.row ? .down : row == bottom ? .up : [.up, .down]
            insert(down, rect.column, row)
            insert(down, right, row)
        }
    }

    /// Draws all lines in one style.
    func draw(on canvas: inout Canvas, role: ThemeRole) {
        draw(Rect(size: size), on: &canvas, role: role, onlyOutline: false)
    }

    /// Draws the border of one rectangle again in another style, junctions included.
    func highlight(_ rect: Rect, on canvas: inout Canvas, role: ThemeRole) {
        draw(rect, on: &canvas, role: role, onlyOutline: true)
    }

    private func draw(
        _ rect: Rect, on canvas: inout Canvas, role: ThemeRole, onlyOutline: Bool
    ) {
        let style = canvas.theme[role]
        for row in rect.row..<rect.endRow {
            let isEdge = row == rect.row || row == rect.endRow - 1
            var run = ""
            var start = rect.column
            for column in rect.column..<rect.endColumn {
                let isOutline = isEdge || column == rect.column || column == rect.endColumn - 1
                let arms = isOutline || !onlyOutline ? arms(column, row) : []
                if arms.isEmpty {
                    flush(&run, Point(column: start, row: row), style, on: &canvas)
                    continue
                }
                if run.isEmpty { start = column }
                run.append(Self.glyph(arms, canvas.glyphs.box))
            }
            flush(&run, Point(column: start, row: row), style, on: &canvas)
        }
    }

    /// A whole run is written at once: this is the larger part of an idle screen's work.
    private func flush(
        _ run: inout String, _ point: Point, _ style: Style, on canvas: inout Canvas
    ) {
        if run.isEmpty { return }
        canvas.grid.write(run, at: point, style: style)
        run = ""
    }

    private mutating func insert(_ found: Arms, _ column: Int, _ row: Int) {
        guard column >= 0, column < size.columns, row >= 0, row < size.rows else { return }
        arms[row * size.columns + column].formUnion(found)
    }

    private func arms(_ column: Int, _ row: Int) -> Arms {
        guard column >= 0, column < size.columns, row >= 0, row < size.rows else { return [] }
        return arms[row * size.columns + column]
    }

    private static func glyph(_ arms: Arms, _ box: BoxGlyphs) -> Character {
        switch arms {
        case [.down, .right]: box.topLeft
        case [.down, .left]: box.topRight
        case [.up, .right]: box.bottomLeft
        case [.up, .left]: box.bottomRight
        case [.up, .down, .right]: box.leftTee
        case [.up, .down, .left]: box.rightTee
        case [.left, .right, .down]: box.topTee
        case [.left, .right, .up]: box.bottomTee
        case [.up, .down, .left, .right]: box.cross
        case [.up, .down], [.up], [.down]: box.vertical
        case [.left, .right], [.left], [.right]: box.horizontal
        default: box.cross
        }
    }
}
