import CellGrid
import IncidentModel
import SafeText

/// The lower border of the screen: the line being typed, a passing sentence, or the keys that matter here.
enum FooterBar {
    /// Draws the footer; gives the place of the cursor while a line is being typed.
    static func draw(_ state: ConsoleState, layout: ScreenLayout, on canvas: inout Canvas) -> Point?
    {
        let area = Rect(size: layout.size).bottomRows(1).inset(columns: 2, rows: 0)
        if let prompt = state.prompt {
            return drawPrompt(prompt, state, in: area, on: &canvas)
        }
        let mode = mode(of: state, isShort: layout.size.columns < 60)
        let right = StyledText(" ") + mode + StyledText(" ")
        let left = area.droppingRight(right.width + 1)
        if let flash = state.flash {
            let role: ThemeRole = flash.kind == .refusal ? .refusal : .notice
            let sentence = StyledText(" \(flash.text) ", role)
            if sentence.width > left.columns {
                canvas.draw(sentence, row: 0, in: area)
                return nil
            }
            canvas.draw(sentence, row: 0, in: left)
        } else if let page = state.recordPage {
            let hints = RecordHints.hints(of: page, state, room: left.columns, canvas.glyphs)
            canvas.draw(hints, row: 0, in: left)
        } else if state.overlays.last?.isQuestion != true {
            canvas.draw(hints(of: state, room: left.columns, canvas.glyphs), row: 0, in: left)
        }
        canvas.draw(right, row: 0, in: area.rightColumns(right.width))
        return nil
    }

    private static func mode(of state: ConsoleState, isShort: Bool) -> StyledText {
        if state.isWaitingToQuit { return StyledText("ENDS AFTER THE STEP", .paused) }
        return state.setup.isReadOnly
            ? StyledText(isShort ? "RO" : "READ-ONLY", .readOnly)
            : StyledText(isShort ? "RW" : "READ-WRITE", .readWrite)
    }

    /// Hints that fit, the most needed first; help always has its place.
    private static func hints(
        of state: ConsoleState, room: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let help = hint(.showHelp, state, glyphs)
        var text = StyledText(" ")
        for action in actions(in: state) where action.disabledReason(in: state) == nil {
            let next = hint(action, state, glyphs)
            if next.isEmpty { continue }
            if text.width + next.width + 2 + help.width + 1 > room { continue }
            text += next + StyledText("  ")
        }
        return text + help + StyledText(" ")
    }

