/// How a list is looked at: what is selected, what is scrolled away, what is filtered.
struct ListView<ID: Hashable & Sendable>: Equatable, Sendable {
    /// The selected row; nil selects the row at `index`.
    var selected: ID?
    /// Where the selected row was last; stands in when that row has gone.
    var index = 0
    /// The first row shown.
    var top = 0
    /// What is shown at all.
    var query = ListQuery.none

    /// The position of the selection among rows with these ids; nil without rows.
    func position(in ids: [ID]) -> Int? {
        if ids.isEmpty { return nil }
        if let selected, let found = ids.firstIndex(of: selected) { return found }
        return min(max(0, index), ids.count - 1)
    }

    /// Selects the row at a position, or the nearest one.
    mutating func select(_ position: Int, in ids: [ID]) {
        guard !ids.isEmpty else { return }
        index = min(max(0, position), ids.count - 1)
        selected = ids[index]
    }

    /// Brings the selection and the scroll position in line with the rows that there are.
    mutating func settle(ids: [ID], height: Int) {
        guard let position = position(in: ids) else {
            top = 0
            return
        }
        index = position
        selected = ids[position]
        top = ScrollWindow.top(current: top, selected: position, count: ids.count, height: height)
    }
}

/// The arithmetic of a window over rows.
enum ScrollWindow {
    /// The first row shown so that the selected one is in sight and no room is wasted at the end.
    static func top(current: Int, selected: Int, count: Int, height: Int) -> Int {
        let height = max(1, height)
        var top = max(0, min(current, count - height))
        if selected < top { top = selected }
        if selected >= top + height { top = selected - height + 1 }
        return max(0, top)
    }
}
