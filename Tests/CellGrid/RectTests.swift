import CellGrid
import Testing

@Suite("Rectangles are cut into parts that stay inside")
struct RectTests {
    private let rect = Rect(column: 2, row: 3, columns: 10, rows: 6)

    @Test func partsAreWhereTheyShouldBe() {
        #expect(rect.topRows(2) == Rect(column: 2, row: 3, columns: 10, rows: 2))
        #expect(rect.droppingTop(2) == Rect(column: 2, row: 5, columns: 10, rows: 4))
        #expect(rect.bottomRows(1) == Rect(column: 2, row: 8, columns: 10, rows: 1))
        #expect(rect.droppingBottom(1) == Rect(column: 2, row: 3, columns: 10, rows: 5))
        #expect(rect.leftColumns(4) == Rect(column: 2, row: 3, columns: 4, rows: 6))
        #expect(rect.droppingLeft(4) == Rect(column: 6, row: 3, columns: 6, rows: 6))
        #expect(rect.rightColumns(3) == Rect(column: 9, row: 3, columns: 3, rows: 6))
        #expect(rect.droppingRight(3) == Rect(column: 2, row: 3, columns: 7, rows: 6))
        #expect(rect.inset(by: 1) == Rect(column: 3, row: 4, columns: 8, rows: 4))
    }

    @Test(arguments: [-5, 0, 1, 6, 10, 11, 1000])
    func twoPartsMakeTheWhole(count: Int) {
        let (top, below) = rect.splitTop(count)
        #expect(top.rows + below.rows == rect.rows)
        #expect(below.row == top.endRow)
        let (left, beside) = rect.splitLeft(count)
        #expect(left.columns + beside.columns == rect.columns)
        #expect(beside.column == left.endColumn)
        let (above, bottom) = rect.splitBottom(count)
        #expect(above.rows + bottom.rows == rect.rows)
        #expect(bottom.endRow == rect.endRow)
        let (rest, right) = rect.splitRight(count)
        #expect(rest.columns + right.columns == rect.columns)
        #expect(right.endColumn == rect.endColumn)
    }

    @Test func insettingTooMuchLeavesNothing() {
        #expect(rect.inset(by: 3).isEmpty)
        #expect(rect.inset(by: 100).isEmpty)
    }

    @Test func intersectionsAreCommonCells() {
        let other = Rect(column: 8, row: 0, columns: 10, rows: 5)
        #expect(rect.intersection(other) == Rect(column: 8, row: 3, columns: 4, rows: 2))
        #expect(rect.intersection(Rect(column: 20, row: 3, columns: 2, rows: 2)).isEmpty)
    }

    @Test func edgesBelongToTheRectangleOnlyLeftAndAbove() {
        #expect(rect.contains(Point(column: 2, row: 3)))
        #expect(rect.contains(Point(column: 11, row: 8)))
        #expect(!rect.contains(Point(column: 12, row: 8)))
        #expect(!rect.contains(Point(column: 11, row: 9)))
    }

    @Test func sizesAreNeverNegative() {
        #expect(Rect(column: 0, row: 0, columns: -1, rows: -9) == .zero)
        #expect(Size(columns: -1, rows: -9) == .zero)
    }
}
