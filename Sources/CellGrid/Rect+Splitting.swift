extension Rect {
    /// The uppermost `count` rows.
    public func topRows(_ count: Int) -> Rect {
        Rect(column: column, row: row, columns: columns, rows: clamp(count, to: rows))
    }

    /// All but the uppermost `count` rows.
    public func droppingTop(_ count: Int) -> Rect {
        let dropped = clamp(count, to: rows)
        return Rect(column: column, row: row + dropped, columns: columns, rows: rows - dropped)
    }

    /// The lowest `count` rows.
    public func bottomRows(_ count: Int) -> Rect {
        droppingTop(rows - clamp(count, to: rows))
    }

    /// All but the lowest `count` rows.
    public func droppingBottom(_ count: Int) -> Rect {
        topRows(rows - clamp(count, to: rows))
    }

    /// The leftmost `count` columns.
    public func leftColumns(_ count: Int) -> Rect {
        Rect(column: column, row: row, columns: clamp(count, to: columns), rows: rows)
    }

    /// All but the leftmost `count` columns.
    public func droppingLeft(_ count: Int) -> Rect {
        let dropped = clamp(count, to: columns)
        return Rect(column: column + dropped, row: row, columns: columns - dropped, rows: rows)
    }

    /// The rightmost `count` columns.
    public func rightColumns(_ count: Int) -> Rect {
        droppingLeft(columns - clamp(count, to: columns))
    }

    /// All but the rightmost `count` columns.
    public func droppingRight(_ count: Int) -> Rect {
        leftColumns(columns - clamp(count, to: columns))
    }

    /// The uppermost `count` rows and what is below them.
    public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
        (topRows(count), droppingTop(count))
    }

    /// The lowest `count` rows and what is above them.
    public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
        (droppingBottom(count), bottomRows(count))
    }

    /// The leftmost `count` columns and what is right of them.
    public func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
        (leftColumns(count), droppingLeft(count))
    }

    /// The rightmost `count` columns and what is left of them.
    public func splitRight(_ count: Int) -> (rest: Rect, right: Rect) {
        (droppingRight(count), rightColumns(count))
    }

    private func clamp(_ count: Int, to limit: Int) -> Int {
        min(max(0, count), limit)
    }
}
