public import CellGrid
import IncidentModel

/// Draws the whole screen.
///
/// The same state, theme and size give the same grid.
///
/// - Parameters:
///   - state: What to show.
///   - theme: How it looks; reduced to the colours that the state's setup allows.
///   - grid: Where it is drawn; its size is that of the screen, and nothing of its content is kept.
/// - Returns: The place of the cursor while something is being typed, else nil.
public func render(_ state: ConsoleState, theme: Theme, into grid: inout CellGrid) -> Point? {
    let size = grid.size
    let theme = theme.reduced(to: state.setup.colourDepth)
    var canvas = Canvas(
        grid: CellGrid(size: size, style: theme[.text]), theme: theme,
        glyphs: GlyphSet(asciiOnly: state.setup.asciiOnly))
    let cursor = ConsoleScreen.draw(state, on: &canvas)
    grid = canvas.grid
    return cursor
}

/// The parts of the screen, put together.
enum ConsoleScreen {
    static func draw(_ state: ConsoleState, on canvas: inout Canvas) -> Point? {
        let layout = ScreenLayout(size: canvas.bounds.size, state: state)
        if layout.shape == .tooSmall {
            SizeNotice.draw(on: &canvas)
            return nil
        }
        drawBorders(state, layout, on: &canvas)
        HeaderBar.draw(state, layout: layout, on: &canvas)
        if let trouble = state.incident.localTrouble, let row = layout.banner {
            LocalTroubleBanner.draw(trouble, state, in: row, on: &canvas)
        }
        var cursor: Point?
        if let overlay = firstFullOverlay(state) {
            cursor = draw(overlay, state, layout, on: &canvas)
        } else {
            for pane in Pane.allCases {
                if let box = layout.boxes[pane] { draw(pane, state, box: box, on: &canvas) }
            }
        }
        cursor = FooterBar.draw(state, layout: layout, on: &canvas) ?? cursor
        if let question = state.overlays.last, question.isQuestion {
            cursor = QuestionBox.draw(question, state, in: layout.body, on: &canvas) ?? cursor
        }
        if let prompt = state.prompt, let entry = prompt.recordEntry {
            cursor = EntryBox.draw(prompt, entry, state, in: layout.body, on: &canvas) ?? cursor
        } else if state.prompt?.hasChoices == true {
            PaletteBox.draw(state, in: layout.body, on: &canvas)
        }
        if let request = state.prompt?.valueRequest {
            ValueBox.draw(request, state, in: layout.body, on: &canvas)
        }
        return cursor
    }

    /// What covers all panes: the topmost help or details.
    private static func firstFullOverlay(_ state: ConsoleState) -> Overlay? {
        state.overlays.last { !$0.isQuestion }
    }

    private static func drawBorders(
        _ state: ConsoleState, _ layout: ScreenLayout, on canvas: inout Canvas
    ) {
        var mesh = BorderMesh(size: layout.size)
        mesh.add(Rect(size: layout.size))
        let isCovered = firstFullOverlay(state) != nil
        let boxes = isCovered ? [layout.body] : Pane.allCases.compactMap { layout.boxes[$0] }
        for box in boxes { mesh.add(box) }
        mesh.draw(on: &canvas, role: .border)
        let active = isCovered ? layout.body : layout.boxes[state.focus]
        if let active { mesh.highlight(active, on: &canvas, role: .borderActive) }
    }

    private static func draw(
        _ pane: Pane, _ state: ConsoleState, box: Rect, on canvas: inout Canvas
    ) {
        switch pane {
        case .services: ServicesPane.draw(state, box: box, on: &canvas)
        case .clusters: ClustersPane.draw(state, box: box, on: &canvas)
        case .runbook: RunbookPane.draw(state, box: box, on: &canvas)
        case .output: OutputPane.draw(state, box: box, on: &canvas)
        case .timeline: TimelinePane.draw(state, box: box, on: &canvas)
        }
    }

    private static func draw(
        _ overlay: Overlay, _ state: ConsoleState, _ layout: ScreenLayout, on canvas: inout Canvas
    ) -> Point? {
        if case .record(let page) = overlay {
            return RecordView.draw(page, state, in: layout.body, on: &canvas)
        }
        let page = OverlayPage(overlay, state: state, size: layout.size, glyphs: canvas.glyphs)
        page.draw(in: layout.body, on: &canvas)
        return nil
    }
}
