import IncidentModel
import SafeText

extension ClusterBook {
    /// Lets each value of one variable be a cluster of its own from now on.
    ///
    /// - Parameters:
    ///   - tally: The cluster.
    ///   - place: The position among all `<*>` of its template as shown, from 1.
    /// - Returns: Nil, or one sentence why not.
    func split(_ tally: ClusterTally, at place: Int) -> DisplayText? {
        let map = TemplateMap(
            of: tally.root, in: clusterer, shown: template(of: tally), redactor: redactor)
        let count = map.places.count
        guard count > 0 else { return "the template has no <*> to split at" }
        guard place >= 1, place <= count else {
            return "the template has \(count) <*>, so it cannot be split at number \(place)"
        }
        guard let variable = map.places[place - 1] else {
            return "number \(place) stands in the lines themselves and has no values"
        }
        return clusterer.split(tally.root, variable: variable)
            ? nil : "the cluster is split already"
    }
}
