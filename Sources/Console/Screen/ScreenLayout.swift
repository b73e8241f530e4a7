import CellGrid
import IncidentModel

/// Where everything is on a screen of a size.
///
/// Boxes share their borders with their neighbours.
struct ScreenLayout: Equatable {
    /// How the panes are arranged.
    enum Shape: Equatable {
        /// Not even one pane fits.
        case tooSmall
        /// The focused pane alone.
        case single
        /// All panes above each other.
        case stacked
        /// Services beside clusters, the rest below.
        case medium
        /// Services beside clusters, the runbook beside its output.
        case wide
    }

    /// The smallest screen on which a pane is shown.
    static let minimum = Size(columns: 30, rows: 8)

    /// The size of the whole screen.
    let size: Size
    /// How the panes are arranged.
    let shape: Shape
    /// The row below the header that says that it is us; nil when it is not.
    let banner: Rect?
    /// The boxes of the panes in sight, borders included.
    private(set) var boxes: [Pane: Rect] = [:]

    /// Arranges the panes for a state.
    init(size: Size, state: ConsoleState) {
        self.size = size
        let hasBanner = state.incident.localTrouble != nil && size.rows > Self.minimum.rows
        banner = hasBanner ? Rect(column: 0, row: 1, columns: size.columns, rows: 1) : nil
        shape = Self.shape(for: size, isZoomed: state.isZoomed)
        switch shape {
        case .tooSmall: break
        case .single: boxes = [state.focus: body]
        case .stacked: placeStacked(state)
        case .medium: placeMedium(state)
        case .wide: placeWide(state)
        }
    }

    /// The screen without the header and the banner, and with the footer's border row.
    var body: Rect { Rect(size: size).droppingTop(top) }

    /// The first row of the panes.
    private var top: Int { banner == nil ? 1 : 2 }

    /// Where the rows of a pane are; empty for a pane out of sight.
    func inside(_ pane: Pane) -> Rect {
        guard let box = boxes[pane] else { return .zero }
        return box.inset(by: 1)
    }

    private static func shape(for size: Size, isZoomed: Bool) -> Shape {
        if size.columns < minimum.columns || size.rows < minimum.rows { return .tooSmall }
        if isZoomed || size.columns < 60 || size.rows < 14 { return .single }
        if size.columns < 80 { return size.rows < 20 ? .single : .stacked }
        if size.columns < 100 { return size.rows < 16 ? .single : .medium }
        return .wide
    }

    /// Rows of content for bands of boxes above each other: all but header, footer and borders.
    private func content(bands: Int) -> Int { max(0, size.rows - 1 - top - bands) }

    private func band(from top: Int, content: Int) -> Rect {
        Rect(column: 0, row: top, columns: size.columns, rows: content + 2)
    }

    private mutating func placeWide(_ state: ConsoleState) {
        let content = content(bands: 3)
        let timeline = timelineRows(state)
        let upper = upperRows(state, of: content)
        let middle = max(1, content - upper - timeline)
        placeUpper(band(from: top, content: upper))
        let below = top + upper + 1
        let lower = band(from: below, content: middle)
        let divider = size.columns * 11 / 20
        boxes[.runbook] = lower.leftColumns(divider + 1)
        boxes[.output] = lower.droppingLeft(divider)
        boxes[.timeline] = band(from: below + middle + 1, content: timeline)
    }

    private mutating func placeMedium(_ state: ConsoleState) {
        let content = content(bands: 4)
        let timeline = timelineRows(state)
        let upper = upperRows(state, of: content)
        let rest = max(2, content - upper - timeline)
        let output = max(1, state.focus == .output ? rest / 2 : rest * 2 / 5)
        placeUpper(band(from: top, content: upper))
        placeColumn(
            [(.runbook, rest - output), (.output, output), (.timeline, timeline)],
            from: top + upper + 1)
    }

    private mutating func placeStacked(_ state: ConsoleState) {
        let content = content(bands: 5)
        let timeline = timelineRows(state)
        let services = max(2, min(wanted(state.services.count + 1), content / 4))
        let clusters = max(3, min(wanted(state.logs.clusters.count), content / 4))
        let rest = max(2, content - timeline - services - clusters)
        let output = max(1, state.focus == .output ? rest * 3 / 5 : rest * 2 / 5)
        placeColumn(
            [
                (.services, services), (.clusters, clusters), (.runbook, rest - output),
                (.output, output), (.timeline, timeline),
            ], from: top)
    }

    private mutating func placeUpper(_ rect: Rect) {
        let divider = max(33, size.columns * 19 / 50)
        boxes[.services] = rect.leftColumns(divider + 1)
        boxes[.clusters] = rect.droppingLeft(divider)
    }

    private mutating func placeColumn(_ panes: [(Pane, Int)], from first: Int) {
        var row = first
        for (pane, rows) in panes {
            boxes[pane] = band(from: row, content: rows)
            row += rows + 1
        }
    }

    /// Rows for some services or clusters; services have one more, for the reason of a root.
    ///
    /// In steps of four, so that one more cluster does not move everything below it.
    private func wanted(_ count: Int) -> Int { max(4, (count + 3) / 4 * 4) }

    private func upperRows(_ state: ConsoleState, of content: Int) -> Int {
        let wanted = max(wanted(state.services.count + 1), wanted(state.logs.clusters.count))
        return max(2, min(wanted, content * 2 / 5))
    }

    /// The timeline's rows; without any, its newest entries stand in its border.
    private func timelineRows(_ state: ConsoleState) -> Int {
        if state.focus == .timeline { return size.rows >= 36 ? 8 : size.rows >= 20 ? 4 : 2 }
        return size.rows >= 38 ? 3 : size.rows >= 30 ? 2 : size.rows >= 27 ? 1 : 0
    }
}

extension ConsoleState {
    /// Where everything is on the terminal as it is now.
    var layout: ScreenLayout { ScreenLayout(size: size, state: self) }
}
