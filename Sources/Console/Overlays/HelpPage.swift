import CellGrid

/// All keys, made from the key map, with the reason beside those that do nothing now.
enum HelpPage {
    /// The rows for a width.
    static func rows(of state: ConsoleState, columns: Int, glyphs: GlyphSet) -> [StyledText] {
        let sections = KeyMap.Scope.allCases.map { section($0, state, columns, glyphs) }
        if columns < 108 {
            return Array(sections.joined(separator: [StyledText()])) + notes(columns, glyphs)
        }
        // What is everywhere stands beside the panes, the runbook below it: both sides are as long.
        let left = Array(
            [sections.first ?? [], sections.last ?? []].joined(separator: [StyledText()]))
        let right = Array(sections.dropFirst().dropLast().joined(separator: [StyledText()]))
        let half = columns / 2
        let sideBySide = (0..<max(left.count, right.count)).map { row in
            let start = row < left.count ? left[row] : StyledText()
            let end = row < right.count ? right[row] : StyledText()
            return start.padded(to: half - 2, ellipsis: glyphs.ellipsis) + StyledText("  ") + end
        }
        return sideBySide + notes(columns, glyphs)
    }

    private static func section(
        _ scope: KeyMap.Scope, _ state: ConsoleState, _ columns: Int, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let bindings = state.setup.keyMap.bindings.filter { $0.scope == scope }
        let half = columns < 108 ? columns : columns / 2 - 2
        return [StyledText(scope.title, .heading)]
            + bindings.map { row($0, state, half, glyphs) }
    }

    private static func row(
        _ binding: KeyMap.Binding, _ state: ConsoleState, _ columns: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let labels = binding.keys.map { KeyMap.label(of: $0, asciiOnly: glyphs.asciiOnly) }
        let keys = TextWidth.padded(labels.joined(separator: " "), toColumns: 12)
        let isDisabled = binding.disabledReason(in: state) != nil
        var row = StyledText([
            Span("  \(keys) ", .key), Span(binding.title, isDisabled ? .faint : .text),
        ])
        let name = ":\(binding.name)"
        let gap = columns - row.width - TextWidth.width(of: name)
        if gap >= 2 { row.add(String(repeating: " ", count: gap) + name, .faint) }
        return row
    }

    private static func badges(_ glyphs: GlyphSet) -> String {
        let signs = ClusterBadge.allCases.map { "\($0.sign(glyphs)) \($0.word)" }
        return
            "Log clusters: \(signs.joined(separator: "  "))  \(glyphs.pinned) pinned  \(glyphs.symptomOf)1 looks like a symptom of cluster 1. AGAIN is one that speaks after it was marked fixed."
    }

    private static var services: String {
        "Services: suspect and recovering are not settled yet; flapping changes too often to be believed; also broken? fails in another way than what blocks it; contradicted serves although what it needs does not. Held ones alarm nobody and count in no total. Filters find all these words."
    }

    private static func notes(_ columns: Int, _ glyphs: GlyphSet) -> [StyledText] {
        let sentences = [
            "Faint keys do nothing now; pressed, they say why.",
            "Commands that only read run at once. All others ask first, and Enter is never a yes.",
            "Running on starts by itself what only reads, asks before all else, waits for gates and stops where a person has to decide.",
            "Filters of log clusters take words, sev:error, >=warning and svc:name, each turned around by a leading !, and an expression: ~time(d )?out or /time(d )?out/.",
            services, badges(glyphs),
            "Prompts and frozen panes hold nothing up: checks, logs and commands go on.",
        ]
        return [StyledText()] + sentences.flatMap { StyledText($0, .faint).wrapped(to: columns) }
    }
}
