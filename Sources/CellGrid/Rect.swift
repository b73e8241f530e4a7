/// A rectangle of cells: its upper left corner and its size, which is never negative.
///
/// The pieces that the methods cut off never reach outside of the rectangle they come from: asking
/// for more rows than there are gives all of them, asking for fewer than none gives none.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public let column: Int
    /// The topmost row.
    public let row: Int
    /// The width in columns.
    public let columns: Int
    /// The height in rows.
    public let rows: Int

    /// Far outside of every screen, and safe to add up.
    private static let farthest = 1 << 30

    /// Makes a rectangle; negative sizes count as zero, and nothing is farther away than 2³⁰.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = min(max(column, -Rect.farthest), Rect.farthest)
        self.row = min(max(row, -Rect.farthest), Rect.farthest)
        self.columns = min(max(0, columns), Rect.farthest)
        self.rows = min(max(0, rows), Rect.farthest)
    }

    /// Makes a rectangle of a size, at the origin unless told otherwise.
    public init(size: Size, at origin: Point = Point(column: 0, row: 0)) {
        self.init(
            column: origin.column, row: origin.row, columns: size.columns, rows: size.rows)
    }

    /// A rectangle without any cell.
    public static let zero = Rect(column: 0, row: 0, columns: 0, rows: 0)

    /// The upper left corner.
    public var origin: Point { Point(column: column, row: row) }
    /// The width and the height.
    public var size: Size { Size(columns: columns, rows: rows) }
    /// The first column to the right of the rectangle.
    public var endColumn: Int { column + columns }
    /// The first row below the rectangle.
    public var endRow: Int { row + rows }
    /// Whether the rectangle has no cell.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether a point is one of the rectangle's cells.
    public func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn
            && point.row >= row && point.row < endRow
    }

    /// The cells that both rectangles have; without any, an empty rectangle.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top)
    }

    /// The rectangle without a margin of `amount` cells on each of its four sides.
    public func inset(by amount: Int) -> Rect {
        inset(columns: amount, rows: amount)
    }

    /// The rectangle without a margin of some columns left and right and some rows above and below.
    public func inset(columns horizontal: Int, rows vertical: Int) -> Rect {
        droppingLeft(horizontal).droppingRight(horizontal)
            .droppingTop(vertical).droppingBottom(vertical)
    }
}
