import CellGrid
import Testing

@Suite("A grid can be shown as text and styles")
struct PictureTests {
    @Test func boxesTextAndStylesAsAPicture() {
        var grid = CellGrid(size: Size(columns: 12, rows: 4))
        let border = Style(foreground: .palette(208))
        grid.drawBox(grid.bounds, style: border)
        grid.write(" 日本 ", at: Point(column: 2, row: 0), style: border.adding(.bold))
        grid.write("ok", at: Point(column: 2, row: 1), style: Style(foreground: .ansi(2)))
        grid.restyle(Rect(column: 1, row: 2, columns: 10, rows: 1)) { $0.adding(.reverse) }
        #expect(
            grid.pictureRows == [
                "|╭─ 日本 ───╮|",
                "|aabbbbbbaaaa|",
                "|│ ok       │|",
                "|a.cc.......a|",
                "|│          │|",
                "|adddddddddda|",
                "|╰──────────╯|",
                "|aaaaaaaaaaaa|",
                "a = palette 208 on default",
                "b = palette 208 on default, bold",
                "c = ansi 2 on default",
                "d = default on default, reverse",
            ])
    }

    @Test func boxesOfEverySmallSize() {
        var grid = CellGrid(size: Size(columns: 13, rows: 3))
        grid.drawBox(Rect(column: 0, row: 0, columns: 1, rows: 1))
        grid.drawBox(Rect(column: 2, row: 0, columns: 1, rows: 3))
        grid.drawBox(Rect(column: 4, row: 0, columns: 3, rows: 1))
        grid.drawBox(Rect(column: 8, row: 0, columns: 2, rows: 2))
        grid.drawBox(Rect(column: 11, row: 0, columns: 0, rows: 3))
        grid.drawBox(Rect(column: 11, row: 1, columns: 5, rows: 5), glyphs: .ascii)
        #expect(grid.textRows == ["│ │ ─── ╭╮", "  │     ╰╯ +-", "  │        |"])
    }

    @Test func aWideGlyphChangesItsLookAsAWhole() {
        var grid = CellGrid(size: Size(columns: 4, rows: 1))
        grid.write("日本", at: Point(column: 0, row: 0))
        grid.restyle(Rect(column: 1, row: 0, columns: 2, rows: 1)) { $0.adding(.bold) }
        #expect(grid.pictureRows.prefix(2) == ["|日本|", "|..aa|"])
    }
}
