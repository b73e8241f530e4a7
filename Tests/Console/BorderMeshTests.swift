import CellGrid
import Testing

@testable import Console

/// Borders that meet.
struct BorderMeshTests {
    @Test func sharedBordersJoin() {
        var mesh = BorderMesh(size: Size(columns: 9, rows: 5))
        mesh.add(Rect(column: 0, row: 0, columns: 9, rows: 5))
        mesh.add(Rect(column: 0, row: 1, columns: 5, rows: 2))
        mesh.add(Rect(column: 4, row: 1, columns: 5, rows: 2))
        mesh.add(Rect(column: 0, row: 2, columns: 7, rows: 3))
        mesh.add(Rect(column: 6, row: 2, columns: 3, rows: 3))
        var canvas = Canvas(
            grid: CellGrid(size: Size(columns: 9, rows: 5)), theme: .mono,
            glyphs: GlyphSet(asciiOnly: false))
        mesh.draw(on: &canvas, role: .border)
        #expect(
            canvas.grid.textRows == [
                "╭───────╮",
                "├───┬───┤",
                "├───┴─┬─┤",
                "│     │ │",
                "╰─────┴─╯",
            ])
    }

    @Test func focusShowsWithoutColour() {
        var grid = CellGrid(size: Size(columns: 100, rows: 30))
        _ = render(Fixture.outage(size: grid.size), theme: .mono, into: &grid)
        #expect(grid[0, 3].style.attributes.contains(.bold))
        #expect(!grid[99, 3].style.attributes.contains(.bold))
    }
}
