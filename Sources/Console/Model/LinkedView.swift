/// How a page is looked at in which some rows lead further: which of them is selected, what is scrolled away.
struct LinkedView: Equatable, Sendable {
    /// The first row shown.
    var top = 0
    /// Which of the rows that lead further is selected, by what it leads to.
    var link: IncidentLink?

    /// The selected row among those that there are; nil where none leads further.
    func selected(in links: [IncidentLink?]) -> Int? {
        if let link, let row = links.firstIndex(of: link) { return row }
        return links.firstIndex { $0 != nil }
    }

    /// Moves to the next row that leads further, or scrolls as far as that is out of sight.
    mutating func move(_ movement: Movement, links: [IncidentLink?], height: Int) {
        let limit = max(0, links.count - max(1, height))
        top = min(max(0, top), limit)
        switch movement {
        case .rows(let rows): step(rows < 0 ? -1 : 1, links: links, height: height, limit: limit)
        case .pages(let pages):
            top = min(max(0, top + pages * max(1, height - 1)), limit)
            selectInSight(links, height: height)
        case .start:
            top = 0
            selectInSight(links, height: height)
        case .end:
            top = limit
            link = links.last { $0 != nil } ?? nil
        }
    }

    private mutating func step(
        _ direction: Int, links: [IncidentLink?], height: Int, limit: Int
    ) {
        let start = selected(in: links) ?? -1
        let others = links.indices.filter {
            links[$0] != nil && (direction > 0 ? $0 > start : $0 < start)
        }
        let next = direction > 0 ? others.first : others.last
        if let next, next >= top, next < top + height {
            link = links[next]
            return
        }
        top = min(max(0, top + direction), limit)
        if let next, next >= top, next < top + height { link = links[next] }
    }

    private mutating func selectInSight(_ links: [IncidentLink?], height: Int) {
        let shown = top..<(top + height)
        if let row = selected(in: links), shown.contains(row) { return }
        let found = links.indices.first { shown.contains($0) && links[$0] != nil }
        if let found { link = links[found] }
    }
}
