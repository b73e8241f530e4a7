import CellGrid
import IncidentModel

/// A movement through rows.
enum Movement {
    /// By some rows, upwards when negative.
    case rows(Int)
    /// By some pages, upwards when negative.
    case pages(Int)
    /// To the first row.
    case start
    /// To the last row.
    case end

    /// By how many rows it moves from a position, out of `count`, with pages of `height`.
    func distance(from position: Int, count: Int, height: Int) -> Int {
        switch self {
        case .rows(let rows): rows
        case .pages(let pages): pages * max(1, height - 1)
        case .start: -position
        case .end: count - 1 - position
        }
    }
}

extension ConsoleState {
    mutating func move(_ movement: Movement) -> [ConsoleEffect] {
        if !overlays.isEmpty {
            scrollOverlay(movement)
            return []
        }
        let height = layout.inside(focus).rows
        switch focus {
        case .services:
            thawAtEnd(movement)
            let ids = ServiceList.selectableIDs(of: self)
            moveSelection(&serviceView, in: ids, by: movement, height: height)
        case .clusters:
            thawAtEnd(movement)
            let ids = ClusterList.rows(of: self).map(\.id)
            moveSelection(&clusterView, in: ids, by: movement, height: height)
        case .runbook:
            let ids = RunbookList.selectableIDs(of: self)
            moveSelection(&runbookView, in: ids, by: movement, height: runbookRows)
        case .output: moveOutput(movement, height: height)
        case .timeline: return moveTimeline(movement, height: height)
        }
        return []
    }

    private func moveSelection<ID>(
        _ view: inout ListView<ID>, in ids: [ID], by movement: Movement, height: Int
    ) {
        guard let position = view.position(in: ids) else { return }
        let distance = movement.distance(from: position, count: ids.count, height: height)
        view.select(position + distance, in: ids)
    }

    /// The end of a list follows what arrives, so a frozen pane lives again.
    private mutating func thawAtEnd(_ movement: Movement) {
        if case .end = movement { frozen.thaw(focus) }
    }

    private mutating func moveOutput(_ movement: Movement, height: Int) {
        thawAtEnd(movement)
        let count = OutputList.rows(of: self).count
        switch movement {
        case .start: outputView.move(by: -count, count: count, height: height)
        case .end: outputView.rowsBelow = 0
        case .rows(let rows): outputView.move(by: rows, count: count, height: height)
        case .pages(let pages):
            outputView.move(by: pages * max(1, height - 1), count: count, height: height)
        }
    }

    mutating func toggleFreeze() {
        if frozen.contains(focus) { return frozen.thaw(focus) }
        switch focus {
        case .services:
            frozen.services = services
            frozen.serviceReports = 0
        case .clusters: frozen.logs = logs
        case .runbook: break
        case .output: frozen.output = shownOutput
        case .timeline: frozen.timeline = timeline
        }
    }
}

extension ConsoleAction {
    private static let movements: [ConsoleAction: Movement] = [
        .moveDown: .rows(1), .moveUp: .rows(-1), .pageDown: .pages(1), .pageUp: .pages(-1),
        .moveToStart: .start, .moveToEnd: .end,
    ]

    /// Where it moves to; nil for an action that does not only move.
    var movement: Movement? { Self.movements[self] }
}
