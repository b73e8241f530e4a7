import IncidentModel
import SafeText

extension ClusterBook {
    /// Lets each value of one variable be a cluster of its own from now on.
    func split(_ tally: ClusterTally, at variable: Int) -> DisplayText? {
        let count = variableCount(of: tally)
        guard (1...max(count, 1)).contains(variable), count > 0 else {
            return count == 0
                ? "its template has no <*> to split at"
                : "its template has \(count) <*>; there is no \(variable). one"
        }
        return "splitting is not possible yet"
    }

    private func variableCount(of tally: ClusterTally) -> Int {
        var count = 0
        let root = tally.root
        let sample = clusterer.store.sample(of: root)
        count = clusterer.variableSpans(of: root, in: sample).count
        return count
    }
}
