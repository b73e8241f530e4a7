extension CellGrid {
    /// The grid for people and golden tests: for each row its text and, below, its styles; then a legend.
    ///
    /// Both rows of a pair stand between bars. In the second, each column shows the letter of its
    /// cell's style: a dot for plain, then `a`, `b`, … in the order in which styles appear. The
    /// legend names each letter once, such as `a = ansi 1 on default, bold`.
    public var pictureRows: [String] {
        var letters = StyleLetters()
        var rows: [String] = []
        for row in 0..<size.rows {
            rows.append("|" + rowText(row) + "|")
            rows.append("|" + String(cells(inRow: row).map { letters.letter(for: $0.style) }) + "|")
        }
        return rows + letters.legend
    }

    /// The text of all rows, without trailing spaces.
    public var textRows: [String] {
        (0..<size.rows).map { row in
            var text = rowText(row)
            while text.last == " " { text.removeLast() }
            return text
        }
    }
}

/// Gives each style a letter, in the order in which they are asked for.
private struct StyleLetters {
    private static let alphabet = Array(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    private var indices: [Style: Int] = [:]
    private var styles: [Style] = []

    mutating func letter(for style: Style) -> Character {
        if style == .plain { return "." }
        let index = indices[style] ?? styles.count
        if index == styles.count {
            indices[style] = index
            styles.append(style)
        }
        return name(index)
    }

    var legend: [String] {
        styles.enumerated().map { "\(name($0)) = \($1)" }
    }

    private func name(_ index: Int) -> Character {
        // More styles than letters is no picture anybody could read.
        index < StyleLetters.alphabet.count ? StyleLetters.alphabet[index] : "?"
    }
}
