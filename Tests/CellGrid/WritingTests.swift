import CellGrid
import Testing

@Suite("Text is written into cells and clipped")
struct WritingTests {
    private func row(
        _ text: String, at column: Int, columns: Int = 8, clip: Rect? = nil, over: String = ""
    ) -> String {
        var grid = CellGrid(size: Size(columns: columns, rows: 1))
        grid.write(over, at: Point(column: 0, row: 0))
        grid.write(text, at: Point(column: column, row: 0), clippedTo: clip)
        return grid.rowText(0)
    }

    private let middle = Rect(column: 2, row: 0, columns: 4, rows: 1)

    @Test func plainTextStandsWhereItWasWritten() {
        #expect(row("abc", at: 2) == "  abc   ")
    }

    @Test func textIsCutAtBothEdgesOfTheGrid() {
        #expect(row("abcdef", at: 5) == "     abc")
        #expect(row("abcdef", at: -3) == "def     ")
    }

    @Test func textIsCutAtBothEdgesOfTheClip() {
        #expect(row("abcdefgh", at: 0, clip: middle) == "  cdef  ")
        #expect(row("日本語日", at: 0, clip: middle) == "  本語  ")
    }

    @Test func halfOfAWideGlyphAtAnEdgeIsASpace() {
        #expect(row("日本語日", at: -1, clip: middle, over: "........") == ".. 語 ..")
        #expect(row("日本", at: 5) == "     日 ")
        #expect(row("👍🏽", at: 7, over: "........") == "....... ")
        #expect(row("👍🏽x", at: -1, over: "........") == " x......")
    }

    @Test func writingOverHalfOfAWideGlyphClearsTheOther() {
        #expect(row("x", at: 0, over: "日本") == "x 本    ")
        #expect(row("x", at: 1, over: "日本") == " x本    ")
        #expect(row("語", at: 1, over: "日本") == " 語     ")
    }

    @Test func aCombiningMarkStaysOnItsLetter() {
        var grid = CellGrid(size: Size(columns: 3, rows: 1))
        #expect(grid.write("ae\u{301}o", at: Point(column: 0, row: 0)) == 3)
        #expect(grid[1, 0].text == "e\u{301}")
    }

    @Test func aStackOfMarksIsCapped() {
        let cell = Cell(Character("e" + String(repeating: "\u{301}", count: 50)))
        #expect(cell.scalars.count == 4)
    }

    @Test func controlCharactersBecomeVisibleOrSpaces() {
        #expect(row("a\u{1B}b\tc\nd", at: 0) == "a\u{FFFD}b c d ")
        #expect(row("\u{9B}\u{202E}\u{200D}", at: 0, columns: 3) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test func lettersOfOneClusterEachTakeTheirPlace() {
        var grid = CellGrid(size: Size(columns: 4, rows: 1))
        grid.write("क्ष", at: Point(column: 0, row: 0))
        #expect(grid[0, 0].text == "क्")
        #expect(grid[1, 0].text == "ष")
    }

    @Test func theResultCountsUpToTheEdge() {
        var grid = CellGrid(size: Size(columns: 8, rows: 1))
        #expect(grid.write("abc", at: Point(column: 0, row: 0)) == 3)
        #expect(grid.write("abcdef", at: Point(column: 5, row: 0)) == 3)
        #expect(grid.write("abcdef", at: Point(column: -2, row: 0)) == 6)
        #expect(grid.write("abc", at: Point(column: 8, row: 0)) == 0)
        #expect(grid.write("abc", at: Point(column: 0, row: 1)) == 0)
    }

    @Test func anEmptyGridTakesEverythingAndShowsNothing() {
        var grid = CellGrid(size: .zero)
        grid.write("text", at: Point(column: 0, row: 0))
        grid.fill(Rect(column: 0, row: 0, columns: 5, rows: 5), "x")
        grid.drawBox(Rect(column: 0, row: 0, columns: 5, rows: 5))
        grid.restyle(grid.bounds) { $0.adding(.bold) }
        #expect(grid.pictureRows.isEmpty)
        #expect(grid[0, 0] == .blank)
    }

    @Test func farAwayPlacesAreHarmless() {
        var grid = CellGrid(size: Size(columns: 2, rows: 2))
        let before = grid
        for place in [Int.min, Int.max] {
            grid.write("text", at: Point(column: place, row: 0))
            grid.write("text", at: Point(column: 0, row: place))
            let rect = Rect(column: place, row: place, columns: .max, rows: .max)
            grid.fill(rect.intersection(Rect(column: 9, row: 9, columns: 1, rows: 1)), "x")
            grid.draw(before, at: Point(column: place, row: place))
            #expect(grid[place, place] == .blank)
            #expect(grid.rowText(place) == "")
        }
        #expect(grid == before)
    }

    @Test func fillingWithAWideGlyphLeavesASpaceAtAnOddEnd() {
        var grid = CellGrid(size: Size(columns: 5, rows: 1))
        grid.fill(grid.bounds, "日")
        #expect(grid.rowText(0) == "日日 ")
    }

    @Test func aGridIsCopiedIntoAnother() {
        var small = CellGrid(size: Size(columns: 4, rows: 1))
        small.write("日x", at: Point(column: 0, row: 0))
        var grid = CellGrid(size: Size(columns: 6, rows: 2))
        grid.draw(small, at: Point(column: 1, row: 1))
        #expect(grid.textRows == ["", " 日x"])
        grid.draw(small, at: Point(column: -1, row: 0))
        #expect(grid.textRows == [" x", " 日x"])
    }
}
