import CellGrid
import IncidentModel
import SafeText

/// How wide each column of the log clusters pane is; 0 for one that does not fit.
struct ClusterColumns {
    /// The number.
    let number: Int
    /// The badge: a word, or with little room a sign.
    let badge: Int
    /// The graph of records a minute.
    let graph: Int
    /// How many there were.
    let count: Int
    /// The services that spoke.
    let service: Int
    /// The cluster that this one is a symptom of.
    let symptom: Int

    /// Divides a width among the columns for the clusters in sight.
    init(width: Int, clusters: [ClusterStatus], arrangement: ClusterArrangement) {
        number = String(clusters.map(\.id.number).max() ?? 0).count
        badge = width >= 66 ? ClusterBadge.width : 1
        graph = width >= 90 ? 12 : width >= 66 ? 8 : width >= 40 ? 6 : 0
        let isCountAsked = arrangement.order == .count || arrangement.range != .all
        let most = clusters.map { arrangement.range.count(of: $0) }.max() ?? 0
        count =
            width >= 96
            ? max(5, CountText.grouped(most).count) : isCountAsked && width >= 40 ? 4 : 0
        let names = clusters.compactMap(\.services.first).map { TextWidth.width(of: $0.string) }
        service = width >= 60 ? min(10, names.max() ?? 0) : 0
        let symptoms = clusters.compactMap(\.symptomOf).map { String($0.number).count + 1 }
        symptom = symptoms.max() ?? 0
    }
}