    private static func hint(
        _ action: ConsoleAction, _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> StyledText {
        let key = state.setup.keyMap.label(for: action, asciiOnly: glyphs.asciiOnly)
        guard !key.isEmpty, let word = action.hint else { return StyledText() }
        return StyledText([Span(key, .key), Span(" \(word)", .hint)])
    }

    private static func actions(in state: ConsoleState) -> [ConsoleAction] {
        switch state.overlays.last {
        case .help: return [.goBack]
        case .details(.step, _):
            return [
                .goBack, .runStep, .writeFile, .cancelStep, .tick, .skipStep, .showValues, .copy,
            ]
        case .details(.service, _):
            return [.goBack, .checkNow, .copy, .showGraph, .releaseService, .holdService]
        case .graph:
            return [.goBack, .openDetails, .checkNow, .copy, .releaseService, .holdService]
        case .details(.cluster, _):
            return [
                .goBack, .nextError, .linkCluster, .unlinkCluster, .pinCluster, .muteCluster,
                .setPriority, .markFixed, .mergeCluster, .splitCluster, .copy,
            ]
        case .details(.event, _): return [.goBack, .jump, .addNote, .copy]
        case .details(.change, _): return [.goBack, .addNote, .copy]
        case .incident: return [.goBack, .openDetails, .addNote, .sendUpdate]
        case .pastReport: return [.goBack, .copy]
        case .sources: return [.goBack]
        case .confirmCluster, .confirmRun, .confirmTrust, .confirmRollBack, .confirmFile,
            .confirmCancel, .confirmQuit, .record, .confirmRecord:
            return []
        case nil: break
        }
        let own: [ConsoleAction] =
            switch state.focus {
            case .services:
                [.foldBlocked, .checkNow, .filter, .releaseService, .holdService, .showGraph]
            case .clusters:
                (SourceWords.trouble(of: state.shownLogs.sources) == nil ? [] : [.showSources])
                    + [
                        .nextError, .filter, .sort, .clusterRange, .pinCluster,
                        .linkCluster,
                    ]
            case .runbook:
                [
                    .runStep, .writeFile, .runOn, .tick, .skipStep, .cancelStep, .rollBack,
                    .showValues,
                ]
            case .output: [.cancelStep, .freeze, .moveToEnd]
            case .timeline: [.jump, .moveToStart, .freeze]
            }
        let view: [ConsoleAction] = state.isZoomed ? [.zoomOut] : [.zoomIn]
        let usual: [ConsoleAction] = [
            .filter, .addNote, .sendUpdate, .openPalette, .copy, .showIncident,
        ]
        return [.focusNext, .openDetails] + own + usual.filter { !own.contains($0) } + view
    }

    private static func drawPrompt(
        _ prompt: Prompt, _ state: ConsoleState, in area: Rect, on canvas: inout Canvas
    ) -> Point? {
        if prompt.recordEntry != nil {
            drawRecordPrompt(prompt, state, in: area, on: &canvas)
            return nil
        }
        let label = StyledText(label(of: prompt), .prompt)
        var help = StyledText(helpText(of: prompt, canvas.glyphs), .hint)
        if let error = Self.error(of: prompt) { help = StyledText(error, .refusal) }
        if let flash = state.flash { help = StyledText(flash.text.string, .refusal) }
        let line = shown(prompt, canvas.glyphs)
        let wanted = TextWidth.width(of: line.text) + 2
        // An error gives way to nothing but a few columns of the line itself.
        let isError = help.spans.first?.role == .refusal
        let spare = area.columns - label.width - 6 - min(wanted, 20)
        if isError { help = help.truncated(to: max(0, spare), ellipsis: canvas.glyphs.ellipsis) }
        let isHelpShown = help.width > 0 && help.width <= spare
        let right = isHelpShown ? StyledText(" ") + help + StyledText(" ") : StyledText()
        let field = area.droppingRight(isHelpShown ? right.width + 1 : 0)
        canvas.clear(field)
        let start = canvas.draw(StyledText(" ") + label + StyledText(" "), row: 0, in: field)
        let text = field.droppingLeft(start)
        // The cursor stays in sight: a long line is shifted to the left.
        let before = TextWidth.width(of: line.beforeCursor)
        let shift = max(0, before - max(0, text.columns - 2))
        let point = Point(column: text.column - shift, row: text.row)
        canvas.grid.write(line.text, at: point, style: canvas.theme[.strong], clippedTo: text)
        if isHelpShown { canvas.draw(right, row: 0, in: area.rightColumns(right.width)) }
        return Point(column: text.column + before - shift, row: text.row)
    }

    /// The line itself stands in its box: here is what keys do.
    private static func drawRecordPrompt(
        _ prompt: Prompt, _ state: ConsoleState, in area: Rect, on canvas: inout Canvas
    ) {
        guard let entry = prompt.recordEntry else { return }
        let glyphs = canvas.glyphs
        var keys = [(glyphs.enter, EntryWords.words(of: entry.field, state).verb), ("Esc", "back")]
        if entry.hasChoices { keys.insert((glyphs.choose, "choose"), at: 0) }
        var text = StyledText(" ")
        for (key, word) in keys {
            text.add(key, .key)
            text.add(" \(word)  ", .hint)
        }
        canvas.clear(area)
        if let flash = state.flash { text = StyledText(" \(flash.text) ", .refusal) }
        canvas.draw(text, row: 0, in: area)
    }

    /// The line as it may be seen: of a secret only how long it is.
    private static func shown(_ prompt: Prompt, _ glyphs: GlyphSet) -> LineEditor {
        guard prompt.valueRequest?.variable.isSecret == true else { return prompt.line }
        var dots = LineEditor(glyphs.secret(prompt.line.text.count))
        for _ in prompt.line.beforeCursor.count..<prompt.line.text.count { _ = dots.handle(.left) }
        return dots
    }

    private static func label(of prompt: Prompt) -> String {
        switch prompt.purpose {
        case .filter: "/"
        case .note(let subject):
            subject.map { "Note about \(RecordWords.subject($0)):" } ?? "Note:"
        case .skipReason(let step): "Leave out \(step.label), because:"
        case .palette: ":"
        case .hold(let service): "Hold \(service.name):"
        case .cluster(.link, let cluster): "Cluster \(cluster.id.number) is a symptom of:"
        case .cluster(.merge, let cluster): "Merge cluster \(cluster.id.number) into:"
        case .cluster(.split, let cluster): "Split cluster \(cluster.id.number) at variable:"
        case .cluster(.priority, let cluster): "Priority of cluster \(cluster.id.number):"
        case .value(let request): "\(request.variable.written)"
        case .chooseValue: "Value:"
        case .chooseFile(let step): "File of step \(step.label):"
        case .chooseRunbook: "Runbook, or its path:"
        case .record: ""
        }
    }

    /// Why a filter cannot be read; nil when it can.
    private static func error(of prompt: Prompt) -> String? {
        guard case .filter(let pane) = prompt.purpose else { return nil }
        return ListQuery(typed: prompt.line.text, hasFields: pane == .clusters).error
    }

    private static func helpText(of prompt: Prompt, _ glyphs: GlyphSet) -> String {
        switch prompt.purpose {
        case .filter(.clusters): "sev:error  >=warning  svc:name  ~expression  ! inverts"
        case .filter: "! inverts  ~expression  \(glyphs.enter) keep  Esc show all"
        case .hold: "or 45m and why  \(glyphs.enter) do it  Esc back"
        case .cluster(.link, _), .cluster(.priority, _):
            "\(glyphs.choose) choose  \(glyphs.enter) do it  Esc back"
        case .cluster(.merge, _), .cluster(.split, _):
            "\(glyphs.choose) choose  \(glyphs.enter) go on  Esc back"
        case .note(.some): "Tab drop it  \(glyphs.enter) save  Esc"
        case .note(nil), .skipReason: "\(glyphs.enter) save  Esc discard"
        case .value: "\(glyphs.enter) take it  Esc back"
        case .chooseValue: "\(glyphs.choose) choose  \(glyphs.enter) change it  Esc back"
        case .chooseFile: "\(glyphs.choose) choose  \(glyphs.enter) look at it  Esc back"
        case .chooseRunbook: "\(glyphs.choose) choose  \(glyphs.enter) load or show  Esc back"
        case .record: ""
        case .palette: "Tab complete  \(glyphs.enter) do it  Esc back"
        }
    }
}
