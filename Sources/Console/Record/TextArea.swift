import CellGrid
import SafeText

/// Text of several lines with a cursor, edited by keys.
struct TextArea: Equatable, Sendable {
    /// The most bytes that are taken: an update is not a book.
    static let byteLimit = 65_536

    /// The text, line ends as `\n`; nothing in it controls a terminal.
    private(set) var characters: [Character] = []
    /// Characters before the cursor.
    private(set) var cursor = 0
    private var bytes = 0

    /// The text with the cursor before it.
    init(_ text: String = "") {
        insert(text)
        cursor = 0
    }

    /// The text.
    var text: String { String(characters) }

    /// True without anything but spaces and line ends.
    var isBlank: Bool { characters.allSatisfy(\.isWhitespace) }

    /// Puts text in at the cursor, as much as there is room for.
    ///
    /// - Returns: False when not all of it was taken.
    @discardableResult
    mutating func insert(_ addition: String) -> Bool {
        let clean = Self.cleaned(addition)
        var taken = ""
        var room = Self.byteLimit - bytes
        for character in clean {
            room -= character.utf8.count
            if room < 0 { break }
            taken.append(character)
        }
        let before = String(characters[..<cursor]) + taken
        let whole = before + String(characters[cursor...])
        // Counted afterwards, because a combining mark joins the character before it.
        characters = Array(whole)
        bytes = whole.utf8.count
        cursor = min(characters.count, before.count)
        return room >= 0
    }

    /// Handles an editing key; false when the key is not one.
    ///
    /// Up and down move through rows as they are shown, so they need to know the room.
    mutating func handle(_ key: Key, columns: Int, height: Int) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .enter: insert("\n")
        case .tab: insert("    ")
        case .backspace: deleteBackwards(1)
        case .delete, .control("d"): deleteForwards(1)
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = lineStart
        case .end: cursor = lineEnd
        case .up, .control("p"): moveRows(-1, columns)
        case .down, .control("n"): moveRows(1, columns)
        case .pageUp: moveRows(-max(1, height - 1), columns)
        case .pageDown: moveRows(max(1, height - 1), columns)
        case .control("u"): deleteBackwards(cursor - lineStart)
        case .control("k"): deleteForwards(max(1, lineEnd - cursor))
        case .control("w"): deleteWord()
        case .backTab, .escape, .insert, .function, .control, .alt, .unknown: return false
        }
        return true
    }

    private var lineStart: Int {
        (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1
    }

    private var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    private mutating func moveRows(_ rows: Int, _ columns: Int) {
        let layout = TextLayout(characters, columns: columns)
        let place = layout.place(of: cursor)
        cursor = layout.offset(row: place.row + rows, column: place.column)
    }

    private mutating func deleteBackwards(_ count: Int) {
        let count = min(count, cursor)
        replace(cursor - count, cursor)
    }

    private mutating func deleteForwards(_ count: Int) {
        replace(cursor, min(characters.count, cursor + count))
    }

    private mutating func deleteWord() {
        var start = cursor
        while start > 0, characters[start - 1] == " " { start -= 1 }
        while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
        if start == cursor, start > 0 { start -= 1 }
        replace(start, cursor)
    }

    private mutating func replace(_ start: Int, _ end: Int) {
        guard start < end else { return }
        let before = String(characters[..<start])
        let whole = before + String(characters[end...])
        characters = Array(whole)
        bytes = whole.utf8.count
        cursor = min(characters.count, before.count)
    }

    /// Line by line through the filter for foreign text; tabs are shown as spaces.
    private static func cleaned(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        return lines.map { line in
            line.allSatisfy(\.isPlain)
                ? String(line)
                : DisplayText(String(line).replacing("\t", with: "    ")).string
        }.joined(separator: "\n")
    }
}

extension Character {
    /// True for what no filter would change.
    fileprivate var isPlain: Bool {
        guard let byte = asciiValue else { return false }
        return (0x20..<0x7F).contains(byte)
    }
}
