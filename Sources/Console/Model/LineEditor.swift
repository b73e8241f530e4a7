import CellGrid

/// One line of text with a cursor, edited by keys.
struct LineEditor: Equatable, Sendable {
    /// More than this is not taken: a journal entry is not a document.
    static let limit = 2_000

    /// The text.
    private(set) var text = ""
    /// Characters before the cursor.
    private(set) var cursor = 0

    /// An empty line, or one with text and the cursor behind it.
    init(_ text: String = "") {
        insert(text)
    }

    /// Text before the cursor.
    var beforeCursor: String { String(text.prefix(cursor)) }

    /// Puts text in at the cursor; line ends become spaces, other controls go.
    mutating func insert(_ addition: String) {
        let clean = addition.compactMap { character -> Character? in
            if character.isNewline || character == "\t" { return " " }
            let isControl = character.unicodeScalars.contains {
                $0.properties.generalCategory == .control
            }
            return isControl ? nil : character
        }
        let room = max(0, Self.limit - text.count)
        let taken = String(clean.prefix(room))
        let before = text.prefix(cursor)
        let lengthBefore = text.count
        text = before + taken + text.dropFirst(cursor)
        // Counted afterwards, because a combining mark joins the character before it.
        cursor = min(text.count, cursor + max(0, text.count - lengthBefore))
    }

    /// Handles an editing key; false when the key is not one.
    mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .backspace: deleteBackwards(1)
        case .delete: deleteForwards()
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"): deleteBackwards(cursor)
        case .control("k"): text = String(text.prefix(cursor))
        case .control("w"): deleteWord()
        case .enter, .tab, .backTab, .escape, .insert, .up, .down, .pageUp, .pageDown,
            .function, .control, .alt, .unknown:
            return false
        }
        return true
    }

    private mutating func deleteBackwards(_ count: Int) {
        let count = min(count, cursor)
        text = String(text.prefix(cursor - count) + text.dropFirst(cursor))
        cursor -= count
    }

    private mutating func deleteForwards() {
        text = String(text.prefix(cursor) + text.dropFirst(cursor + 1))
    }

    private mutating func deleteWord() {
        let before = Array(text.prefix(cursor))
        var start = before.count
        while start > 0, before[start - 1] == " " { start -= 1 }
        while start > 0, before[start - 1] != " " { start -= 1 }
        deleteBackwards(before.count - start)
    }
}
