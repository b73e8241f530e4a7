/// A number of columns and rows, both from 0 to 65,535, as terminals report them.
public struct Size: Hashable, Sendable {
    /// The width in terminal columns.
    public let columns: Int
    /// The height in terminal rows.
    public let rows: Int

    /// Makes a size from the nearest numbers that are allowed.
    public init(columns: Int, rows: Int) {
        self.columns = min(max(0, columns), Int(UInt16.max))
        self.rows = min(max(0, rows), Int(UInt16.max))
    }

    /// Nothing at all: no columns and no rows.
    public static let zero = Size(columns: 0, rows: 0)

    /// Whether a grid of this size has no cell.
    public var isEmpty: Bool { columns == 0 || rows == 0 }
}
