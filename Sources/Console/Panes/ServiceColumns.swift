import CellGrid
import IncidentModel
import SafeText

/// How wide each column of the services pane is; what does not fit is left out, the least needed first.
struct ServiceColumns {
    /// Mark, sign and a space between.
    static let lead = 4

    /// The name.
    let name: Int
    /// The status, such as `503`.
    let status: Int
    /// The response time; 0 when there is no room.
    let duration: Int
    /// The graph of response times; 0 when there is no room.
    let graph: Int
    /// Since when; 0 when there is no room.
    let note: Int
    /// Everything behind the name.
    let body: Int

    /// Status and response time together.
    var numbers: Int { status + (duration > 0 ? 1 + duration : 0) }
    /// The graph with the gap before it.
    var graphWithGap: Int { graph > 0 ? 2 + graph : 0 }

    /// Graph and note with the gaps before them.
    var behindNumbers: Int { graphWithGap + (note > 0 ? 2 + note : 0) }

    /// Divides a width among the columns for some services.
    init(width: Int, services: [ServiceStatus]) {
        let names = services.map { TextWidth.width(of: $0.id.name.string) }.max() ?? 0
        let statuses = services.compactMap(\.deciding).map {
            TextWidth.width(of: $0.summary.string)
        }
        let name = max(6, min(names, max(8, width * 2 / 5)))
        let status = min(8, max(3, statuses.max() ?? 0))
        var left = width - Self.lead - name - 1 - status
        /// Takes a column with the gap before it, if there is room.
        func take(_ columns: Int, gap: Int = 2, keeping reserve: Int = 0) -> Int {
            guard left - reserve >= columns + gap else { return 0 }
            left -= columns + gap
            return columns
        }
        self.name = name
        body = width - Self.lead - name
        self.status = status
        duration = take(7, gap: 1)
        note = left >= 48 ? take(20) : left >= 24 ? take(14) : take(8, keeping: left >= 18 ? 8 : 0)
        graph = left >= 5 ? take(min(20, left - 2)) : 0
    }
}
