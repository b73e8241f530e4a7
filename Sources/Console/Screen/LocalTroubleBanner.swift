import CellGrid
import IncidentModel
import SafeText

/// One line above everything: it is us, so nobody needs to wake the owners of the services.
enum LocalTroubleBanner {
    static func draw(
        _ trouble: LocalTrouble, _ state: ConsoleState, in row: Rect, on canvas: inout Canvas
    ) {
        let area = row.inset(columns: 1, rows: 0)
        canvas.grid.fill(area, " ", style: canvas.theme[.alarm])
        canvas.draw(
            StyledText(" " + words(trouble, state, columns: area.columns - 2), .alarm), row: 0,
            in: area.droppingRight(1))
    }

    /// The whole sentence, or where it does not fit, what matters most before the reason.
    static func words(_ trouble: LocalTrouble, _ state: ConsoleState, columns: Int) -> String {
        let reason = ServiceWords.withoutStop(trouble.reason.string)
        let since = state.wallClock.minuteOrDay(trouble.since, now: state.now)
        let count = trouble.failing
        let fail = "\(CountText.counted(count, "service")) \(count == 1 ? "fails" : "fail")"
        let whole =
            "IT IS US: \(reason.isEmpty ? "" : reason + "; ")\(fail) on our side since \(since)"
        guard TextWidth.width(of: whole) > columns else { return whole }
        return "IT IS US since \(since), \(CountText.grouped(count)) fail: \(reason)"
    }
}
