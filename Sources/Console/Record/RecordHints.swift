import CellGrid
import IncidentModel
import SafeText

/// The keys of a page of the record, in the footer.
enum RecordHints {
    static func hints(
        of page: RecordPage, _ state: ConsoleState, room: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        var text = StyledText(" ")
        let pairs = pairs(of: page, state, glyphs)
        let last = pairs.last.map(hint) ?? StyledText()
        for pair in pairs.dropLast() {
            let next = hint(pair)
            if text.width + next.width + 2 + last.width + 1 > room { continue }
            text += next + StyledText("  ")
        }
        return text + last + StyledText(" ")
    }

    private static func hint(_ pair: (key: String, word: String)) -> StyledText {
        StyledText([Span(pair.key, .key), Span(" \(pair.word)", .hint)])
    }

    private static func pairs(
        of page: RecordPage, _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> [(key: String, word: String)] {
        switch page.kind {
        case .draft(let sheet): draft(sheet, state, glyphs)
        case .opening: [(glyphs.choose, "row"), (glyphs.enter, "change or open"), ("Esc", "leave")]
        case .whys, .hypotheses, .evidence, .actions, .incident, .criteria:
            RecordKeys.keys(of: page.kind).compactMap { row in
                guard !row.word.isEmpty, let key = row.keys.first else { return nil }
                if state.setup.isReadOnly, row.action.changesRecord { return nil }
                return (KeyMap.label(of: key, asciiOnly: glyphs.asciiOnly), row.word)
            } + [("Esc", "back")]
        }
    }

    private static func draft(
        _ sheet: DraftSheet, _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> [(key: String, word: String)] {
        if sheet.isEditing {
            return [
                ("Ctrl-E", "your editor"), ("Ctrl-W", "delete a word"), ("Esc", "done writing"),
            ]
        }
        let command = state.setup.updateCommand.isEmpty ? [] : [("p", "pipe")]
        return [("i", "write"), ("e", "editor"), ("y", "copy"), ("w", "file")] + command + [
            ("s", "sent by hand"), ("Esc", "back"),
        ]
    }
}
