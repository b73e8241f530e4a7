/// How text that grows at its end is looked at.
struct TailView: Equatable, Sendable {
    /// Rows between the bottom of the view and the end; 0 follows.
    var rowsBelow = 0
    /// What is shown at all.
    var query = ListQuery.none

    /// True when new rows move the view.
    var isFollowing: Bool { rowsBelow == 0 }

    /// Moves towards the end by some rows, towards the start by a negative number.
    mutating func move(by rows: Int, count: Int, height: Int) {
        rowsBelow = min(max(0, rowsBelow - rows), max(0, count - max(1, height)))
    }

    /// The rows in sight out of `count`, for a view of a height.
    func window(count: Int, height: Int) -> Range<Int> {
        let below = min(rowsBelow, max(0, count - max(0, height)))
        let end = count - below
        return max(0, end - max(0, height))..<end
    }
}
