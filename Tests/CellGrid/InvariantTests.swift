import CellGrid
import Testing

@Suite("Whatever is drawn, a grid stays sound")
struct InvariantTests {
    @Test(arguments: UInt64(1)...40)
    func awkwardTextNeverBreaksAGrid(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var grid = CellGrid(size: Size(columns: Int(seed % 23), rows: Int(seed % 5)))
        for _ in 0..<60 {
            drawSomething(into: &grid, &generator)
            expectSound(grid)
        }
    }

    @Test func randomBytesNeverBreakAGrid() {
        var generator = SeededGenerator(seed: 7)
        var grid = CellGrid(size: Size(columns: 40, rows: 1))
        for _ in 0..<500 {
            let bytes = (0..<60).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let text = String(decoding: bytes, as: UTF8.self)
            grid.write(text, at: Point(column: Int.random(in: -5...39, using: &generator), row: 0))
            expectSound(grid)
        }
    }

    @Test func writingTakesAsManyColumnsAsTextWidthSays() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let text = generator.awkwardText(upTo: 30)
            var grid = CellGrid(size: Size(columns: 100, rows: 1))
            let columns = grid.write(text, at: Point(column: 0, row: 0))
            #expect(columns == TextWidth.width(of: text))
        }
    }

    @Test func cutAndPaddedTextHasTheWidthAskedFor() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let text = generator.awkwardText(upTo: 30)
            let columns = Int.random(in: 0...20, using: &generator)
            #expect(TextWidth.width(of: TextWidth.truncate(text, toColumns: columns)) <= columns)
            #expect(TextWidth.width(of: TextWidth.padded(text, toColumns: columns)) == columns)
        }
    }

    @Test func aCellOfAnyCharacterIsSound() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            for character in generator.awkwardText(upTo: 20) {
                let cell = Cell(character)
                #expect(cell.width == 1 || cell.width == 2)
                #expect(unsoundScalars(of: cell).isEmpty)
            }
        }
    }

    private func drawSomething(into grid: inout CellGrid, _ generator: inout SeededGenerator) {
        let point = Point(
            column: Int.random(in: -4...24, using: &generator),
            row: Int.random(in: -1...5, using: &generator))
        let rect = Rect(
            column: point.column, row: point.row,
            columns: Int.random(in: -1...12, using: &generator),
            rows: Int.random(in: -1...4, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: grid.fill(rect, generator.awkwardText(upTo: 3).first ?? "日")
        case 1: grid.drawBox(rect)
        case 2: grid.restyle(rect) { $0.adding(.reverse) }
        case 3: grid.draw(grid, at: point, clippedTo: rect)
        case 4: grid.write(generator.awkwardText(upTo: 20), at: point, clippedTo: rect)
        default: grid.write(generator.awkwardText(upTo: 20), at: point)
        }
    }

    /// Looks at every cell, and records only what is wrong: a million expectations take long.
    private func expectSound(_ grid: CellGrid) {
        for row in 0..<grid.size.rows {
            let cells = Array(grid.cells(inRow: row))
            let columns = cells.reduce(0) { $0 + $1.width }
            if columns != grid.size.columns { Issue.record("row \(row) has \(columns) columns") }
            for (index, cell) in cells.enumerated() {
                let before = index > 0 ? cells[index - 1] : .blank
                let isJoined = cell.isContinuation == (before.width == 2)
                let isAlike = !cell.isContinuation || cell.style == before.style
                if !isJoined || !isAlike || !unsoundScalars(of: cell).isEmpty {
                    Issue.record("cell \(index) of row \(row) is \(cell) after \(before)")
                }
            }
        }
    }

    /// Controls, format characters and their like; a joiner is allowed between two scalars.
    private func unsoundScalars(of cell: Cell) -> [Unicode.Scalar] {
        let scalars = cell.scalars
        return scalars.enumerated().filter { index, scalar in
            if scalar == "\u{200D}" { return index == 0 || index == scalars.count - 1 }
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
                return true
            default:
                return false
            }
        }.map(\.element)
    }
}
