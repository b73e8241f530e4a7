import CellGrid

/// Text broken into rows of some columns, and where its characters are in them.
struct TextLayout {
    /// Each row's characters, as offsets into the text; line ends belong to no row.
    private(set) var rows: [Range<Int>] = []
    private let characters: [Character]

    /// Breaks at line ends and, where a row is full, after the last space in it.
    init(_ characters: [Character], columns: Int) {
        self.characters = characters
        let columns = max(2, columns)
        var start = 0
        var width = 0
        var breakAfter: Int?
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character == "\n" {
                rows.append(start..<index)
                (start, width, breakAfter) = (index + 1, 0, nil)
                index += 1
                continue
            }
            let own = TextWidth.width(of: character)
            if width + own > columns, index > start {
                // A space at the end may hang over: it is not seen.
                if character == " " {
                    breakAfter = index + 1
                    index += 1
                    continue
                }
                let next = breakAfter ?? index
                rows.append(start..<next)
                start = next
                width = characters[next..<index].reduce(0) { $0 + TextWidth.width(of: $1) }
                breakAfter = nil
            }
            width += own
            index += 1
            if character == " " { breakAfter = index }
        }
        rows.append(start..<characters.count)
    }

    /// The text of a row.
    func text(_ row: Int) -> String {
        rows.indices.contains(row) ? String(characters[rows[row]]) : ""
    }

    /// The row and column of the character at an offset.
    func place(of offset: Int) -> (row: Int, column: Int) {
        // The end of a row that was broken at a space is the start of the next one.
        let row = rows.lastIndex { $0.lowerBound <= offset } ?? 0
        let end = min(max(offset, rows[row].lowerBound), rows[row].upperBound)
        let column = characters[rows[row].lowerBound..<end]
            .reduce(0) { $0 + TextWidth.width(of: $1) }
        return (row, column)
    }

    /// The offset of the character at a place, or of the nearest one.
    func offset(row: Int, column: Int) -> Int {
        if row < 0 { return 0 }
        guard row < rows.count else { return characters.count }
        var used = 0
        var offset = rows[row].lowerBound
        while offset < rows[row].upperBound, used < column {
            used += TextWidth.width(of: characters[offset])
            offset += 1
        }
        // Behind the last character of a broken row would be the next row.
        let isBroken = row + 1 < rows.count && rows[row + 1].lowerBound == rows[row].upperBound
        if isBroken, offset == rows[row].upperBound, offset > rows[row].lowerBound { offset -= 1 }
        return offset
    }
}
