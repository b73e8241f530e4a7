/// A place in a grid, counted from the upper left corner, which is 0, 0.
///
/// A point may lie outside of every grid; drawing there does nothing.
public struct Point: Hashable, Sendable {
    /// Columns from the left edge.
    public var column: Int
    /// Rows from the top edge.
    public var row: Int

    /// Makes a point.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
