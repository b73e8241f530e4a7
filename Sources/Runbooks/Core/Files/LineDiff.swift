/// Two texts line by line, as `diff -u` shows them, with three lines around each change.
struct LineDiff {
    /// One line of the comparison.
    struct Line: Equatable {
        /// Where the line stands.
        enum Side: Equatable {
            /// In both texts.
            case both
            /// Only in the old text.
            case old
            /// Only in the new text.
            case new
            /// It names the place of what follows: `@@ -1,3 +1,4 @@`.
            case place
        }

        var side: Side
        var text: Substring
    }

    private static let context = 3
    /// Comparing costs time and memory with the product of both lengths; larger parts are shown as
    /// replaced as a whole.
    private static let largestTable = 1_000_000

    /// The lines to show; none when the texts are equal.
    static func lines(from old: String, to new: String) -> [Line] {
        hunks(of: all(split(old), split(new)))
    }

    /// Lines without their ends; a last line without an end says so, because nothing else would show it.
    static func split(_ text: String) -> [Substring] {
        guard !text.isEmpty else { return [] }
        // Bytes, because a carriage return before the line feed is one character with it.
        var lines = text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).map { Substring($0) }
        if lines.last?.isEmpty == true {
            lines.removeLast()
        } else {
            lines[lines.count - 1] += " (without a line end)"
        }
        return lines
    }

    private static func all(_ old: [Substring], _ new: [Substring]) -> [Line] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old[head...].reversed(), new[head...].reversed()).prefix { $0 == $1 }.count
        let middle = changes(
            Array(old[head..<(old.count - tail)]), Array(new[head..<(new.count - tail)]))
        return old[..<head].map { Line(side: .both, text: $0) } + middle
            + old[(old.count - tail)...].map { Line(side: .both, text: $0) }
    }

    /// By the longest common subsequence of lines.
    private static func changes(_ old: [Substring], _ new: [Substring]) -> [Line] {
        guard old.count * new.count <= largestTable else {
            return old.map { Line(side: .old, text: $0) } + new.map { Line(side: .new, text: $0) }
        }
        let width = new.count + 1
        var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
        for row in old.indices.reversed() {
            for column in new.indices.reversed() {
                let place = row * width + column
                lengths[place] =
                    old[row] == new[column]
                    ? lengths[place + width + 1] + 1
                    : max(lengths[place + width], lengths[place + 1])
            }
        }
        var lines: [Line] = []
        var (row, column) = (0, 0)
        while row < old.count || column < new.count {
            let place = row * width + column
            if row < old.count, column < new.count, old[row] == new[column] {
                lines.append(Line(side: .both, text: old[row]))
                (row, column) = (row + 1, column + 1)
            } else if column == new.count
                || row < old.count && lengths[place + width] >= lengths[place + 1]
            {
                lines.append(Line(side: .old, text: old[row]))
                row += 1
            } else {
                lines.append(Line(side: .new, text: new[column]))
                column += 1
            }
        }
        return lines
    }

    private static func hunks(of lines: [Line]) -> [Line] {
        var shown = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() where line.side != .both {
            for near in max(0, index - context)...min(lines.count - 1, index + context) {
                shown[near] = true
            }
        }
        var found: [Line] = []
        var (oldNumber, newNumber, index) = (1, 1, 0)
        while index < lines.count {
            let end = lines.indices[index...].first { !shown[$0] } ?? lines.count
            guard shown[index] else {
                (oldNumber, newNumber, index) = (oldNumber + 1, newNumber + 1, index + 1)
                continue
            }
            let hunk = lines[index..<end]
            let (olds, news) = (hunk.count { $0.side != .new }, hunk.count { $0.side != .old })
            let place = "@@ -\(oldNumber),\(olds) +\(newNumber),\(news) @@"
            found.append(Line(side: .place, text: place[...]))
            found += hunk
            (oldNumber, newNumber, index) = (oldNumber + olds, newNumber + news, end)
        }
        return found
    }
}

extension LineDiff.Line {
    /// The sign in front of the line, as `diff -u` writes it.
    var sign: String {
        switch side {
        case .both: " "
        case .old: "-"
        case .new: "+"
        case .place: ""
        }
    }
}
